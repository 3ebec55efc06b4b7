import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { asSending } from '../mail/message-log.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { logger } from '../platform/logger.ts';
import { isToBeCounted } from '../privacy/retention.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import { hubMailOn } from '../settings/hub-mail.ts';
import { yearAfter } from '../settings/next-year.ts';
import {
  type Agenda,
  beginOn,
  followUpOn,
  keepUntil,
  lookAtYear,
  markComplete,
  placeInAgenda,
  tellHubsOn,
} from '../store/agenda.ts';
import {
  decisionsMisplaced,
  mailsOutside,
  reviewsBeingScheduled,
  reviewsClosed,
  sleepingReviews,
  withoutFollowUp,
} from '../store/agenda-gaps.ts';
import type { Decision, Membership, Message, PartnershipYearRow, Store, WakeUp } from '../store/store.ts';
import { membershipsOf } from '../store/week-reads.ts';
import { lookedAtBy, yearsAround, yearsWithWakeUps } from './look-at-years.ts';
import { standsStillFrom } from './standing-still.ts';
import { lookedForOn } from './what-is-looked-for.ts';

/**
 * Gives the rows of releases that had no agenda their place in it, and then keeps that this is done. The first daily round of
 * a table does it: with 2,500 open questions it takes some seconds. A call that breaks off leaves no mark, and is made
 * again in full.
 */
export async function bringAllIntoAgenda(store: Store, agenda: Agenda, at: string, today: string): Promise<void> {
  await bringDecisions(store, await decisionsMisplaced(store, agenda, at));
  await bringMails(store, await mailsOutside(store));
  await bringReviews(store, await sleepingReviews(store), today);
  await bringScheduled(store, today);
  await bringFollowUps(store, today);
  await bringYears(store, today);
  await bringMemberships(store, today);
  await store.write([markComplete(store)]);
}

/**
 * Looks for what the agenda lacks although it was complete: rows that an earlier release wrote or moved while it was brought back for some
 * days. One kind a day, once a month or every other month, so that no round makes more than two requests when nothing is due; follow-ups take a
 * third while some are to come. Questions are found by the weekly digest, which reads all that are open.
 */
export async function findForgotten(store: Store, today: string): Promise<void> {
  switch (lookedForOn(today)) {
    case 'sleeping-reviews':
      return bringReviews(store, await sleepingReviews(store, today), addDays(today, 1));
    case 'mails':
      return bringMails(store, await mailsOutside(store));
    case 'years':
      return bringYears(store, today);
    case 'scheduled-reviews':
      return bringScheduled(store, addDays(today, 1));
    case 'follow-ups':
      return bringFollowUps(store, today);
  }
}

async function bringDecisions(store: Store, rows: readonly Decision[]): Promise<void> {
  await inParallel(rows, (row) => store.write([placeInAgenda(store, row)]));
  tell('questions', rows.length);
}

async function bringMails(store: Store, rows: readonly Message[]): Promise<void> {
  await inParallel(rows, ({ about, message, at, kind, person }) => {
    const { queue, nextActionAt } = asSending({ about, message, at, kind, person });
    return store.write([
      store.rows.message
        .patch({ about, message })
        .set({ queue, nextActionAt })
        .where(({ status }, { eq }) => eq(status, 'sending'))
        .commit(),
    ]);
  });
  tell('mails', rows.length);
}

/** A digest tells what changed in a week, or in ten days after Christmas. */
const TOLD_WITHIN_DAYS = 14;

/** The weekly digest finds memberships by the instant of their decision: writing it again gives those of the last days their key. */
async function bringMemberships(store: Store, today: string): Promise<void> {
  const since = addDays(today, -TOLD_WITHIN_DAYS);
  const decided: Membership[] = [];
  for (const { year } of await yearsAround(store, today)) {
    for (const status of DECIDED) decided.push(...(await membershipsOf(store, year, status)));
  }
  const recent = decided.filter(({ decidedAt }) => decidedAt !== undefined && decidedAt >= since);
  await inParallel(recent, ({ member, year, decidedAt = today }) =>
    store.entities.membership.patch({ member, year }).set({ decidedAt }).go(),
  );
  tell('memberships', recent.length);
}

