/** The kinds of fields that a form is made of. Each is shown by a component of the pages and read by a schema of theirs. */
import type { ReactNode } from 'react';
import type * as z from 'zod';
import { anything } from '../pages/form-fields.ts';
import type { FieldValue } from '../pages/form-state.ts';
import {
  Checkboxes,
  DateInput,
  dateField,
  type Entry,
  emailField,
  Hidden,
  manyOf,
  nameField,
  oneOf,
  Radios,
  Select,
  Text,
  TextArea,
  telephoneField,
  textField,
} from '../pages/kit.ts';
import type { Field, Logic, When } from './field.ts';

/** The words of a field in messages. */
interface Words {
  /** The field in the middle of a sentence: 'your name', 'whether you agree'. */
  readonly what: string;
  /** Said in place of 'Enter your name' or 'Select whether you agree'. */
  readonly missing?: string;
  readonly hint?: ReactNode;
  /** Its label says '(optional)' where it is asked, and not where its answer is told. */
  readonly saysOptional?: true;
}

interface OptionOf<V extends string> {
  readonly value: V;
  readonly text: ReactNode;
  readonly hint?: ReactNode;
}

interface ChoiceWords<V extends string> extends Words {
  readonly legend: ReactNode;
  /** What somebody chooses who is glad to take part: the first option unless said. */
  readonly sample?: NoInfer<V> | undefined;
  readonly options: readonly OptionOf<V>[];
}

interface LineWords extends Words {
  readonly label: string;
  /** What it stands under, where several fields of a page have the same label. */
  readonly under?: string;
  /** What somebody might write who is glad to take part. */
  readonly sample?: string;
}

interface TextWords extends LineWords {
  readonly optional?: true;
  /** Characters allowed: 200 unless said. */
  readonly max?: number;
  /** Bytes allowed, where a row has many such texts. */
  readonly maxBytes?: number;
  /** What else may be wrong with the text, as a sentence. */
  readonly wrong?: (text: string) => string | undefined;
}

/** For a choice between two words. */
export const YES_OR_NO = [
  { value: 'yes', text: 'Yes' },
  { value: 'no', text: 'No' },
] as const;

/** The parts of a field that its options say as they are. */
const logicOf = <W extends When | undefined, N extends When | undefined>(
  { when, neededWhen }: Logic<W, N>,
  missing: string,
) => ({ when: when as W, neededWhen: neededWhen as N, missing });

/** What is sent of a field that is not a date. */
const sentAs = (value: FieldValue | undefined) => (name: string) => (value === undefined ? value : { [name]: value });

/** A field that may be asked in one case only, and has to be filled in where it is asked. */
type Asked<W extends When | undefined> = Pick<Logic<W, undefined>, 'when'>;

/** One of a few options, as radio buttons. */
export function choice<const V extends string, const W extends When | undefined = undefined>(
  options: ChoiceWords<V> &
    Asked<W> & {
      /** Closer together: for the same scale many times on one page. */
      readonly small?: true;
      /** Side by side: for two short options alone. */
      readonly inline?: true;
    },
): Field<V, NoInfer<W>, undefined> {
  const { what, missing = `Select ${what}` } = options;
  const values = options.options.map(({ value }) => value);
  return {
    ...logicOf(options, missing),
    reading: oneOf(values, { label: what, missing }),
    sample: sentAs(options.sample ?? values[0]),
    show: (form, name) => <Radios {...options} form={form} name={name} />,
  };
}

/** Any number of options, as boxes to tick. `min` counts them; nothing need be ticked unless it says so. */
export function choices<const V extends string, const W extends When | undefined = undefined>(
  options: ChoiceWords<V> &
    Asked<W> & {
      readonly min?: number;
      /** What else may be wrong with the choice, as a sentence. */
      readonly wrong?: (chosen: readonly V[]) => string | undefined;
    },
): Field<V[], NoInfer<W>, undefined> {
  const { what, missing = `Select ${what}`, min = 0 } = options;
  const values = options.options.map(({ value }) => value);
  return {
    ...logicOf(options, missing),
    reading: refined(manyOf(values, { label: what, min, missing }), options.wrong),
    sample: sentAs(values.slice(0, min)),
    show: (form, name) => <Checkboxes {...options} form={form} name={name} />,
  };
}

/** One of many options, in a list that opens. */
export function pick<const V extends string, const W extends When | undefined = undefined>(
  options: LineWords &
    Asked<W> & {
      readonly unchosen?: string;
      readonly sample?: NoInfer<V> | '';
      /** See `Select`. */
      readonly inWords?: (value: string) => string;
      readonly options: readonly (Entry & { readonly value: V })[];
    },
): Field<V, NoInfer<W>, undefined> {
  const { what, missing = `Select ${what}` } = options;
  const values = options.options.map(({ value }) => value);
  return {
    ...logicOf(options, missing),
    reading: oneOf(values, { label: what, missing }),
    sample: sentAs(options.sample ?? values[0]),
    show: (form, name) => <Select {...options} form={form} name={name} />,
  };
}

/** A value that travels with the form unseen, read as it came back. */
export const hidden = ({
  what,
  value,
}: {
  readonly what: string;
  readonly value: string;
}): Field<string, undefined, undefined> => ({
  ...logicOf({}, `Enter ${what}`),
  reading: textField({ label: what, optional: true }),
  sample: sentAs(value),
  show: (_form, name) => <Hidden name={name} value={value} />,
});

type LineLooks = Pick<Parameters<typeof Text>[0], 'kind' | 'width' | 'autocomplete'>;

