import { addDays, type DateRange, dayMonthYear, isWithin, longDate, mondayOf } from '../calendar/dates.ts';
import { choices, dayOrNone, pick, readAs, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { typed } from '../pages/form-fields.ts';
import { dateField, type Entry, type FormFields, WHOLE_FORM } from '../pages/kit.ts';
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

/** What a host's weeks are held to. */
export interface WindowRules {
  /** How many weeks are ranked. Where `rules` leave fewer, all of them are, and it can be said that none is possible. */
  readonly count: number;
  /** What the host's weeks must keep; `away` of the rules is what the form says. */
  readonly rules: DateRules;
  /** Whether a week has no place left, by its Monday. */
  isFull(week: string): boolean;
}

/**
 * Reads the form of 'choose-dates'. Everything that is wrong is said at once, each by its field.
 *
 * @param today the London date on which the form is sent.
 */
export function readWindows(
  fields: FormFields,
  { count, rules, isFull }: WindowRules,
  today: string,
): { readonly ok: true; readonly value: RankedWindows } | { readonly ok: false; readonly errors: Readonly<Errors> } {
  const errors: Errors = {};
  const left = weeksToRank(count, rules);
  const isNone = left < count && readNone(fields);
  if (left === 0) errors[WHOLE_FORM] = 'No week is left. Please write to us.';
  const weeks = Array.from({ length: isNone ? 0 : left }, (_, index) => readWeek(fields, index + 1, errors));
  const away = readAllAway(fields, errors);
  weeks.forEach((week, index) => {
    if (week === undefined) return;
    const wrong =
      wrongWeek(week, { ...rules, away }, today) ??
      (isFull(week) ? `${sentence(weekInWords(week))} is full by now. Choose another` : undefined) ??
      sameAsBefore(week, weeks.slice(0, index));
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
const REASON_FIELD = 'away-reason';

/** One of the weeks, chosen from a list. A page of an earlier release sends any day of it, and so may whoever has no list. */
export const weekForm = (rank: number, weeks: readonly Entry[] = []) => {
  const what = `the week that ${rankInWords(rank)}`;
  const missing = `Select ${what}`;
  return fieldsOf({
    [windowField(rank)]: readAs(
      pick({
        label: `${sentence(choiceInWords(rank))}: the week that ${rankInWords(rank)}`,
        what,
        missing,
        unchosen: 'Choose a week',
        options: weeks,
        inWords: (week) => weekInWords(mondayOf(week)), // whoever looks later at what was sent has other weeks before them
        sample: weeks.filter(({ disabled }) => !disabled)[rank - 1]?.value ?? '',
      }),
      () => dateField({ label: what, missing }),
    ),
  });
};

const choiceWords = ['first', 'second', 'third', 'fourth', 'fifth'];
const choiceInWords = (rank: number): string => `${choiceWords[rank - 1] ?? `number ${rank}`} choice`;

/** Days that are out: the first of them and, where there are more, the last. */
export const rangeForm = (number: number) =>
  fieldsOf({
    [`${awayField(number)}-from`]: dayOrNone({
      label: 'From',
      under: `Days out ${number}`,
      what: `the first day of days out ${number}`,
    }),
    [`${awayField(number)}-to`]: dayOrNone({
      label: 'To',
      under: `Days out ${number}`,
      what: `the last day of days out ${number}`,
    }),
  });

/** Why days are out: once for all of them. */
export const reasonForm = fieldsOf({
  [REASON_FIELD]: text({ label: 'Why', what: 'the reason', optional: true, saysOptional: true, max: 200 }),
});

/** Ranked weeks and days that are out, as the form holds them: of a week its Monday. */
export function fieldsOfWindows({ windows, away, none }: RankedWindows): FormFields {
  const reasons = [...new Set(away.flatMap(({ reason }) => reason || []))];
  return Object.assign(
    none ? { [NONE_FIELD]: 'yes' } : {},
    ...windows.map((week, index) => ({ [windowField(index + 1)]: week })),
    ...away.map(({ from, to }, index) => ({
      [`${awayField(index + 1)}-from`]: from,
      [`${awayField(index + 1)}-to`]: to,
    })),
    reasons.length > 0 ? { [REASON_FIELD]: reasons.join('; ') } : {},
  );
}

function readWeek(fields: FormFields, rank: number, errors: Errors): string | undefined {
  const read = weekForm(rank).read(fields);
  if (!read.ok) Object.assign(errors, read.errors);
  const date = read.ok ? read.value[windowField(rank)] : undefined;
  return date === undefined ? undefined : mondayOf(date);
}

function readAllAway(fields: FormFields, errors: Errors): readonly DateRange[] {
  const why = reasonForm.read(fields);
  if (!why.ok) Object.assign(errors, why.errors);
  const reason = why.ok ? why.value[REASON_FIELD] : '';
  const ranges = Array.from({ length: RANGES_AWAY }, (_, index) => readAway(fields, index + 1, errors)).filter(
    (range) => range !== undefined,
  );
  if (reason !== '' && ranges.length === 0 && Object.keys(errors).every((name) => !name.startsWith('away-'))) {
    errors[`${awayField(1)}-from`] = 'Enter the first day that is out, or leave the reason empty';
  }
  return reason === '' ? ranges : ranges.map((range) => ({ reason, ...range }));
}

/** One range. The pages of earlier releases give each its own reason. */
function readAway(fields: FormFields, number: number, errors: Errors): DateRange | undefined {
  const [first, last] = [`${awayField(number)}-from`, `${awayField(number)}-to`];
  const read = rangeForm(number).read(fields);
  if (!read.ok) {
    Object.assign(errors, read.errors);
    return undefined;
  }
  const { [first]: from = '', [last]: to = '' } = read.value;
  if (from === '') {
    if (to !== '') errors[first] = `Enter the first day of days out ${number}`;
    return undefined;
  }
  if (to !== '' && to < from) {
    errors[last] = `The last day of days out ${number} must be the same as or after the first day`;
    return undefined;
  }
  const own = typed(fields[`${REASON_FIELD}-${number}`]);
  return { from, to: to === '' ? from : to, ...(own !== '' && { reason: own }) };
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
    ...Array.from({ length: RANGES_AWAY }, (_, index) => awayField(index + 1)),
    REASON_FIELD,
  ];
  const place = (field: string) => order.findIndex((name) => field === name || field.startsWith(`${name}-`));
  return Object.fromEntries(Object.entries(errors).sort(([a], [b]) => place(a) - place(b)));
}

const sentence = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);
