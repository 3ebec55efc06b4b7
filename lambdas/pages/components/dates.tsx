import type { ReactNode } from 'react';
import { longDate } from '../../calendar/dates.ts';
import { dateField } from '../date-fields.ts';
import { enteredText, errorOf, type FormState } from '../form-state.ts';
import { classes, type FieldProps } from './field.tsx';
import { Fieldset, QuestionFieldset } from './fieldset.tsx';

const parts = ['day', 'month', 'year'] as const;
type Part = (typeof parts)[number];

interface DateProps extends FieldProps {
  readonly legend: ReactNode;
}

/**
 * A date in three boxes, sent as `name-day`, `name-month` and `name-year`. `dateField` reads it. The hint should give
 * an example: 'For example, 12 1 2027 or 12 Jan 2027'.
 */
export function DateInput(props: DateProps) {
  const { form, name } = props;
  if (form.gather) {
    form.gather({ names: namesOf(name), label: props.legend, value: typedDate(form, name) });
    return null;
  }
  const error = errorOf(form, name) ?? parts.map((part) => errorOf(form, `${name}-${part}`)).find(Boolean);
  return (
    <QuestionFieldset id={name} role="group" legend={props.legend} hint={props.hint} error={error}>
      <div className="govuk-date-input">
        {parts.map((part) => (
          <PartInput key={part} form={form} name={name} part={part} />
        ))}
      </div>
    </QuestionFieldset>
  );
}

/** Two dates, sent as `name-from-...` and `name-to-...`. `dateRangeField` reads them. */
export function DateRangeInput(props: DateProps) {
  const { form, name, hint } = props;
  if (form.gather) {
    const dates = [`${name}-from`, `${name}-to`].map((end) => typedDate(form, end));
    form.gather({
      names: [...namesOf(`${name}-from`), ...namesOf(`${name}-to`)],
      label: props.legend,
      value: dates.some((date) => date !== undefined) ? dates.map((date) => date ?? 'no date').join(' to ') : undefined,
    });
    return null;
  }
  return (
    <Fieldset legend={props.legend} large>
      {hint !== undefined && <div className="govuk-hint">{hint}</div>}
      <DateInput form={form} name={`${name}-from`} legend="First day" />
      <DateInput form={form} name={`${name}-to`} legend="Last day" />
    </Fieldset>
  );
}

const namesOf = (name: string): readonly string[] => parts.map((part) => `${name}-${part}`);

/** A date as people read it, or as it was typed where it is none. */
function typedDate(form: FormState, name: string): string | undefined {
  const [day = '', month = '', year = ''] = namesOf(name).map((part) => enteredText(form, part).trim());
  if (`${day}${month}${year}` === '') return undefined;
  const read = dateField({ label: 'the date' }).safeParse({ day, month, year });
  return read.success ? longDate(read.data) : `${day} ${month} ${year}`;
}

function PartInput({ form, name, part }: { readonly form: FormState; readonly name: string; readonly part: Part }) {
  const id = partId(form, name, part);
  return (
    <div className="govuk-date-input__item">
      <div className="govuk-form-group">
        <label className="govuk-label govuk-date-input__label" htmlFor={id}>
          {part.charAt(0).toUpperCase() + part.slice(1)}
        </label>
        <input
          className={classes(
            'govuk-input',
            'govuk-date-input__input',
            part === 'year' ? 'govuk-input--width-4' : 'govuk-input--width-2',
            isWrong(form, name, part) && 'govuk-input--error',
          )}
          id={id}
          name={`${name}-${part}`}
          type="text"
          // Names of months are welcome too, so only the other two ask for a keypad.
          inputMode={part === 'month' ? undefined : 'numeric'}
          autoComplete="off"
          defaultValue={enteredText(form, `${name}-${part}`)}
        />
      </div>
    </div>
  );
}

/** An error about the whole date leads to its first box, so that box then bears the date's own name. */
function partId(form: FormState, name: string, part: Part): string {
  return part === 'day' && errorOf(form, name) !== undefined ? name : `${name}-${part}`;
}

/** An error about the whole date marks all its boxes; one about a part marks it and the boxes left empty. */
function isWrong(form: FormState, name: string, part: Part): boolean {
  if (errorOf(form, name) !== undefined || errorOf(form, `${name}-${part}`) !== undefined) return true;
  const someWrong = parts.some((other) => errorOf(form, `${name}-${other}`) !== undefined);
  return someWrong && enteredText(form, `${name}-${part}`).trim() === '';
}
