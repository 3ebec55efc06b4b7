/** The prices of a linear model's rows, as anyone can read them: by review, person, school, week, term and clash. */
import { reviewOfGroup, schoolOfGroup } from './clashes.ts';
import type { Season } from './compile-season.ts';
import { type Multipliers, SCALE } from './instance.ts';
import { type Limit, LimitPrices, type PairKeys } from './limits.ts';
import type { Rows } from './linear-model.ts';

/** By pair: what it costs beyond the prices of the rows that it is in. */
export function reducedCostsOf(
  season: Season,
  rows: Rows,
  keys: PairKeys,
  duals: Float64Array,
  limits: readonly Limit[],
): Float64Array {
  const dual = (row: number): number => duals[row] ?? 0;
  const prices = new LimitPrices(
    keys,
    limits.map((limit, at) => ({ limit, price: -dual(rows.count + at) })),
  );
  const ofPerson = season.people.map(
    ({ school }, person) => dual(rows.person(person)) + (school < 0 ? 0 : dual(rows.school(school))),
  );
  return Float64Array.from(season.pairPoints, (points, pair) => {
    const review = season.pairReview[pair] ?? 0;
    const person = season.pairPerson[pair] ?? 0;
    const row = season.people[person];
    let reduced = points - dual(rows.seat(review)) - (ofPerson[person] ?? 0) + prices.of(pair);
    if (row?.firstTimer) reduced -= dual(rows.firstTimers(review));
    if (row?.experiencedHead) reduced -= dual(rows.head(review));
    return reduced;
  });
}

export function multipliersOf(
  season: Season,
  rows: Rows,
  keys: PairKeys,
  duals: Float64Array,
  limits: readonly Limit[],
): Multipliers {
  const scaled = (row: number): number => Math.round((duals[row] ?? 0) * SCALE) || 0;
  const paid = (row: number): number => Math.max(0, -scaled(row)) || 0;
  const priced = limits.map((limit, at) => ({ limit, price: paid(rows.count + at) })).filter(({ price }) => price > 0);
  const idOf = (person: number): string => season.people[person]?.person.person ?? '';
  return {
    scale: SCALE,
    reviews: season.reviews.map(({ review }, index) => ({
      review: review.review,
      seat: scaled(rows.seat(index)),
      firstTimers: paid(rows.firstTimers(index)),
      head: Math.max(0, scaled(rows.head(index))),
    })),
    people: season.people.map(({ person }, index) => ({ person: person.person, price: paid(rows.person(index)) })),
    terms: priced.flatMap(({ limit, price }) => {
      const key = limit.kind === 'term' ? keys.terms[limit.key] : undefined;
      return key ? { person: idOf(key.person), term: key.term, price } : [];
    }),
    weeks: priced.flatMap(({ limit, price }) => {
      const key = limit.kind === 'week' ? keys.weeks[limit.key] : undefined;
      return key ? { person: idOf(key.person), week: key.week, price } : [];
    }),
    schools: season.schools.map(({ school }, index) => ({ school, price: -scaled(rows.school(index)) || 0 })),
    together: priced.flatMap(({ limit, price }) =>
      limit.kind === 'clash'
        ? {
            of: limit.clash.groups.map((group) => ({
              school: season.schools[schoolOfGroup(season, group)]?.school ?? '',
              review: season.reviews[reviewOfGroup(season, group)]?.review.review ?? '',
            })),
            price,
          }
        : [],
    ),
  };
}
