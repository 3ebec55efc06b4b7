/** The kinds of fields that a form is made of. Each is shown by a component of the pages and read by a schema of theirs. */
import type { ReactNode } from 'react';
import type * as z from 'zod';
import {
  Checkboxes,
  DateInput,
  dateField,
  emailField,
  Hidden,
  manyOf,
  nameField,
  oneOf,
  Radios,
  Select,
  Text,
  TextArea,
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
}

interface OptionOf<V extends string> {
  readonly value: V;
  readonly text: ReactNode;
  readonly hint?: ReactNode;
}

interface ChoiceWords<V extends string> extends Words {
  readonly legend: ReactNode;
  readonly options: readonly OptionOf<V>[];
}

interface TextWords extends Words {
  readonly label: string;
  /** What it stands under, where several fields of a page have the same label. */
  readonly under?: string;
  readonly optional?: true;
  /** Characters allowed: 200 unless said. */
  readonly max?: number;
  /** What else may be wrong with the text, as a sentence. */
  readonly wrong?: (text: string) => string | undefined;
}

/** The parts of a field that its options say as they are. */
const logicOf = <W extends When | undefined, N extends When | undefined>(
  { when, neededWhen }: Logic<W, N>,
  missing: string,
) => ({ when: when as W, neededWhen: neededWhen as N, missing });

/** One of a few options, as radio buttons. */
export function choice<const V extends string, const W extends When | undefined = undefined>(
  options: ChoiceWords<V> &
    Pick<Logic<W, undefined>, 'when'> & {
      /** Closer together: for the same scale many times on one page. */
      readonly small?: true;
    },
): Field<V, NoInfer<W>, undefined> {
  const { what, missing, legend, hint, small = false } = options;
  const values = options.options.map(({ value }) => value);
  return {
    ...logicOf(options, missing ?? `Select ${what}`),
    reading: oneOf(values, { label: what, ...(missing !== undefined && { missing }) }),
    show: (form, name) => (
      <Radios form={form} name={name} legend={legend} hint={hint} small={small} options={options.options} />
    ),
  };
}

/** Any number of options, as boxes to tick. `min` and `max` count them; nothing need be ticked unless `min` says so. */
export function choices<const V extends string, const W extends When | undefined = undefined>(
  options: ChoiceWords<V> &
    Pick<Logic<W, undefined>, 'when'> & {
      readonly min?: number;
      /** What else may be wrong with the choice, as a sentence. */
      readonly wrong?: (chosen: readonly V[]) => string | undefined;
    },
): Field<V[], NoInfer<W>, undefined> {
  const { what, missing, legend, hint, min = 0 } = options;
  const values = options.options.map(({ value }) => value);
  const chosen = manyOf(values, { label: what, min, ...(missing !== undefined && { missing }) });
  return {
    ...logicOf(options, missing ?? `Select ${what}`),
    reading: refined(chosen, options.wrong),
    show: (form, name) => <Checkboxes form={form} name={name} legend={legend} hint={hint} options={options.options} />,
  };
}

/** One of many options, in a list that opens. */
export function pick<const V extends string, const W extends When | undefined = undefined>(
  options: Words & { readonly label: string; readonly unchosen?: string } & Pick<Logic<W, undefined>, 'when'> & {
      readonly options: readonly { readonly value: V; readonly text: string }[];
    },
): Field<V, NoInfer<W>, undefined> {
  const { what, missing, label, hint, unchosen } = options;
  const values = options.options.map(({ value }) => value);
  return {
    ...logicOf(options, missing ?? `Select ${what}`),
    reading: oneOf(values, { label: what, ...(missing !== undefined && { missing }) }),
    show: (form, name) => (
      <Select
        form={form}
        name={name}
        label={label}
        hint={hint}
        options={options.options}
        {...(unchosen !== undefined && { unchosen })}
      />
    ),
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
  show: (_form, name) => <Hidden name={name} value={value} />,
});

type LineLooks = Pick<Parameters<typeof Text>[0], 'kind' | 'width' | 'autocomplete'>;

