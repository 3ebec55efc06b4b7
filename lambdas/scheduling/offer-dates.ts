import * as z from 'zod';
import { mondayOf } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { addWorkingDays } from '../calendar/working-days.ts';
import type { Deps } from '../questions/question.ts';
import { readBesideRow } from '../questions/read-ahead.ts';
import { breaksOf } from '../questions/review-context.ts';
import { loadSettings, loadYear } from '../settings/load-settings.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { type Review, type Store, WriteNotPossibleNow } from '../store/store.ts';
import { asRead } from './as-read.ts';
import { offerRules, offerRulesAfterYear } from './date-rules.ts';
import { type PickedDates, pickDates } from './pick-dates.ts';
import { datesOf, type Offer, offerOf, type ReviewDates } from './review-dates.ts';
import { readYearAhead } from './scheduling-context.ts';
import { isFullFor, leavePlace, takePlace, weekLoadsOf, weeksOf } from './week-places.ts';

export const OfferDatesInput = z.object({
  about: z.string().min(1),
  turn: z.int().min(1),
  round: z.int().min(1),
  at: z.iso.datetime({ offset: true }),
});
export type OfferDatesInput = z.infer<typeof OfferDatesInput>;

export interface OfferDatesResult {
  readonly outcome: 'offered' | 'none';
  /** Until when the host can answer the offer. */
  readonly expiresAt: string;
}

interface Offering {
  readonly input: OfferDatesInput;
  readonly review: Review;
  readonly dates: ReviewDates;
  readonly settings: ProgrammeSettings;
  readonly year: PartnershipYear;
  readonly expiresAt: string;
}

/** Every attempt that loses the last place of a week goes on to another week. */
const ATTEMPTS = 8;

/**
 * Picks the dates to offer in an attempt and keeps a place in their week for the review, in one transaction; a place that it
 * had in another week is given back. When another review takes a week's last place first, the next best dates are taken.
 * An attempt that was offered before stays as it is. What the host said of its dates while they were picked is kept, and they are picked anew.
 *
 * @throws WriteNotPossibleNow when too many others take places at the same moment, or the review is in another turn.
 */
export async function offerDates(input: OfferDatesInput, deps: Pick<Deps, 'store'>): Promise<OfferDatesResult> {
  const { store } = deps;
  const once = store.readingOnce();
  const [review] = await Promise.all([
    once.needReviewAsFirstRead(input.about),
    readBesideRow(input.about, once),
    readYearAhead(input.about, once),
  ]);
  const dates = datesOf(review, input.turn);
  const known = offerOf(dates, input.round);
  if (known) return { outcome: 'offered', expiresAt: known.expiresAt };

  const [settings, year] = await Promise.all([
    loadSettings(once, review.year, review.programme, review.settingsVersion),
    loadYear(once, review.year),
  ]);
  const { scheduling, times } = settings;
  const lastDay = addWorkingDays(londonDate(input.at), scheduling.offerAnswerWorkingDays, breaksOf(review));
  const expiresAt = londonInstant(lastDay, times.due);
  return offer({ input, review, dates, settings, year, expiresAt }, store);
}

async function offer(first: Offering, store: Store): Promise<OfferDatesResult> {
  const { input, settings, year, expiresAt } = first;
  const { weekCapacity } = settings.scheduling;
  let offering = first;
  const lost = new Set<string>();
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const { review } = offering;
    const loads = await weekLoadsOf(review, { year, settings }, store);
    const held = weeksOf(loads, review.about);
    const isFull = isFullFor(loads, review.about, weekCapacity);
    const picked = pick(offering, (week) => lost.has(week) || isFull(week));
    if (!picked) {
      if (held.length > 0) await store.write(held.map((week) => leavePlace(store, review, week)));
      return { outcome: 'none', expiresAt };
    }
    const written = await write(offering, picked, held, store);
    if (written === 'written') return { outcome: 'offered', expiresAt };
    const now = await store.needReview(input.about);
    const dates = datesOf(now, input.turn);
    const known = offerOf(dates, input.round);
    if (known) return { outcome: 'offered', expiresAt: known.expiresAt };
    // What its host has said meanwhile counts for the next try.
    offering = { ...offering, review: now, dates };
    if (written === 'week-full') lost.add(picked.week);
  }
  throw new WriteNotPossibleNow(`No week could be kept for ${input.about}: others were faster ${ATTEMPTS} times.`);
}

function pick({ input, review, dates, settings, year }: Offering, isFull: (week: string) => boolean) {
  const source = { year, settings, breaks: breaksOf(review) };
  const rules = offerRules(input.at, dates.away, source);
  const preferences = {
    proposal: dates.proposals.at(-1)?.day1,
    windows: dates.windows,
    target: review.week,
    refused: dates.offers.map(({ day1 }) => mondayOf(day1)),
  };
  return pickDates(preferences, rules, isFull, offerRulesAfterYear(input.at, dates.away, source));
}

/** 'refused' stands for every condition but the week's own: read again, and try again. */
async function write(
  { input, review, dates, settings, expiresAt }: Offering,
  picked: PickedDates,
  held: readonly string[],
  store: Store,
): Promise<'written' | 'week-full' | 'refused'> {
  const made: Offer = { round: input.round, day1: picked.day1, met: picked.met, expiresAt };
  const others = [
    store.rows.review
      .patch({ about: review.about })
      .set({ dates: { ...dates, offers: [...dates.offers, made] } })
      .where(asRead(review, input.turn))
      .commit(),
    // The same step run twice at once has the same instant, so the second finds this entry and writes nothing.
    store.rows.auditEntry
      .create({
        about: review.about,
        at: input.at,
        entry: `offer-dates.${input.turn}.${input.round}`,
        who: 'workflow',
        role: 'workflow',
        what: 'offered dates',
      })
      .commit(),
    ...held.filter((week) => week !== picked.week).map((week) => leavePlace(store, review, week)),
  ];
  if (held.includes(picked.week)) return (await store.write(others)).written ? 'written' : 'refused';
  const place = takePlace(store, review, picked.week, settings.scheduling.weekCapacity);
  const written = await store.write([...others, place]);
  if (written.written) return 'written';
  return written.refused.includes(others.length) ? 'week-full' : 'refused';
}
