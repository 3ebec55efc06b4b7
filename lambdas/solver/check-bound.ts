/**
 * What no plan can cost less than, from multipliers alone: weak duality, term by term, in whole numbers and without a solver.
 * For any multipliers the bound is right; good ones make it high. It reads rules and points itself, as check-plan.ts does,
 * and looks at every pair of a person and a review.
 *
 * Each rule is taken out of the problem and its breaking priced instead. What is left falls apart: every pair goes or does
 * not go by its own reduced cost, every seat is filled or empty, every person and school takes the cheapest number.
 */
import { type BoundPair, Given } from './bound-facts.ts';
import { Prices } from './bound-prices.ts';
import { chargeOfPair, kindOfHead, ledgerCharge, loadCharge } from './check-plan.ts';
import { type Multipliers, SCALE, type SeasonInstance, type SeasonPlan } from './instance.ts';

/**
 * @param pinned who is pinned and was kept: they are given, as those who are fixed.
 * @returns the bound in points, rounded up, since a plan's cost is a whole number.
 * @throws RangeError for a multiplier below 0 that may not be.
 */
export function checkBound(season: SeasonInstance, pinned: SeasonPlan['placements'], multipliers: Multipliers): number {
  const given = new Given(season, pinned);
  return Math.ceil(boundOf(given, pricesOf(given, multipliers)) / SCALE);
}

/** A price on what no rule forbids is none, or it would lift the bound above what a plan may cost. */
export const pricesOf = (given: Given, multipliers: Multipliers): Prices =>
  new Prices({ ...multipliers, together: multipliers.together.filter(({ of }) => given.atMostOne(of)) });

/** In 1/SCALE of a point, over all pairs. */
export function boundOf(given: Given, price: Prices): number {
  let bound = boundWithoutPairs(given, price);
  for (const pair of given.pairs()) {
    const reduced = reducedCost(pair, given, price);
    // The rules are looked at last: most pairs are too dear to matter.
    if (reduced < 0 && given.mayGo(pair.person, pair.review)) bound += reduced;
  }
  return bound;
}

/** What a pair costs beyond the prices of all that it takes part in. */
export function reducedCost({ person, review, week, isHead }: BoundPair, { season }: Given, price: Prices): number {
  const { seat, firstTimers, head } = price.review(review.review);
  let reduced = SCALE * chargeOfPair(person, review, season.settings.points) - seat;
  if (isHead) reduced -= head;
  if (person.firstTimer) reduced += firstTimers;
  reduced += price.person(person.person) + price.place(person.person, review.term, week);
  if (person.school !== undefined)
    reduced += price.school(person.school) + price.together(person.school, review.review);
  return reduced;
}

/** Seats, people and schools, each by itself. */
export function boundWithoutPairs(given: Given, price: Prices): number {
  const { season } = given;
  const weights = season.settings.points;
  let bound = 0;
  for (const review of given.reviews) {
    const open = given.openSeats(review);
    const own = given.goers.filter((one) => one.review === review);
    for (const { person } of own) bound += SCALE * chargeOfPair(person, review, weights);
    const { seat, firstTimers, head } = price.review(review.review);
    bound += open * Math.min(seat, SCALE * weights.emptySeat);
    bound -=
      firstTimers * Math.max(0, season.settings.maxFirstTimers - own.filter(({ person }) => person.firstTimer).length);
    const headless = review.seats > 0 && !own.some(({ person }) => kindOfHead(person));
    if (headless) bound += open > 0 ? Math.min(head, SCALE * weights.noHead) : SCALE * weights.noHead;
  }
  for (const person of season.people) {
    const settled = given.ofPerson(person);
    const most = Math.max(0, person.maxReviewsAYear - settled.length);
    bound += cheapest(most, price.person(person.person), (more) => loadCharge(settled.length + more, weights));
    for (const { term, value } of price.termsOf(person.person)) {
      const limit = person.maxReviewsATerm ?? weights.defaultMaxReviewsATerm;
      bound -= value * Math.max(0, limit - settled.filter((one) => one === term).length);
    }
    for (const value of price.weeksOf(person.person)) bound -= value;
  }
  for (const { school, owed, settled, staff } of given.ledgers()) {
    bound += cheapest(staff, price.school(school), (more) => ledgerCharge(owed, settled + more, weights));
  }
  return bound - price.forTogether;
}

/** The least of `charge(n) - n * price` over all numbers that are possible; convex, but any function will do. */
function cheapest(most: number, price: number, charge: (more: number) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let more = 0; more <= most; more += 1) least = Math.min(least, SCALE * charge(more) - more * price);
  return least;
}