/** One line of text. */
export function text<const W extends When | undefined = undefined, const N extends When | undefined = undefined>(
  options: TextWords & Logic<W, N> & LineLooks,
): Field<string, NoInfer<W>, NoInfer<N>> {
  return {
    ...logicOf(options, options.missing ?? `Enter ${options.what}`),
    reading: textReading(options),
    show: (form, name) => <Text form={form} name={name} {...labelOf(options)} {...looksOf(options)} />,
  };
}

/** The name of a person, a school or a job: see `nameField`. */
export function nameOf<const W extends When | undefined = undefined>(
  options: Omit<TextWords, 'optional' | 'wrong'> & Pick<Logic<W, undefined>, 'when'> & LineLooks,
): Field<string, NoInfer<W>, undefined> {
  const { what, missing, max } = options;
  return {
    ...logicOf(options, missing ?? `Enter ${what}`),
    reading: nameField({
      label: what,
      ...(missing !== undefined && { missing }),
      ...(max !== undefined && { max }),
    }),
    show: (form, name) => <Text form={form} name={name} {...labelOf(options)} {...looksOf(options)} />,
  };
}

/** Several lines of text. How long it may be is told beside it, unless `tellMax` is false. */
export function longText<const W extends When | undefined = undefined, const N extends When | undefined = undefined>(
  options: TextWords & Logic<W, N> & { readonly rows?: number; readonly tellMax?: false },
): Field<string, NoInfer<W>, NoInfer<N>> {
  const { rows, max, tellMax = true } = options;
  return {
    ...logicOf(options, options.missing ?? `Enter ${options.what}`),
    reading: textReading(options),
    show: (form, name) => (
      <TextArea
        form={form}
        name={name}
        {...labelOf(options)}
        {...(rows !== undefined && { rows })}
        {...(max !== undefined && tellMax && { maxLength: max })}
      />
    ),
  };
}

/** A mail address, read in lower case. */
export function email<const W extends When | undefined = undefined>(
  options: Words & { readonly label: string } & Pick<Logic<W, undefined>, 'when'> & Pick<LineLooks, 'autocomplete'>,
): Field<string, NoInfer<W>, undefined> {
  const { what, missing } = options;
  return {
    ...logicOf(options, missing ?? `Enter ${what}`),
    reading: emailField({ label: what, ...(missing !== undefined && { missing }) }),
    show: (form, name) => <Text form={form} name={name} {...labelOf(options)} {...looksOf(options)} kind="email" />,
  };
}

/** A date in three boxes, read as an ISO date. `min` and `max` are the first and the last ISO date allowed. */
export function dateOf<const W extends When | undefined = undefined>(
  options: Words & { readonly legend: ReactNode; readonly min?: string; readonly max?: string } & Pick<
      Logic<W, undefined>,
      'when'
    >,
): Field<string, NoInfer<W>, undefined> {
  const { what, missing, legend, hint, min, max } = options;
  return {
    ...logicOf(options, missing ?? `Enter ${what}`),
    reading: dateField({
      label: what,
      ...(missing !== undefined && { missing }),
      ...(min !== undefined && { min }),
      ...(max !== undefined && { max }),
    }),
    show: (form, name) => <DateInput form={form} name={name} legend={legend} hint={hint} />,
  };
}

/** The same field, whose text is read further: a postcode in capitals, a time of day. */
export const readAs = <T, U, W extends When | undefined, N extends When | undefined>(
  field: Field<T, W, N>,
  further: (reading: z.ZodType<T>) => z.ZodType<U>,
): Field<U, W, N> => ({ ...field, reading: further(field.reading) });

function textReading({
  what,
  missing,
  optional,
  max,
  wrong,
  neededWhen,
}: TextWords & Logic<When | undefined, When | undefined>) {
  const read = textField({
    label: what,
    ...(missing !== undefined && { missing }),
    ...(max !== undefined && { max }),
    // Whether it is needed after all is known once the other fields are read.
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

const labelOf = ({ label, hint, under }: { label: string; hint?: ReactNode; under?: string }) => ({
  label,
  hint,
  ...(under !== undefined && { under }),
});

const looksOf = ({ kind, width, autocomplete }: LineLooks): LineLooks => ({
  ...(kind !== undefined && { kind }),
  ...(width !== undefined && { width }),
  ...(autocomplete !== undefined && { autocomplete }),
});
