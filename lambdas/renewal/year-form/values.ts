/** Numbers, times and texts of a year as a form holds them, and as the schemas of its files take them. */
import { kilometresOf, milesOf } from '../../members/distance.ts';
import type { FormFields } from '../../pages/kit.ts';
import type { NumberInWords } from '../year-numbers.ts';

/** Browsers send line breaks as two characters. */
export const sameText = (sent: FormFields[string] | undefined, proposed: FormFields[string] | undefined): boolean =>
  String(sent ?? '')
    .replaceAll('\r\n', '\n')
    .trim() === String(proposed ?? '').trim();

/** A number where it is one; the schema says what is wrong with anything else. */
export const asNumber = (typed: string | undefined): unknown =>
  /^-?\d{1,9}(\.\d{1,3})?$/.test(typed ?? '') ? Number(typed) : typed;

/** A setting as its field shows it. */
export function shown({ kind }: NumberInWords, value: unknown): string {
  if (kind === 'miles' && typeof value === 'number') return String(milesOf(value));
  return Array.isArray(value) ? value.join(', ') : String(value);
}

/**
 * The value as the schema takes it; what is none is left as it was typed, for the schema to say so. Miles that were left as they
 * were shown are the very kilometres of before.
 */
export function asTyped(one: NumberInWords, typed: string, proposed: unknown): unknown {
  const { kind } = one;
  if (kind === 'time') return typed;
  if (kind === 'numbers') {
    return typed
      .split(/[\s,;]+/)
      .filter((part) => part !== '')
      .map(asNumber);
  }
  const read = asNumber(typed);
  if (kind !== 'miles' || typeof read !== 'number') return read;
  return sameText(typed, shown(one, proposed)) ? proposed : kilometresOf(read);
}

/** @param path 'team.sizes.trust' */
export function valueAt(settings: object, path: string): unknown {
  return path.split('.').reduce<unknown>((at, key) => (at as Record<string, unknown> | undefined)?.[key], settings);
}

export function setAt(settings: Record<string, unknown>, path: string, value: unknown): void {
  const keys = path.split('.');
  const last = keys.pop() ?? '';
  const place = keys.reduce((at, key) => at[key] as Record<string, unknown>, settings);
  place[last] = value;
}
