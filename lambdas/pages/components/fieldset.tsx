import type { ReactNode } from 'react';
import { describedBy, ErrorMessage, FormGroup, Hint } from './field.tsx';

/** Fields that belong together, under one legend. */
export function Fieldset(props: {
  readonly legend: ReactNode;
  /** Larger than the legends of the questions within it. */
  readonly large?: boolean;
  readonly describedBy?: string | undefined;
  /** Groups of text inputs need it to have their description read out. */
  readonly role?: 'group';
  readonly children: ReactNode;
}) {
  return (
    <fieldset className="govuk-fieldset" role={props.role} aria-describedby={props.describedBy}>
      <legend className={`govuk-fieldset__legend govuk-fieldset__legend--${props.large ? 'm' : 's'}`}>
        {props.legend}
      </legend>
      {props.children}
    </fieldset>
  );
}

/** A fieldset that is one question: its hint and its error stand above its inputs. */
export function QuestionFieldset(props: {
  readonly id: string;
  readonly legend: ReactNode;
  readonly role?: 'group';
  readonly hint?: ReactNode;
  readonly error?: string | undefined;
  readonly children: ReactNode;
}) {
  const { id, hint, error, role } = props;
  return (
    <FormGroup wrong={error !== undefined}>
      <Fieldset
        legend={props.legend}
        describedBy={describedBy(hint !== undefined && `${id}-hint`, error !== undefined && `${id}-error`)}
        {...(role && { role })}
      >
        {hint !== undefined && <Hint id={`${id}-hint`}>{hint}</Hint>}
        {error !== undefined && <ErrorMessage id={`${id}-error`}>{error}</ErrorMessage>}
        {props.children}
      </Fieldset>
    </FormGroup>
  );
}
