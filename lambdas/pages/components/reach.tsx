import { dialOf } from '../../text/dial.ts';

/** By what somebody is reached, each a link: a phone dials the numbers. */
export function Reach(props: {
  readonly name?: string | undefined;
  readonly email: string;
  readonly telephone?: string | undefined;
  readonly office?: string | undefined;
}) {
  const { name, email, telephone, office } = props;
  return (
    <p className="govuk-body">
      {name !== undefined && (
        <>
          {name}
          <br />
        </>
      )}
      <a className="govuk-link app-link-alone" href={`mailto:${email}`}>
        {email}
      </a>
      {telephone !== undefined && (
        <>
          <br />
          <Telephone number={telephone} />
        </>
      )}
      {office !== undefined && (
        <>
          <br />
          Office: <Telephone number={office} />
        </>
      )}
    </p>
  );
}

/** A number that a phone dials when it is touched. */
export function Telephone({ number }: { readonly number: string }) {
  return (
    <a className="govuk-link app-link-alone" href={dialOf(number)}>
      {number}
    </a>
  );
}
