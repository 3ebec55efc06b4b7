import type { ReactNode } from 'react';
import { hostWord } from '../documents/report-content.ts';
import { type FormState, InsetText, Radios, Subheading, Text, TextArea } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';
import { LONGEST_FIELD } from './point-fields.ts';
import { estimateField, findingField } from './report-form.ts';

interface ReportFieldsProps {
  readonly form: FormState;
  readonly framework: Framework;
  /** What is said above a part: the comments on it. `address` begins the addresses of its lines: 'ebi.leadership'. */
  readonly above?: (address: string) => ReactNode;
}

/** The whole report as fields: what a lead reviewer writes it in, and what an amendment changes. */
export function ReportFields({ form, framework, above }: ReportFieldsProps) {
  const { headings, parts } = framework;
  const host = hostWord(framework);
  return (
    <>
      <InsetText>
        Write roles, not names: 'the subject leader for mathematics'. Nothing in a report is about a single pupil: no
        names, no dates of birth, no pupil numbers, and no numbers so small that somebody can be known by them.
      </InsetText>
      <Subheading>Cover</Subheading>
      {above?.('cover')}
      <Text form={form} name="cover.head-role" label={`Who leads the ${host}`} hint="A role, not a name" width={20} />
      <Text
        form={form}
        name="cover.last-review"
        label="Last review"
        hint="When it was. Leave empty if this is the first"
      />
      <Text
        form={form}
        name="cover.last-inspection"
        label="Last inspection"
        hint="When it was, with the month as a word"
      />
      {above?.('context')}
      <Points form={form} name="context" label="Context" hint={`What a reader should know about the ${host} first`} />
      {framework.focusChallenge && (
        <>
          {above?.('focus-challenge')}
          <Points
            form={form}
            name="focus-challenge"
            label="The focus challenge"
            hint={`What the leaders of the ${host} wanted the review to look at`}
          />
        </>
      )}
      {headings.map((heading) => (
        <div key={heading.key}>
          <Subheading>{heading.title}</Subheading>
          {parts.map((part) => (
            <div key={part.key}>
              {above?.(findingField(part.key, heading.key))}
              <Points
                form={form}
                name={findingField(part.key, heading.key)}
                label={part.title}
                under={heading.title}
                rows={8}
              />
            </div>
          ))}
          {above?.(estimateField(heading.key))}
          <Estimate form={form} framework={framework} heading={heading.key} legend={`Estimate: ${heading.title}`} />
        </div>
      ))}
      {above?.(estimateField('overall'))}
      <Estimate form={form} framework={framework} heading="overall" legend="Overall estimate" />
      {framework.areaOfExcellence && <AreaOfExcellenceFields form={form} above={above} />}
      <Subheading>Support</Subheading>
      {above?.('support')}
      <Points
        form={form}
        name="support"
        label="Support wanted from the network"
        hint={`What other schools could help the ${host} with`}
      />
    </>
  );
}

function Points(props: {
  readonly form: FormState;
  readonly name: string;
  readonly label: string;
  readonly under?: string;
  readonly hint?: string;
  readonly rows?: number;
}) {
  const { hint, under } = props;
  return (
    <TextArea
      form={props.form}
      name={props.name}
      label={props.label}
      {...(under !== undefined && { under })}
      hint={hint === undefined ? 'One point on each line' : `${hint}. One point on each line`}
      rows={props.rows ?? 5}
      maxLength={LONGEST_FIELD}
    />
  );
}

/** Nothing at all for a programme that has no estimates. */
function Estimate(props: {
  readonly form: FormState;
  readonly framework: Framework;
  readonly heading: string;
  readonly legend: string;
}) {
  const { estimates } = props.framework;
  if (!estimates) return null;
  return (
    <Radios
      form={props.form}
      name={estimateField(props.heading)}
      legend={props.legend}
      options={estimates.scale.map(({ key, title }) => ({ value: key, text: title }))}
    />
  );
}

function AreaOfExcellenceFields({
  form,
  above,
}: Pick<ReportFieldsProps, 'form'> & { readonly above: ReportFieldsProps['above'] | undefined }) {
  return (
    <>
      <Subheading>Area of excellence</Subheading>
      {above?.('area')}
      <Radios
        form={form}
        name="area.standing"
        legend="What became of it"
        options={[
          { value: 'accredited', text: 'Accredited' },
          { value: 'not-accredited', text: 'Not accredited' },
          { value: 'not-submitted', text: 'None was put forward' },
        ]}
      />
      <Text form={form} name="area.title" label="Title" hint="Leave empty if none was put forward" />
      <Points form={form} name="area.why" label="Why it is an area of excellence" />
      <Points form={form} name="area.evidence" label="The evidence" />
      <Text form={form} name="area.contact" label="Whom other schools can ask" hint="A role, not a name" width={20} />
      <Points form={form} name="area.earlier" label="Accredited in earlier reviews" rows={3} />
    </>
  );
}
