import { addDays } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import type { StageDates } from '../questions/enter-stage.ts';
import { mailsFailedSince } from '../store/network-reads.ts';
import { COMPLETE, changeOf, mailOf, type NewsItem, news, pauseOf, visitOf } from '../store/news.ts';
import type { Membership, Store } from '../store/store.ts';
import { membershipsDecidedSince, type ReviewOfWeek } from '../store/week-reads.ts';
import type { DigestWeek } from './digest-week.ts';
import { MOST_FAILED, type NetworkWeek, subscriptionOf } from './network-week.ts';

/** Rows of a transaction. */
const AT_ONCE = 100;

/**
 * Writes down what reviews, memberships and mails of releases without a board have for the digests after this one, and then
 * that this is done. What they have for this one was read from their own rows. A call that breaks off leaves no mark: the next
 * digest reads everything and does it again.
 */
export async function completeBoard(store: Store, { reviews }: NetworkWeek, week: DigestWeek): Promise<void> {
  const from = londonInstant(addDays(week.today, -1), '00:00');
  const [memberships, mails] = await Promise.all([
    membershipsDecidedSince(store, from),
    mailsFailedSince(store, from, MOST_FAILED),
  ]);
  const known = [
    ...reviews.flatMap(newsOfReview),
    ...memberships.flatMap(newsOfMembership),
    ...mails.map(({ about, at }) => mailOf(about, at)),
  ].filter(({ day }) => day >= addDays(week.today, -1));
  const items = [...new Map([...known, COMPLETE].map((item) => [Object.values(item).join(), item])).values()];
  for (let first = 0; first < items.length; first += AT_ONCE) {
    await store.write(items.slice(first, first + AT_ONCE).map((item) => news(store, item)));
  }
}

/** All that a digest of any week can tell of a review. */
export function newsOfReview(review: ReviewOfWeek): readonly NewsItem[] {
  const { about, status, day1 } = review;
  const { planned: _asleep, ...stages } = (review.stages ?? {}) as StageDates;
  const moments = [
    ...Object.values(stages).map(({ from }) => from),
    ...((review.postponements ?? []) as { readonly at: string }[]).map(({ at }) => at),
    ...[review.datesFixedAt, review.publishedAt, review.withdrawnAt].filter((moment) => moment !== undefined),
  ];
  return [
    ...moments.map((moment) => changeOf(about, moment)),
    ...(day1 !== undefined && status !== 'cancelled' ? [visitOf(about, day1)] : []),
    ...(status === 'paused' ? [pauseOf(about)] : []),
  ];
}

/** The same of a membership. */
export const newsOfMembership = ({ decidedAt, ...membership }: Membership): readonly NewsItem[] =>
  decidedAt === undefined ? [] : [changeOf(subscriptionOf(membership), decidedAt)];
