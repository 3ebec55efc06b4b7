import type { ReactNode } from 'react';
import { enteredText, errorOf, type FormState } from '../form-state.ts';

/** What every field is given: the form's state, the field's name, and help that is read out with the field. */
export interface FieldProps {
  readonly form: FormState;
  readonly name: string;
  readonly hint?: ReactNode;
}

/** What a label says of a field that may be left empty; where the answer is told it has been left or filled in, and no label says so. */
export const OPTIONAL = ' (optional)';

/** The ids that describe an input to those who do not see it, or nothing when there are none. */
export function describedBy(...ids: readonly (string | false | undefined)[]): string | undefined {
  return ids.filter(Boolean).join(' ') || undefined;
}

/** Class names, leaving out those that do not apply. */
export function classes(...names: readonly (string | false | undefined)[]): string {
  return names.filter(Boolean).join(' ');
}

/** The group round a field, marked when something is wrong with it. */
export function FormGroup(props: { readonly wrong: boolean; readonly children: ReactNode }) {
  return <div className={classes('govuk-form-group', props.wrong && 'govuk-form-group--error')}>{props.children}</div>;
}

export function Hint(props: { readonly id: string; readonly className?: string; readonly children: ReactNode }) {
  return (
    <div id={props.id} className={classes('govuk-hint', props.className)}>
      {props.children}
    </div>
  );
}

export function ErrorMessage(props: { readonly id: string; readonly children: ReactNode }) {
  return (
    <p id={props.id} className="govuk-error-message">
      <span className="govuk-visually-hidden">Error:</span> {props.children}
    </p>
  );
}

/** Label, hint and error of a field with one input; `children` makes the input from its id and its descriptions. */
export function LabelledField(
  props: FieldProps & {
    readonly label: string;
    /** Tells fields of one label from each other: read out after it, and shown where the answer is shown alone. */
    readonly under?: string | undefined;
    /** The id of a further note below the input. */
    readonly note?: string | undefined;
    readonly saysOptional?: true | undefined;
    /** The names under which it is sent; its own unless said. */
    readonly names?: readonly string[];
    /** What was answered, in words; what was typed unless said. */
    readonly given?: ReactNode;
    readonly children: (input: { wrong: boolean; describedBy: string | undefined }) => ReactNode;
  },
) {
  const { name, hint, under } = props;
  const { gather } = props.form;
  if (gather) {
    const { names = [name] } = props;
    const isFilled = names.some((one) => enteredText(props.form, one).trim() !== '');
    const label = under === undefined ? props.label : `${under}: ${props.label}`;
    gather({ names, label, value: isFilled ? (props.given ?? enteredText(props.form, name).trim()) : undefined });
    return null;
  }
  const error = errorOf(props.form, name);
  return (
    <FormGroup wrong={error !== undefined}>
      <label className="govuk-label govuk-label--s" htmlFor={name}>
        {props.label}
        {props.saysOptional && OPTIONAL}
        {under !== undefined && <span className="govuk-visually-hidden"> ({under})</span>}
      </label>
      {hint !== undefined && <Hint id={`${name}-hint`}>{hint}</Hint>}
      {error !== undefined && <ErrorMessage id={`${name}-error`}>{error}</ErrorMessage>}
      {props.children({
        wrong: error !== undefined,
        describedBy: describedBy(
          hint !== undefined && `${name}-hint`,
          error !== undefined && `${name}-error`,
          props.note,
        ),
      })}
    </FormGroup>
  );
}
