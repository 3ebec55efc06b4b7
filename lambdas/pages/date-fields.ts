/** Dates that people type in three boxes, read as ISO dates ('2027-01-12'). */
import * as z from 'zod';
import { dayNumber, longDate } from '../calendar/dates.ts';
import { anything, type FieldOptions, refuse, sentence, typed } from './form-fields.ts';

export interface DateFieldOptions extends FieldOptions {
  /** The first and the last date allowed, as ISO dates. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/** An ISO date as the three boxes of the field `name` hold it. */
export function dateFields(name: string, date: string): Readonly<Record<string, string>> {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${name}-day`]: String(Number(day)), [`${name}-month`]: String(Number(month)), [`${name}-year`]: year };
}

/** A date of `DateInput`. Months may be numbers or names ('Jan', 'september'). */
export function dateField(options: DateFieldOptions & { readonly optional: true }): z.ZodType<string | undefined>;
export function dateField(options: DateFieldOptions & { readonly optional?: false }): z.ZodType<string>;
export function dateField(options: DateFieldOptions & { readonly optional?: boolean }): z.ZodType<string | undefined> {
  return anything.transform((input, context): string | undefined => {
    const typedDate = partsOf(input);
    if (isEmpty(typedDate)) return options.optional ? undefined : refuse(context, missing(options));
    return readDate(typedDate, options, context, []);
  });
}

export interface DateRangeValue {
  readonly from: string;
  readonly to: string;
}

/** Two dates of `DateRangeInput`, the second not before the first. */
export function dateRangeField(
  options: DateFieldOptions & { readonly optional: true },
): z.ZodType<DateRangeValue | undefined>;
export function dateRangeField(options: DateFieldOptions & { readonly optional?: false }): z.ZodType<DateRangeValue>;
export function dateRangeField(
  options: DateFieldOptions & { readonly optional?: boolean },
): z.ZodType<DateRangeValue | undefined> {
  return anything.transform((input, context): DateRangeValue | undefined => {
    const ends = looseRange.safeParse(input).data;
    const typedFrom = partsOf(ends?.from);
    const typedTo = partsOf(ends?.to);
    if (isEmpty(typedFrom) && isEmpty(typedTo)) {
      return options.optional ? undefined : refuse(context, missing(options), ['from']);
    }
    const from = readEnd(typedFrom, 'first', options, context, 'from');
    const to = readEnd(typedTo, 'last', options, context, 'to');
    if (from === undefined || to === undefined) return z.NEVER;
    if (to < from) {
      return refuse(context, `The last day of ${options.label} must be the same as or after the first day`, ['to']);
    }
    return { from, to };
  });
}

interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const looseDate = z.object({ day: z.unknown(), month: z.unknown(), year: z.unknown() }).partial();
const looseRange = z.object({ from: z.unknown(), to: z.unknown() }).partial();

const partsOf = (input: unknown): TypedDate => {
  const parts = looseDate.safeParse(input).data;
  return { day: typed(parts?.day), month: typed(parts?.month), year: typed(parts?.year) };
};

const isEmpty = ({ day, month, year }: TypedDate): boolean => day === '' && month === '' && year === '';

const missing = (options: DateFieldOptions): string => options.missing ?? `Enter ${options.label}`;

function readEnd(
  date: TypedDate,
  end: 'first' | 'last',
  options: DateFieldOptions,
  context: z.RefinementCtx,
  path: string,
): string | undefined {
  const label = `the ${end} day of ${options.label}`;
  if (!isEmpty(date)) return readDate(date, { ...options, label }, context, [path]);
  context.addIssue({ code: 'custom', message: `Enter ${label}`, path: [path] });
  return undefined;
}

/** The ISO date, or an issue in words at the part that is to blame. */
function readDate(date: TypedDate, options: DateFieldOptions, context: z.RefinementCtx, path: string[]): string {
  const label = sentence(options.label);
  const absent = (['day', 'month', 'year'] as const).filter((part) => date[part] === '');
  if (absent[0] !== undefined) {
    return refuse(context, `${label} must include a ${absent.join(' and a ')}`, [...path, absent[0]]);
  }
  if (!/^\d{4}$/.test(date.year)) {
    return refuse(context, `${label} must have a year of 4 numbers, like 2027`, [...path, 'year']);
  }
  const month = monthNumber(date.month);
  const iso = `${date.year}-${pad(month)}-${pad(/^\d{1,2}$/.test(date.day) ? Number(date.day) : 0)}`;
  if (!exists(iso)) return refuse(context, `${label} must be a real date`, path);
  if (options.min !== undefined && options.max !== undefined && (iso < options.min || iso > options.max)) {
    return refuse(context, `${label} must be from ${longDate(options.min)} to ${longDate(options.max)}`, path);
  }
  if (options.min !== undefined && iso < options.min) {
    return refuse(context, `${label} must be ${longDate(options.min)} or later`, path);
  }
  if (options.max !== undefined && iso > options.max) {
    return refuse(context, `${label} must be ${longDate(options.max)} or earlier`, path);
  }
  return iso;
}

/** 1 to 12, or 0 for what is no month. */
function monthNumber(text: string): number {
  if (/^\d{1,2}$/.test(text)) return Number(text);
  const name = text.toLowerCase().replace(/\.$/, '');
  return name.length < 3 ? 0 : months.findIndex((month) => name.startsWith(month)) + 1;
}

const pad = (number: number): string => String(number).padStart(2, '0');

function exists(iso: string): boolean {
  try {
    dayNumber(iso);
    return true;
  } catch {
    return false;
  }
}
