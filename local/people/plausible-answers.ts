import { createHash } from 'node:crypto';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { addWorkingDays } from '../../lambdas/calendar/working-days.ts';
import type { Control, FieldValues, ReadPage } from './form.ts';
import { freeText } from './free-text.ts';

/** What a willing person chooses where a form offers it. */
const WILLING = new Set(
  'accept agree sign admit confirm yes ready right private public coming fix settle effective under-way'.split(' '),
);

/** Questions whose form offers changes beside the decision: these are left alone. */
const DECISIONS_ALONE = new Set(['approve-plan']);

/** What somebody knows who fills in a form. */
export interface Situation {
  /** The question's name: 'propose-timetable'. */
  readonly question: string;
  /** The instant of answering, and by when the answer was asked for. */
  readonly now: string;
  readonly dueAt: string;
  /** Who answers, what the question is about and how often it was asked, where that makes a difference. */
  readonly person?: string;
  readonly about?: string;
  readonly round?: number;
}

/**
 * Fills a form in as a willing person would who has little time: what is filled in already stays, boxes are ticked,
 * the friendliest choice is taken, and what is written fits the field.
 *
 * @throws NoTextForField
 */
export function plausibleAnswer(page: ReadPage, situation: Situation, overrides: FieldValues = {}): FieldValues {
  const filled: Record<string, string | readonly string[]> = {};
  const known = { ...datesOf(situation), ...overrides };
  for (const control of page.controls ?? []) {
    if (Object.hasOwn(known, control.name)) continue;
    if (DECISIONS_ALONE.has(situation.question) && (control.kind === 'select' || control.kind === 'checkbox')) continue;
    const write = () => freeText({ ...situation, field: control.name });
    const value = control.name === 'cannot' ? weekAway(control, situation) : fill(control, write);
    if (value !== undefined) filled[control.name] = value;
  }
  return { ...filled, ...known };
}

/** Every other person cannot in one week of a term, each in another. */
function weekAway({ value, options }: Control, { person = '' }: Situation): string | readonly string[] {
  if (value.length > 0) return value;
  const [first = 0, second = 0] = createHash('sha256').update(person).digest();
  const week = options[second % Math.max(options.length, 1)];
  return first % 2 === 0 && week ? [week.value] : [];
}

/** The dates that nobody can guess from a form: of the pre-review call, five working days before the visit. */
function datesOf({ question, now, dueAt }: Situation): FieldValues {
  if (question === 'propose-timetable')
    return { ...dateParts('call', addWorkingDays(londonDate(dueAt), 4)), 'call-time': '15:30' };
  if (question === 'pre-review-call') return dateParts('on', londonDate(now));
  return {};
}

/** A date as a form's three fields take it. */
export function dateParts(field: string, date: string): FieldValues {
  const [year = '', month = '', day = ''] = date.split('-');
  return { [`${field}-day`]: String(Number(day)), [`${field}-month`]: String(Number(month)), [`${field}-year`]: year };
}

function fill(control: Control, write: () => string): string | readonly string[] | undefined {
  const { kind, value, options } = control;
  switch (kind) {
    case 'hidden':
      return value;
    case 'radio':
      return value.length > 0 ? value : friendliest(options);
    case 'checkbox':
      return value.length > 0 ? value : options.slice(0, 1).map((option) => option.value);
    case 'select':
      return value !== '' ? value : options.find((option) => option.value !== '')?.value;
    case 'long-text':
      return value === '' ? write() : value;
    case 'text':
      return value === '' && !/-(day|month|year)$/.test(control.name) ? write() : value;
  }
}

/** A choice about a single thing wrong, as in the check of facts, is not made at all. */
function friendliest(options: Control['options']): string | undefined {
  const values = options.map((option) => option.value);
  if (values.includes('disagree') && !values.some((value) => WILLING.has(value))) return undefined;
  return values.find((value) => WILLING.has(value)) ?? values[0];
}
