import type * as z from 'zod';
import { type FormFields, WHOLE_FORM } from './form-state.ts';

export type ParsedForm<T> =
  | { readonly ok: true; readonly value: T }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> };

/**
 * Reads a form by a zod object whose keys are field names and whose values come from `textField`, `dateField`, `oneOf`
 * and their like. Of each field's errors the first is told. The parts of a date (`start-day`, `start-month`,
 * `start-year`) arrive as the field `start`, two dates `away-from-...` and `away-to-...` also as `away`.
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

/** Adds the dates and date ranges that the fields are parts of. A field sent under such a name itself stays as it is. */
function withDates(fields: FormFields): Readonly<Record<string, unknown>> {
  const dates = grouped(Object.entries(fields), /^(.+)-(day|month|year)$/);
  const ranges = grouped(Object.entries(dates), /^(.+)-(from|to)$/);
  return { ...ranges, ...dates, ...fields };
}

function grouped(entries: readonly (readonly [string, unknown])[], pattern: RegExp): Record<string, unknown> {
  const groups = new Map<string, [string, unknown][]>();
  for (const [name, value] of entries) {
    const [, group, part] = pattern.exec(name) ?? [];
    if (group === undefined || part === undefined) continue;
    groups.set(group, [...(groups.get(group) ?? []), [part, value]]);
  }
  return Object.fromEntries([...groups].map(([group, parts]) => [group, Object.fromEntries(parts)]));
}
