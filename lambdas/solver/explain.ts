/** Why a seat stays empty, in words and counts for the central team. Nobody is named. */

import { type DatedReview, dated, factsOf, pairRules } from './eligibility.ts';
import type { SeasonInstance, SeasonPerson, SeasonPlan } from './instance.ts';
import { type Committed, type RefusedPin, whyNotWith } from './pins.ts';

export interface Waterfall {
  readonly review: string;
  readonly people: number;
  /** How many each rule keeps out of those whom no rule before it does; in the order of the rules, none that keep out nobody. */
  readonly keptOut: readonly { readonly words: string; readonly count: number }[];
  readonly eligible: number;
  /** Of those eligible, by what the plan has for them. */
  readonly taken: readonly { readonly words: string; readonly count: number }[];
  /** How many more would be eligible if this one rule did not hold. */
  readonly alone: readonly { readonly words: string; readonly count: number }[];
}

/** A waterfall for every review that has fewer people than seats in the plan. */
export function explainEmptySeats(instance: SeasonInstance, plan: SeasonPlan): Waterfall[] {
  const facts = factsOf(instance);
  const reviews = new Map(instance.reviews.flatMap((row) => dated(row) ?? []).map((row) => [row.review, row]));
  const places: Committed[] = [];
  const put = (review: DatedReview, id: string, as: Committed['as']): void => {
    const person = facts.people.get(id);
    if (person) places.push({ review, person, as });
  };
  for (const review of reviews.values()) {
    for (const id of review.fixed) put(review, id, 'fixed');
    if (review.lead !== undefined) put(review, review.lead, 'lead');
  }
  for (const { review, person } of plan.placements) {
    const row = reviews.get(review);
    if (row) put(row, person, 'pinned');
  }
  const filled = Map.groupBy(plan.placements, ({ review }) => review);
  return [...reviews.values()]
    .filter(({ review, seats }) => (filled.get(review)?.length ?? 0) < seats)
    .map((review) => waterfall(review, instance, places, facts));
}

function waterfall(
  review: DatedReview,
  instance: SeasonInstance,
  places: readonly Committed[],
  facts: ReturnType<typeof factsOf>,
): Waterfall {
  const keptOut = new Map<string, number>();
  const alone = new Map<string, number>();
  const taken = new Map<string, number>();
  const count = (map: Map<string, number>, words: string): void => {
    map.set(words, (map.get(words) ?? 0) + 1);
  };
  let eligible = 0;
  for (const person of instance.people) {
    const broken = pairRules.filter(({ breaks }) => breaks(person, review, facts));
    const [first, second] = broken;
    if (first) count(keptOut, first.words);
    if (first && !second) count(alone, first.words);
    if (first) continue;
    eligible += 1;
    count(taken, whyTaken(person, review, places, instance) ?? 'free');
  }
  const inOrder = (map: Map<string, number>) =>
    pairRules.flatMap(({ words }) => (map.has(words) ? { words, count: map.get(words) ?? 0 } : []));
  return {
    ...{ review: review.review, people: instance.people.length, eligible },
    keptOut: inOrder(keptOut),
    taken: [...taken].map(([words, number]) => ({ words, count: number })),
    alone: inOrder(alone),
  };
}

function whyTaken(
  person: SeasonPerson,
  review: DatedReview,
  places: readonly Committed[],
  { settings }: SeasonInstance,
): string | undefined {
  const own = places.filter((place) => place.person === person);
  if (own.some((place) => place.review === review)) return 'in the team';
  if (own.some((place) => place.review.week === review.week)) return 'busy that week';
  const going = own.filter(({ as }) => as !== 'lead').map((place) => place.review.term);
  const terms = [...going, ...person.placements.map(({ term }) => term)];
  const inTerm = terms.filter((term) => term === review.term).length;
  const most = person.maxReviewsATerm ?? settings.points.defaultMaxReviewsATerm;
  if (terms.length >= person.maxReviewsAYear || inTerm >= most) return 'at their limit';
  const team = places.filter((place) => place.review === review && place.as !== 'lead');
  if (person.firstTimer && team.filter((place) => place.person.firstTimer).length >= settings.maxFirstTimers) {
    return 'one first-timer too many';
  }
  const clash = whyNotWith(person, review, places);
  if (clash === undefined) return undefined;
  return clash.startsWith('works') ? 'of a school in the team' : 'in a swap with the host';
}

const number = (count: number): string => count.toLocaleString('en-GB');

/**
 * '1,387 people: 71 untrained, 148 too far; 10 eligible: 5 busy that week, 5 at their limit; without the rule 'too far'
 * alone there would be 148 more.'
 */
export function waterfallInWords({ people, keptOut, eligible, taken, alone }: Waterfall): string {
  const list = (parts: readonly { readonly words: string; readonly count: number }[]): string =>
    parts.map(({ words, count }) => `${number(count)} ${words}`).join(', ');
  const most = alone.toSorted((a, b) => b.count - a.count)[0];
  return [
    `${number(people)} people${keptOut.length > 0 ? `: ${list(keptOut)}` : ''}`,
    `${number(eligible)} eligible${taken.length > 0 ? `: ${list(taken)}` : ''}`,
    ...(most ? [`without the rule '${most.words}' alone there would be ${number(most.count)} more`] : []),
  ].join('; ');
}

/** A sentence for each pin that was not kept. Ids stand for people; a page puts names in their place. */
export const pinsInWords = (refused: readonly RefusedPin[]): string[] =>
  refused.map(({ review, person, why }) => `${person} cannot be pinned to ${review}: ${why}.`);
