import type { DateRange } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { type OwnStep, ownClocks } from '../catalogue/all-facts.ts';
import type { ClockEntry } from './clock-steps.ts';
import type { ProgrammeSettings } from './programme-settings.ts';

/** The times of the steps that questions bring themselves, by the steps' names. */
export type QuestionClock = Readonly<Record<OwnStep, ClockEntry>>;

/**
 * Works out the steps that questions bring themselves, as their facts say: working days of the host before day 1 of the
 * visit. A review whose dates were fixed before there was such a question has its times by this too.
 */
export function questionClock(
  day1: string,
  { preparation, times }: Pick<ProgrammeSettings, 'preparation' | 'times'>,
  breaks: readonly DateRange[],
): QuestionClock {
  const before = (days: (typeof ownClocks)[number]['due'], patience = 0): string =>
    addWorkingDays(day1, patience - (typeof days === 'number' ? days : preparation[days]), breaks);
  const entries = ownClocks.map(({ step, opens, due, patience }): readonly [string, ClockEntry] => [
    step,
    {
      opens: londonInstant(before(opens), times.opens),
      due: londonInstant(before(due), times.due),
      expires: londonInstant(before(due, patience), times.due),
    },
  ]);
  return Object.fromEntries(entries) as QuestionClock;
}
