/**
 * Who is in a team before anything is planned: the lead, those who are fixed, and those whom the central team pinned. A
 * pin that contradicts a hard rule or an earlier pin is not kept; a sentence says why.
 */
import { type DatedReview, type Facts, whyNever, worksFor } from './eligibility.ts';
import type { SeasonPerson } from './instance.ts';

export interface Committed {
  readonly review: DatedReview;
  readonly person: SeasonPerson;
  readonly as: 'lead' | 'fixed' | 'pinned';
}

export interface RefusedPin {
  readonly review: string;
  readonly person: string;
  /** Why, after 'cannot be pinned: '. */
  readonly why: string;
}

export interface Commitments {
  readonly committed: readonly Committed[];
  readonly refused: readonly RefusedPin[];
}

/** Somebody fixed or leading who is not among the people takes a seat all the same; no rule can look at them. */
export function commit(reviews: readonly DatedReview[], facts: Facts): Commitments {
  const committed: Committed[] = [];
  const refused: RefusedPin[] = [];
  for (const review of reviews) {
    for (const [as, ids] of [
      ['lead', review.lead ? [review.lead] : []],
      ['fixed', review.fixed],
    ] as const) {
      for (const id of ids) {
        const person = facts.people.get(id);
        if (person) committed.push({ review, person, as });
      }
    }
  }
  for (const review of reviews) {
    let seats = review.seats;
    for (const id of new Set(review.pinned)) {
      const person = facts.people.get(id);
      const why = person ? whyNotPinned(person, review, seats, committed, facts) : 'is not among the people';
      if (why === undefined && person) {
        committed.push({ review, person, as: 'pinned' });
        seats -= 1;
      } else if (why !== undefined) refused.push({ review: review.review, person: id, why });
    }
  }
  return { committed, refused };
}

function whyNotPinned(
  person: SeasonPerson,
  review: DatedReview,
  seats: number,
  committed: readonly Committed[],
  facts: Facts,
): string | undefined {
  if (committed.some((one) => one.review === review && one.person === person)) return 'is in the team already';
  if (seats <= 0) return 'no seat is left';
  const never = whyNever(person, review, facts);
  if (never) return never.words;
  const clash = whyNotWith(person, review, committed);
  if (clash) return clash;
  const own = committed.filter((one) => one.person === person && one.as !== 'lead');
  if (own.length + person.placements.length >= person.maxReviewsAYear)
    return 'has as many reviews this year as offered';
  const most = person.maxReviewsATerm ?? facts.settings.points.defaultMaxReviewsATerm;
  const inTerm = [...own.map(({ review: { term } }) => term), ...person.placements.map(({ term }) => term)];
  if (inTerm.filter((term) => term === review.term).length >= most) return 'has as many reviews this term as allowed';
  const firstTimers = committed.filter((one) => one.review === review && one.as !== 'lead' && one.person.firstTimer);
  if (person.firstTimer && firstTimers.length >= facts.settings.maxFirstTimers) {
    return `would be one more than ${facts.settings.maxFirstTimers} first-timers`;
  }
  return undefined;
}

/** The first thing between a person and those who are in their places already. */
export function whyNotWith(
  person: SeasonPerson,
  review: DatedReview,
  committed: readonly Committed[],
): string | undefined {
  for (const other of committed) {
    if (other.person === person) {
      if (other.review.week === review.week) return `is on ${other.review.review} in the same week`;
    } else if (other.review === review) {
      if (person.school !== undefined && other.person.school === person.school) {
        return 'works at the school of somebody in the team';
      }
    }
    if (other.as !== 'lead' && worksFor(other.person, review.host) && worksFor(person, other.review.host)) {
      return `would make a swap with ${other.review.review}`;
    }
  }
  return undefined;
}
