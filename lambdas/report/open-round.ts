import * as z from 'zod';
import type { DateRange } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import { breaksOf } from '../questions/review-context.ts';
import type { ClockEntry, FixedClock } from '../settings/clock-steps.ts';
import { loadSettings } from '../settings/load-settings.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Store } from '../store/store.ts';
import { objections } from './comments.ts';

export const OpenRoundInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  /** The round that opens: 2 or more. */
  round: z.int().min(2),
  at: z.iso.datetime(),
});
export type OpenRoundInput = z.infer<typeof OpenRoundInput>;

/** The steps of a round. */
export type RoundClock = Pick<FixedClock, 'factCheck' | 'amend' | 'agreeReport'>;

export interface OpenRoundResult {
  /** 'comments' when somebody said why it did not agree, so that there is something to amend; 'no-comments' after silence. */
  readonly outcome: 'comments' | 'no-comments';
  readonly clock: RoundClock;
}

/**
 * Opens another round of a report that was not agreed: each of its steps has the working days again that it had in the
 * first round, counted from now. No mail goes: the next question is the news.
 */
export async function openRound(input: OpenRoundInput, deps: { readonly store: Store }): Promise<OpenRoundResult> {
  const { store } = deps;
  const { review, decisions } = await store.needWholeReview(input.about);
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const clock = roundClock(input.at, settings, breaksOf(review));
  // A review that is taken up again reads its clock from this row.
  await store.write([
    store.rows.review
      .patch({ about: input.about })
      .set({ clock: { ...(review.clock as object | undefined), ...clock } })
      .commit(),
  ]);
  const reasons = objections(decisions, { turn: input.turn, round: input.round - 1 });
  return { outcome: reasons.length > 0 ? 'comments' : 'no-comments', clock };
}

/** The clock of a round that opens at an instant, in working days of the host. */
export function roundClock(
  at: string,
  settings: Pick<ProgrammeSettings, 'report' | 'times'>,
  breaks: readonly DateRange[] = [],
): RoundClock {
  const { report, times } = settings;
  const grace = (report.chase.at(-1) ?? 0) + 1;
  const checkCloses = report.hostCheckDays;
  const amended = checkCloses + report.amended - report.hostCheckCloses;
  const final = amended + report.final - report.amended;
  const today = londonDate(at);
  const entry = (due: number, graceDays: number): ClockEntry => {
    const day = addWorkingDays(today, due, breaks);
    return {
      opens: at,
      due: londonInstant(day, times.due),
      expires: londonInstant(addWorkingDays(day, graceDays, breaks), times.due),
    };
  };
  return { factCheck: entry(checkCloses, 1), amend: entry(amended, grace), agreeReport: entry(final, grace) };
}
