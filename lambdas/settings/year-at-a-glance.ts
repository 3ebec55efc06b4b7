/** When each role is asked for what in the year of a review: from the questions' own facts and the year's clock. */
import { addWeeks, mondayOf } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { lastVisitDay, workingDaysBetween } from '../calendar/working-days.ts';
import { factsOf, type QuestionName } from '../catalogue/all-facts.ts';
import type { ProgrammeSettings } from './programme-settings.ts';
import { type ReviewClock, reviewClock } from './review-clock.ts';

/** Who reads of their year. The central team has its dashboard. */
export const READERS = ['host', 'lead', 'reviewer', 'hub-manager'] as const;
export type YearReader = (typeof READERS)[number];

/** A step of the review's clock by which an answer is wanted, weeks before the visit, or words for what no visit fixes. */
type When = keyof ReviewClock | 'asked' | 'fixed' | { readonly words: string };

interface YearEntry {
  readonly question: QuestionName;
  readonly of: readonly YearReader[];
  readonly when: When;
  /** Where a question only stands ready, what it is there for: its facts name it for the lists of the central team. */
  readonly called?: string;
}

const TEAM = ['lead', 'reviewer'] as const;

/** In the order of a year. Questions to the central team are in none of them. */
export const ASKED: readonly YearEntry[] = [
  { question: 'sign-agreement', of: ['host'], when: { words: 'Before the year begins' } },
  { question: 'availability', of: TEAM, when: { words: 'Before each term' } },
  { question: 'book-training', of: TEAM, when: { words: 'Before your training ends' } },
  { question: 'choose-dates', of: ['host'], when: 'asked' },
  { question: 'agree-dates', of: ['host'], when: 'fixed' },
  { question: 'invite', of: TEAM, when: 'teamComplete' },
  { question: 'confirm-team', of: ['host'], when: 'confirmTeam' },
  { question: 'information-form', of: ['host'], when: 'informationForm' },
  { question: 'propose-timetable', of: ['lead'], when: 'timetable' },
  { question: 'agree-timetable', of: ['host'], when: 'timetable' },
  { question: 'pre-review-call', of: ['lead'], when: 'call' },
  { question: 'confirm-attendance', of: ['host', ...TEAM], when: 'attendance' },
  { question: 'evening-note', of: ['lead'], when: 'eveningNotes1' },
  { question: 'findings', of: ['lead'], when: 'findings' },
  { question: 'agree-findings', of: ['host'], when: 'agreeFindings' },
  { question: 'draft-report', of: ['lead'], when: 'draft' },
  { question: 'check-facts', of: ['host'], when: 'factCheck' },
  { question: 'amend-report', of: ['lead'], when: 'amend' },
  { question: 'agree-report', of: ['host', 'lead'], when: 'agreeReport' },
  {
    question: 'receive-report',
    of: ['hub-manager'],
    when: { words: 'When the report is final' },
    called: 'the final report, to read',
  },
  { question: 'choose-audience', of: ['host'], when: 'publicationChoice' },
  {
    question: 'change-publication',
    of: ['host'],
    when: { words: 'Whenever you like, once the report is final' },
    called: 'a change of who may see the report',
  },
  { question: 'survey', of: ['host', ...TEAM], when: 'surveys' },
  { question: 'report-progress', of: ['host'], when: 'progressCheck' },
];

export interface YearLine {
  /** '8 weeks before the visit'. */
  readonly when: string;
  /** 'The information form'. */
  readonly wanted: string;
}

type Settings = Parameters<typeof reviewClock>[1] & Pick<ProgrammeSettings, 'scheduling'>;

/**
 * What a role is asked for, in the order of a year.
 *
 * @param year whose settings they are: times are worked out for a visit in its January, far from what moves them, and said by their distance from it.
 */
export function yearOf(reader: YearReader, settings: Settings, year: string): readonly YearLine[] {
  const day1 = addWeeks(mondayOf(`${Number(year) + 1}-01-07`), 2);
  const clock = reviewClock(day1, settings);
  return ASKED.filter(({ of }) => of.includes(reader)).map(({ question, when, called }) => ({
    when: inWords(when, clock, day1, settings),
    wanted: capital(called ?? factsOf(question)?.wanted ?? question),
  }));
}

function inWords(when: When, clock: ReviewClock, day1: string, { scheduling }: Settings): string {
  if (typeof when === 'object') return when.words;
  if (when === 'asked') return `${scheduling.askWeeksBefore} weeks before the visit`;
  if (when === 'fixed') return `By ${scheduling.fixedWeeksBefore} weeks before the visit`;
  return distanceFrom(day1, londonDate(clock[when].due));
}

/** How far a day is from a visit: weeks and months where they say more than working days. */
function distanceFrom(day1: string, day: string): string {
  const last = lastVisitDay(day1);
  if (day1 <= day && day <= last)
    return day === last ? 'On the last day of the visit' : 'On each evening of the visit but the last';
  if (day < day1) {
    const weeks = Math.round(daysBetween(day, day1) / 7);
    return weeks >= 3 ? `By ${weeks} weeks before the visit` : `By ${working(day, day1)} before the visit`;
  }
  const months = Math.round(daysBetween(last, day) / 30);
  return months >= 3 ? `${months} months after the visit` : `By ${working(last, day)} after the visit`;
}

const daysBetween = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / 86_400_000;

function working(from: string, to: string): string {
  const days = workingDaysBetween(from, to);
  return `${days} working ${days === 1 ? 'day' : 'days'}`;
}

const capital = (text: string): string => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}`;
