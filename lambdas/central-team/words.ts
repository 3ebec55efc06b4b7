import { dayMonthYear, longDate } from '../calendar/dates.ts';
import { londonDate, londonDateAndTime } from '../calendar/london.ts';
import { STAGE_NAMES } from '../settings/stage-names.ts';
import type { ReviewLine } from '../store/network-reads.ts';

const STATUS_NAMES = {
  planned: '',
  'under-way': '',
  agreed: 'agreed',
  published: '',
  paused: 'paused',
  cancelled: 'cancelled',
} as const satisfies Record<ReviewLine['status'], string>;

/** 'Team', 'Preparation, paused', 'cancelled'. */
export function standing({ stage, status }: Pick<ReviewLine, 'stage' | 'status'>): string {
  if (status === 'cancelled') return 'Cancelled';
  return [STAGE_NAMES[stage], STATUS_NAMES[status]].filter(Boolean).join(', ');
}

/** 'Tuesday 12 January 2027', or the week hoped for while no dates are fixed. */
export const visitOf = ({ day1, week }: Pick<ReviewLine, 'day1' | 'week'>): string =>
  day1 === undefined ? `hoped for in the week of ${dayMonthYear(week)}` : longDate(day1);

/** An instant as a date for tables: '12 January 2027'. */
export const onDay = (instant: string): string => dayMonthYear(londonDate(instant));

/** '12 January 2027, 07:30'. */
export function onDayAndTime(instant: string): string {
  const { date, time } = londonDateAndTime(instant);
  return `${dayMonthYear(date)}, ${time}`;
}

/** '1 question', '3 questions'. */
export const counted = (count: number, noun: string, plural = `${noun}s`): string =>
  `${count} ${count === 1 ? noun : plural}`;

/** The school or trust of a review or membership: its URN or id, the last part of the name. */
export const hostOf = (about: string): string => /(\d{6}|trust-[\w-]+)$/.exec(about)?.[1] ?? about;
