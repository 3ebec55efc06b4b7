import type { Season } from './compile-season.ts';
import { isExperiencedHead, ledgerPoints, loadPoints, pairPoints } from './cost.ts';
import type { SeasonPlan } from './instance.ts';

/** Points that are settled before anything is planned, other than those that count persons and schools together. */
export function settledPoints({ reviews, commitments, facts }: Season): number {
  const { points } = facts.settings;
  let sum = 0;
  for (const { as, person, review } of commitments.committed) {
    if (as !== 'lead') sum += pairPoints(person, review, points);
  }
  for (const { review, seats } of reviews) {
    if (review.seats > 0 && seats === 0 && !hasHead(review.review, commitments)) sum += points.noHead;
  }
  return sum;
}

const hasHead = (review: string, { committed }: Season['commitments']): boolean =>
  committed.some((one) => one.as !== 'lead' && one.review.review === review && isExperiencedHead(one.person));

/** Points of a plan, as indices of pairs. */
export function planCost(season: Season, chosen: readonly number[]): number {
  const { points } = season.facts.settings;
  const filled = new Int32Array(season.reviews.length);
  const heads = new Int32Array(season.reviews.length);
  const onPerson = new Int32Array(season.people.length);
  const ofSchool = new Int32Array(season.schools.length);
  let cost = settledPoints(season);
  for (const pair of chosen) {
    const review = season.pairReview[pair] ?? 0;
    const person = season.pairPerson[pair] ?? 0;
    const row = season.people[person];
    cost += season.pairPoints[pair] ?? 0;
    filled[review] = (filled[review] ?? 0) + 1;
    onPerson[person] = (onPerson[person] ?? 0) + 1;
    if (row?.experiencedHead) heads[review] = (heads[review] ?? 0) + 1;
    if (row && row.school >= 0) ofSchool[row.school] = (ofSchool[row.school] ?? 0) + 1;
  }
  season.reviews.forEach(({ seats, headPoints }, index) => {
    cost += (seats - (filled[index] ?? 0)) * points.emptySeat + (heads[index] === 0 ? headPoints : 0);
  });
  season.people.forEach(({ settled }, index) => {
    cost += loadPoints(settled + (onPerson[index] ?? 0), points);
  });
  season.schools.forEach(({ owed, settled }, index) => {
    cost += ledgerPoints(owed, settled + (ofSchool[index] ?? 0), points);
  });
  return cost;
}

/** Points that no column of the linear model carries, such as those of who is fixed. */
export function pointsOfNoColumn(season: Season): number {
  const { emptySeat } = season.facts.settings.points;
  return season.reviews.reduce(
    (left, { seats, headPoints }) => left - seats * emptySeat - headPoints,
    planCost(season, []),
  );
}

/** The plan as a document: those pinned, and those chosen, in the order of reviews. */
export function planOf(season: Season, chosen: readonly number[]): SeasonPlan {
  const pinned = season.commitments.committed.flatMap(({ as, review, person }) =>
    as === 'pinned' ? { review: review.review, person: person.person } : [],
  );
  const planned = [...chosen]
    .sort((a, b) => a - b)
    .map((pair) => ({
      review: season.reviews[season.pairReview[pair] ?? 0]?.review.review ?? '',
      person: season.people[season.pairPerson[pair] ?? 0]?.person.person ?? '',
    }));
  return { placements: [...pinned, ...planned] };
}
