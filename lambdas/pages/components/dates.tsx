import type { ReactNode } from 'react';
import { longDate } from '../../calendar/dates.ts';
import { dateField } from '../date-fields.ts';
import { enteredText, type FormState } from '../form-state.ts';
import { classes, type FieldProps, LabelledField } from './field.tsx';

/**
 * A day, chosen in the browser's own calendar or typed: one field, sent as an ISO date. `dateField` reads it. Browsers without a
 * calendar show a line of text.
 */
export function DateInput(
  props: FieldProps & {
    readonly label: string;
    readonly under?: string | undefined;
    readonly saysOptional?: true | undefined;
    /** The first and the last day that the calendar offers, as ISO dates. */
    readonly min?: string | undefined;
    readonly max?: string | undefined;
  },
) {
  const { form, name, min, max } = props;
  return (
    <LabelledField
      {...props}
      names={[name, ...boxesOf(name).filter((box) => Object.hasOwn(form.values, box))]}
      given={inWords(typedDay(form, name))}
    >
      {(input) => (
        <input
          className={classes('govuk-input', 'govuk-input--width-10', input.wrong && 'govuk-input--error')}
          id={name}
          name={name}
          type="date"
          min={min}
          max={max}
          autoComplete="off"
          aria-describedby={input.describedBy}
          defaultValue={typedDay(form, name)}
        />
      )}
    </LabelledField>
  );
}

/** Two days that belong together, side by side where there is room. */
export const TwoDays = ({ children }: { readonly children: ReactNode }) => <div className="app-days">{children}</div>;

/** The three boxes in which pages of earlier releases sent a day; drafts of them hold it so. */
const boxesOf = (name: string): readonly string[] => ['day', 'month', 'year'].map((part) => `${name}-${part}`);

/** What stands in the field: an ISO date, or what was typed where it is none. */
function typedDay(form: FormState, name: string): string {
  const text = enteredText(form, name).trim();
  if (text !== '') return isoOf(text);
  const [day = '', month = '', year = ''] = boxesOf(name).map((box) => enteredText(form, box).trim());
  return `${day}${month}${year}` === '' ? '' : isoOf(`${day} ${month} ${year}`);
}

/** A calendar shows nothing but ISO dates. */
function isoOf(text: string): string {
  const read = dateField({ label: 'the date' }).safeParse(text);
  return read.success ? read.data : text;
}

function inWords(text: string): string {
  const read = dateField({ label: 'the date' }).safeParse(text);
  return read.success ? longDate(read.data) : text;
}