const DECIDED = ['signed', 'declined', 'refused', 'lapsed'] as const;

/** @param earliest the day on which those begin that should have begun before. */
async function bringReviews(
  store: Store,
  rows: readonly { readonly about: string; readonly startsOn: string }[],
  earliest: string,
): Promise<void> {
  await inParallel(rows, ({ about, startsOn }) =>
    store.write([beginOn(store, about, startsOn > earliest ? startsOn : earliest)]),
  );
  tell('reviews', rows.length);
}

/** Reviews whose dates a release fixed that did not have them sleep: one whose execution goes on is awake by then. */
async function bringScheduled(store: Store, earliest: string): Promise<void> {
  const rows = (await reviewsBeingScheduled(store)).flatMap((review) => {
    const startsOn = standsStillFrom(review);
    return startsOn === undefined ? [] : [{ about: review.about, startsOn }];
  });
  await bringReviews(store, rows, earliest);
}

/** From the day on which a review begins to the end of its follow-up is a year and a half, and half a year more where it is slow. */
const FOLLOWED_UP_WITHIN_DAYS = 730;

/** Follow-ups that can still be answered. One that the release's own execution started counts as started. */
async function bringFollowUps(store: Store, today: string): Promise<void> {
  const toCome = (await reviewsClosed(store, addDays(today, -FOLLOWED_UP_WITHIN_DAYS))).flatMap(
    ({ about, status, clock }) => {
      const { progressCheck } = (clock ?? {}) as Partial<FixedClock>;
      if (!progressCheck || status === 'cancelled' || londonDate(progressCheck.expires) <= today) return [];
      return [{ about, day: londonDate(progressCheck.opens) }];
    },
  );
  const missing = await withoutFollowUp(
    store,
    toCome.map(({ about }) => about),
  );
  const rows = toCome.filter(({ about }) => missing.has(about));
  await inParallel(rows, ({ about, day }) => store.write([followUpOn(store, about, day)]));
  tell('follow-ups', rows.length);
}

/**
 * Years that nothing would look at in time, and those that kept everything. What has its place already keeps it, with how far it has
 * come: a year whose dates a release changed that knew nothing of the agenda stands in it too late.
 */
async function bringYears(store: Store, today: string): Promise<void> {
  const { years, wakeUps } = await yearsWithWakeUps(store, today);
  const isInTime = (row: PartnershipYearRow): boolean => {
    const by = lookedAtBy(row, years, today);
    const place = wakeUps.get(`${row.year} look-at-year`)?.nextActionAt;
    return by === undefined || (place !== undefined && place <= londonInstant(by, '00:00'));
  };
  const items = years
    .filter(({ year }) => year <= yearAfter(today.slice(0, 4)))
    .flatMap((row) => [
      ...(isInTime(row) ? [] : [lookAtYear(store, row.year)]),
      ...(isKept(wakeUps.get(`${row.year} retention`)) ? [] : [keepUntil(store, row.year, row.ends)]),
      // Of a year that has ended long before there was such a mail none goes.
      ...(wakeUps.has(`${row.year} tell-hub-managers`) || hubMailOn(row) < today
        ? []
        : [tellHubsOn(store, row.year, hubMailOn(row))]),
    ]);
  if (items.length > 0) await store.write(items);
  tell('years', items.length);
}

const isKept = (wakeUp: WakeUp | undefined): boolean => wakeUp !== undefined && !isToBeCounted(wakeUp);

function tell(what: string, rows: number): void {
  if (rows > 0) logger.info('Rows of an earlier release were brought into the agenda', { what, rows });
}
