import * as z from 'zod';
import { addDays, type DateRange, dayMonthYear, isWithin, longDate, mondayOf } from '../calendar/dates.ts';
import { choices, dateOf, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { dateFields } from '../pages/date-fields.ts';
import { dateRangeField, type FormFields, parseForm, WHOLE_FORM } from '../pages/kit.ts';
import { type DateRules, firstDaysOf, possibleWeeks } from './date-rules.ts';
import { weekInWords } from './days-in-words.ts';

/** How many ranges of days that are out the form has. */
export const RANGES_AWAY = 5;

const ranks = ['best', 'second best', 'third best', 'fourth best', 'fifth best'];

/** 'suits you second best'. */
export const rankInWords = (rank: number): string => `suits you ${ranks[rank - 1] ?? `as number ${rank}`}`;

/** The weeks that a host ranks and its days that are out. */
export interface RankedWindows {
  /** Mondays, the best first. */
  readonly windows: readonly string[];
  readonly away: readonly DateRange[];
  /** None of the few weeks that are left is possible, so none is ranked. */
  readonly none?: true;
}

type Errors = Record<string, string>;

/**
 * Reads the form of 'choose-dates'. Everything that is wrong is said at once, each by its field: a week stands for all
 * dates in it, so any day of it may be typed.
 *
 * @param count how many weeks are ranked. Where `rules` leave fewer, all of them are, and it can be said that none is possible.
 * @param rules what the host's weeks must keep; `away` of the rules is what the form says.
 * @param today the London date on which the form is sent.
 */
export function readWindows(
  fields: FormFields,
  count: number,
  rules: DateRules,
  today: string,
): { readonly ok: true; readonly value: RankedWindows } | { readonly ok: false; readonly errors: Readonly<Errors> } {
  const errors: Errors = {};
  const left = weeksToRank(count, rules);
  const isNone = left < count && readNone(fields);
  if (left === 0) errors[WHOLE_FORM] = 'No week is left. Please write to us.';
  const weeks = Array.from({ length: isNone ? 0 : left }, (_, index) => readWeek(fields, index + 1, errors));
  const away = Array.from({ length: RANGES_AWAY }, (_, index) => readAway(fields, index + 1, errors)).filter(
    (range) => range !== undefined,
  );
  weeks.forEach((week, index) => {
    if (week === undefined) return;
    const wrong = wrongWeek(week, { ...rules, away }, today) ?? sameAsBefore(week, weeks.slice(0, index));
    if (wrong !== undefined) errors[windowField(index + 1)] = wrong;
  });
  const windows = weeks.filter((week) => week !== undefined);
  if (Object.keys(errors).length === 0) {
    return { ok: true, value: { windows, away, ...(isNone && { none: true as const }) } };
  }
  return { ok: false, errors: inPageOrder(errors, count) };
}

/** As many weeks as the year has left can be ranked, and no more than is wished. */
export const weeksToRank = (wished: number, rules: DateRules): number => Math.min(wished, possibleWeeks(rules).length);

const NONE_FIELD = 'none';

/** To say that none of the weeks is possible: shown where the head cannot simply choose others. */
export const noneForm = fieldsOf({
  [NONE_FIELD]: choices({
    legend: 'If no week is possible',
    what: 'whether no week is possible',
    hint: 'Then the dates above do not count. We look for days after the partnership year, or call you.',
    options: [{ value: 'yes', text: 'No week that is left is possible for us' }],
  }),
});

const readNone = (fields: FormFields): boolean => {
  const read = noneForm.read(fields);
  return read.ok && (read.value[NONE_FIELD]?.length ?? 0) > 0;
};

export const windowField = (rank: number): string => `window-${rank}`;
export const awayField = (number: number): string => `away-${number}`;
export const reasonField = (number: number): string => `away-reason-${number}`;

/** One of the weeks: any day of it may be typed. @param example one that is possible. */
export const weekForm = (rank: number, example?: string) =>
  fieldsOf({
    [windowField(rank)]: dateOf({
      legend: `A day in the week that ${rankInWords(rank)}`,
      what: `the day in the week that ${rankInWords(rank)}`,
      missing: `Enter a day in the week that ${rankInWords(rank)}`,
      hint: example === undefined ? undefined : `For example, ${example}`,
    }),
  });

/** Why one of the ranges is out. */
export const reasonForm = (number: number) =>
  fieldsOf({
    [reasonField(number)]: text({
      label: `Why range ${number} is out`,
      what: `the reason for range ${number}`,
      optional: true,
      width: 20,
    }),
  });

/** Ranked weeks and days that are out, as they are typed: of a week its Monday. */
export const fieldsOfWindows = ({ windows, away, none }: RankedWindows): FormFields =>
  Object.assign(
    none ? { [NONE_FIELD]: 'yes' } : {},
    ...windows.map((week, index) => dateFields(windowField(index + 1), week)),
    ...away.map(({ from, to, reason = '' }, index) => ({
      ...dateFields(`${awayField(index + 1)}-from`, from),
      ...dateFields(`${awayField(index + 1)}-to`, to),
      [reasonField(index + 1)]: reason,
    })),
  );

function readWeek(fields: FormFields, rank: number, errors: Errors): string | undefined {
  const read = weekForm(rank).read(fields);
  if (!read.ok) Object.assign(errors, read.errors);
  const date = read.ok ? read.value[windowField(rank)] : undefined;
  return date === undefined ? undefined : mondayOf(date);
}

function readAway(fields: FormFields, number: number, errors: Errors): DateRange | undefined {
  const [range, reason] = [awayField(number), reasonField(number)];
  const dates = parseForm(z.object({ [range]: dateRangeField({ label: `range ${number}`, optional: true }) }), fields);
  const why = reasonForm(number).read(fields);
  if (!dates.ok) Object.assign(errors, dates.errors);
  if (!why.ok) Object.assign(errors, why.errors);
  if (!dates.ok || !why.ok) return undefined;
  const given = dates.value[range];
  const because = why.value[reason] ?? '';
  if (given && because === '') errors[reason] = 'Enter why these dates are out, such as a school trip';
  if (!given && because !== '') errors[`${range}-from`] = 'Enter the first and the last day that are out';
  return given && because !== '' ? { ...given, reason: because } : given;
}

/** What is wrong with a week, in words; nothing when a visit can be in it. */
function wrongWeek(week: string, rules: DateRules, today: string): string | undefined {
  if (firstDaysOf(week, rules).length > 0) return undefined;
  const friday = addDays(week, 4);
  if (friday < today) return `${sentence(weekInWords(week))} is in the past`;
  if (friday < rules.from) {
    const [first] = possibleWeeks({ ...rules, away: [] });
    const instead = first ? `. The first that is possible is ${weekInWords(first)}` : '';
    return `${sentence(weekInWords(week))} is too soon for a team to be found${instead}`;
  }
  if (week > rules.to) {
    const what = rules.isAfterYear ? 'the last day that is possible,' : 'the partnership year, which ends on';
    return `${sentence(weekInWords(week))} is after ${what} ${longDate(rules.to)}`;
  }
  if (firstDaysOf(week, { ...rules, away: [] }).length > 0) {
    return `The dates that you gave as out leave no three days in a row in ${weekInWords(week)}`;
  }
  return `${sentence(weekInWords(week))} does not have three school days in a row${why(week, rules)}`;
}

/** ': Autumn half-term', where a known break is to blame. */
function why(week: string, { breaks, from, to }: DateRules): string {
  const blamed = breaks.find((range) => [0, 1, 2, 3, 4].some((day) => isWithin(addDays(week, day), range)));
  if (blamed?.reason) return `: ${blamed.reason}`;
  const isCut = week < from || addDays(week, 4) > to;
  return isCut ? `, as only dates from ${dayMonthYear(from)} to ${dayMonthYear(to)} are possible` : '';
}

function sameAsBefore(week: string, before: readonly (string | undefined)[]): string | undefined {
  const rank = before.indexOf(week) + 1;
  return rank === 0 ? undefined : `This is the week that ${rankInWords(rank)}. Choose another`;
}

/** The summary lists errors in the order of their fields. */
function inPageOrder(errors: Errors, count: number): Errors {
  const order = [
    WHOLE_FORM,
    ...Array.from({ length: count }, (_, index) => windowField(index + 1)),
    ...Array.from({ length: RANGES_AWAY }, (_, index) => [awayField(index + 1), reasonField(index + 1)]).flat(),
  ];
  const place = (field: string) => order.findIndex((name) => field === name || field.startsWith(`${name}-`));
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => place(a) - place(b)));
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
