import type { ReactNode } from 'react';

/** What one field of a form held: one text, or several where a person could choose several. */
export type FieldValue = string | readonly string[];

/** The fields of a form as the browser sent them, by field name. */
export type FormFields = Readonly<Record<string, FieldValue>>;

/** What a form's field is asked for, and what was answered, as people read it. */
export interface GivenAnswer {
  /** The names under which the field is sent: several for the parts of a date. */
  readonly names: readonly string[];
  readonly label: ReactNode;
  /** Nothing when the field was left empty. */
  readonly value: ReactNode | undefined;
  /** What somebody would send who is glad to take part, where the field's own list of fields tells: for invented people. */
  readonly sample?: FormFields | undefined;
}

/**
 * What a form shows: what the person typed so far, and what is wrong with it. The key of an error is the id of the
 * input that it is about, so that the summary's link leads there.
 */
export interface FormState {
  readonly values: FormFields;
  readonly errors: Readonly<Record<string, string>>;
  /** Told of every field in place of showing it: see `givenAnswers`. */
  readonly gather?: (answer: GivenAnswer) => void;
}

/** A form that nobody has filled in. */
export const emptyForm: FormState = { values: {}, errors: {} };

/** The key of an error that is about the form as a whole and not about one field. */
export const WHOLE_FORM = 'form';

/** What was typed into a field, or '' when nothing was. Of several values the first. */
export function enteredText(form: FormState, name: string): string {
  return chosenValues(form, name)[0] ?? '';
}

/** Everything that was chosen for a field. */
export function chosenValues(form: FormState, name: string): readonly string[] {
  const value = Object.hasOwn(form.values, name) ? form.values[name] : undefined;
  if (value === undefined) return [];
  return typeof value === 'string' ? [value] : value;
}

/** What is wrong with a field, if anything. */
export function errorOf(form: FormState, name: string): string | undefined {
  return Object.hasOwn(form.errors, name) ? form.errors[name] : undefined;
}

/** Whether something stands in one of the fields, or is wrong with it: such a part of a page is shown open. */
export const inUse = (form: FormState, names: readonly string[]): boolean =>
  names.some((name) => enteredText(form, name) !== '' || errorOf(form, name) !== undefined);

export function hasErrors(form: FormState | undefined): boolean {
  return form !== undefined && Object.keys(form.errors).length > 0;
}
