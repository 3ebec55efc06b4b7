import type * as z from 'zod';
import { type FormFields, WHOLE_FORM } from './form-state.ts';

export type ParsedForm<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/**
 * Reads a form by a zod object whose keys are field names and whose values come from `textField`, `dateField`, `oneOf`
 * and their like. Of each field's errors the first is told. A date that a page of an earlier release sent in
 * three boxes (`start-day`, `start-month`, `start-year`) arrives as the field `start`.
 *
 * A check across fields is zod's `superRefine` with the field as `path`.
 */
export function parseForm<T extends z.ZodType>(schema: T, fields: FormFields): ParsedForm<z.output<T>> {
  const result = schema.safeParse(withDates(fields));
  if (result.success) return { ok: true, value: result.data };
  const errors = new Map<string, string>();
  for (const { path, message } of result.error.issues) {
    const field = path.map(String).join('-') || WHOLE_FORM;
    if (!errors.has(field)) errors.set(field, message);
  }
  return { ok: false, errors: Object.fromEntries(errors) };
}

/** Adds the dates that the fields are parts of. A field sent under such a name itself stays as it is. */
function withDates(fields: FormFields): Readonly<Record<string, unknown>> {
  const dates = new Map<string, Record<string, unknown>>();
  for (const [name, value] of Object.entries(fields)) {
    const [, date, part] = /^(.+)-(day|month|year)$/.exec(name) ?? [];
    if (date !== undefined && part !== undefined) dates.set(date, { ...dates.get(date), [part]: value });
  }
  return { ...Object.fromEntries(dates), ...fields };
}