/** One line of text. */
export function text<const W extends When | undefined = undefined, const N extends When | undefined = undefined>(
  options: TextWords & Logic<W, N> & LineLooks,
): Field<string, NoInfer<W>, NoInfer<N>> {
  const { what, missing = `Enter ${what}` } = options;
  return {
    ...logicOf(options, missing),
    reading: textReading(options, missing),
    sample: sentAs(options.sample ?? (options.optional && '')),
    show: (form, name) => <Text {...options} form={form} name={name} />,
  };
}

/** The name of a person, a school or a job: see `nameField`. */
export function nameOf<const W extends When | undefined = undefined, const N extends When | undefined = undefined>(
  options: LineWords & Logic<W, N> & LineLooks & { readonly max?: number },
): Field<string, NoInfer<W>, NoInfer<N>> {
  const { what, missing = `Enter ${what}`, max, neededWhen } = options;
  return {
    ...logicOf(options, missing),
    reading: nameField({ label: what, missing, optional: neededWhen !== undefined, ...(max !== undefined && { max }) }),
    sample: sentAs(options.sample),
    show: (form, name) => <Text {...options} form={form} name={name} />,
  };
}

/** Several lines of text. How long it may be is told beside it, unless `tellMax` is false. */
export function longText<const W extends When | undefined = undefined, const N extends When | undefined = undefined>(
  options: TextWords & Logic<W, N> & { readonly rows?: number; readonly tellMax?: false },
): Field<string, NoInfer<W>, NoInfer<N>> {
  const { what, missing = `Enter ${what}`, max, tellMax = true } = options;
  return {
    ...logicOf(options, missing),
    reading: textReading(options, missing),
    sample: sentAs(options.sample ?? (options.optional && '')),
    show: (form, name) => <TextArea {...options} form={form} name={name} maxLength={tellMax ? max : undefined} />,
  };
}

/** A mail address, read in lower case. */
export function email<const W extends When | undefined = undefined>(
  options: LineWords & Asked<W> & Pick<LineLooks, 'autocomplete'>,
): Field<string, NoInfer<W>, undefined> {
  const { what, missing = `Enter ${what}` } = options;
  return {
    ...logicOf(options, missing),
    reading: emailField({ label: what, missing }),
    sample: sentAs(options.sample ?? 'somebody@school.example'),
    show: (form, name) => <Text {...options} form={form} name={name} kind="email" />,
  };
}

/** A telephone number, read as it is kept: see `telephoneField`. It need not be given. */
export function telephone<const W extends When | undefined = undefined>(
  options: LineWords & Asked<W>,
): Field<string, NoInfer<W>, undefined> {
  const { what, missing = `Enter ${what}` } = options;
  return {
    ...logicOf(options, missing),
    reading: telephoneField({ label: what }),
    sample: sentAs(options.sample ?? ''),
    show: (form, name) => <Text {...options} form={form} name={name} kind="tel" width={20} autocomplete="tel" />,
  };
}

/** A day, read as an ISO date. `min` and `max` are the first and the last ISO date allowed, and `sample` one of them. */
export function dateOf<const W extends When | undefined = undefined>(
  options: LineWords & Asked<W> & { readonly min?: string; readonly max?: string },
): Field<string, NoInfer<W>, undefined> {
  const { what, missing = `Enter ${what}`, min, max, sample = min } = options;
  return {
    ...logicOf(options, missing),
    reading: dateField({ label: what, missing, min, max }),
    sample: sentAs(sample),
    show: (form, name) => <DateInput {...options} form={form} name={name} />,
  };
}

/** A day that may be left out: it is '' then. */
export function dayOrNone(
  options: LineWords & { readonly min?: string; readonly max?: string },
): Field<string, undefined, undefined> {
  const { what, min, max } = options;
  return {
    ...logicOf({}, `Enter ${what}`),
    reading: dateField({ label: what, min, max, optional: true }).transform((day) => day ?? ''),
    sample: sentAs(options.sample ?? ''),
    show: (form, name) => <DateInput {...options} form={form} name={name} />,
  };
}

/** With each value that may be missing then. A field with `when` is not asked in any case where what it looks at is missing too. */
type IfAny<F> = {
  readonly [K in keyof F]: F[K] extends Field<infer T, infer W, infer N>
    ? Field<W extends When ? (keyof W extends keyof F ? T : T | undefined) : T | undefined, W, N>
    : never;
};

/** Fields that only some programmes have: for the others they are not shown, and read as undefined. */
export const onlyIf = <const F extends Readonly<Record<string, Field>>>(has: boolean, fields: F): IfAny<F> =>
  Object.fromEntries(
    Object.entries(fields).map(([name, field]) => [
      name,
      has ? field : { ...field, reading: anything.transform(() => undefined), show: () => null },
    ]),
  ) as IfAny<F>;

/** The same field, whose text is read further: a postcode in capitals, a time of day. */
export const readAs = <T, U, W extends When | undefined, N extends When | undefined>(
  field: Field<T, W, N>,
  further: (reading: z.ZodType<T>) => z.ZodType<U>,
): Field<U, W, N> => ({ ...field, reading: further(field.reading) });

function textReading(
  { what, optional, max, maxBytes, wrong, neededWhen }: TextWords & Logic<When | undefined, When | undefined>,
  missing: string,
) {
  // Whether it is needed after all is known once the other fields are read.
  const read = textField({
    label: what,
    missing,
    max,
    maxBytes,
    optional: optional === true || neededWhen !== undefined,
  });
  return refined(read, wrong);
}

function refined<T>(reading: z.ZodType<T>, wrong: ((value: T) => string | undefined) | undefined): z.ZodType<T> {
  if (wrong === undefined) return reading;
  return reading.superRefine((value, context) => {
    const message = wrong(value);
    if (message !== undefined) context.addIssue({ code: 'custom', message });
  });
}
