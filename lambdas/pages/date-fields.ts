/** Days that people choose in a calendar or type, read as ISO dates ('2027-01-12'). */
import * as z from 'zod';
import { dayNumber, longDate } from '../calendar/dates.ts';
import { anything, type FieldOptions, refuse, sentence, typed } from './form-fields.ts';

export interface DateFieldOptions extends FieldOptions {
  /** The first and the last date allowed, as ISO dates. */
  readonly min?: string | undefined;
  readonly max?: string | undefined;
}

const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec'] as const;

/**
 * A day of `DateInput`. A browser's calendar sends an ISO date; where a browser has none it may be typed, with the month as a number
 * or a name ('12 1 2027', '12/1/2027', '12 Jan 2027'). Pages of earlier releases send it in three boxes.
 */
export function dateField(options: DateFieldOptions & { readonly optional: true }): z.ZodType<string | undefined>;
export function dateField(options: DateFieldOptions & { readonly optional?: false }): z.ZodType<string>;
export function dateField(options: DateFieldOptions & { readonly optional?: boolean }): z.ZodType<string | undefined> {
  return anything.transform((input, context): string | undefined => {
    const typedDate = partsOf(input);
    if (isEmpty(typedDate)) {
      return options.optional ? undefined : refuse(context, options.missing ?? `Enter ${options.label}`);
    }
    return readDate(typedDate, options, context);
  });
}

interface TypedDate {
  readonly day: string;
  readonly month: string;
  readonly year: string;
}

const boxes = z.object({ day: z.unknown(), month: z.unknown(), year: z.unknown() }).partial();

function partsOf(input: unknown): TypedDate {
  if (typeof input === 'string' || Array.isArray(input)) return partsOfText(typed(input));
  const parts = boxes.safeParse(input).data;
  return { day: typed(parts?.day), month: typed(parts?.month), year: typed(parts?.year) };
}

function partsOfText(text: string): TypedDate {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(text) ?? [];
  if (isoYear && isoMonth && isoDay) return { day: isoDay, month: isoMonth, year: isoYear };
  const withoutWeekday = text.replace(/^(mon|tue|wed|thu|fri|sat|sun)[a-z]*[\s,]+/i, '');
  const [day = '', month = '', ...year] = withoutWeekday.split(/[\s/.,-]+/).filter((part) => part !== '');
  return { day, month, year: year.join(' ') };
}

const isEmpty = ({ day, month, year }: TypedDate): boolean => day === '' && month === '' && year === '';

/** The ISO date, or an issue in words. */
function readDate(date: TypedDate, options: DateFieldOptions, context: z.RefinementCtx): string {
  const label = sentence(options.label);
  const absent = (['day', 'month', 'year'] as const).filter((part) => date[part] === '');
  if (absent.length > 0) return refuse(context, `${label} must include a ${absent.join(' and a ')}`);
  if (!/^\d{4}$/.test(date.year)) return refuse(context, `${label} must have a year of 4 numbers, like 2027`);
  const month = monthNumber(date.month);
  const iso = `${date.year}-${pad(month)}-${pad(/^\d{1,2}$/.test(date.day) ? Number(date.day) : 0)}`;
  if (!exists(iso)) return refuse(context, `${label} must be a real date`);
  if (options.min !== undefined && options.max !== undefined && (iso < options.min || iso > options.max)) {
    return refuse(context, `${label} must be from ${longDate(options.min)} to ${longDate(options.max)}`);
  }
  if (options.min !== undefined && iso < options.min) {
    return refuse(context, `${label} must be ${longDate(options.min)} or later`);
  }
  if (options.max !== undefined && iso > options.max) {
    return refuse(context, `${label} must be ${longDate(options.max)} or earlier`);
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
