/**
 * The limits of a season as rows of 'at most so many of these pairs': what the linear model and the model in whole
 * numbers are made of. A limit knows its pairs by a key that each pair has, so that a price is found by pair at once.
 */
import { type Clash, groupOf } from './clashes.ts';
import { roomInTerm, type Season } from './compile-season.ts';

/** A number for each pair's week, term and group, dense from 0; -1 for a pair without a group. */
export interface PairKeys {
  readonly week: Int32Array;
  readonly term: Int32Array;
  readonly group: Int32Array;
  readonly weeks: readonly { readonly person: number; readonly week: string }[];
  readonly terms: readonly { readonly person: number; readonly term: string; readonly room: number }[];
  /** The dense number of a group, and the other way round. */
  readonly groups: ReadonlyMap<number, number>;
}

export type Limit =
  | { readonly kind: 'week' | 'term'; readonly key: number; readonly most: number }
  | { readonly kind: 'clash'; readonly clash: Clash; readonly most: 1 };

export function keysOf(season: Season): PairKeys {
  const { reviews, people, schools, pairReview, pairPerson } = season;
  const count = pairPerson.length;
  const [week, term, group] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const weeks: { person: number; week: string }[] = [];
  const terms: { person: number; term: string; room: number }[] = [];
  const groups = new Map<number, number>();
  const weekOf = numbered(reviews.map(({ review }) => review.week));
  const termOf = numbered(reviews.map(({ review }) => review.term));
  // Numbers plus 1, so that 0 says that there is none yet. A large season has more than a million pairs: no texts are made for each.
  const inWeek = new Int32Array(people.length * weekOf.count);
  const inTerm = new Int32Array(people.length * termOf.count);
  const ofSchool = new Int32Array(schools.length);
  for (let pair = 0, before = -1; pair < count; pair += 1) {
    const person = pairPerson[pair] ?? 0;
    const at = pairReview[pair] ?? 0;
    const review = reviews[at]?.review;
    const row = people[person];
    if (!review || !row) continue;
    // Pairs come in the order of reviews, so that a school's group is known while its review lasts.
    if (at !== before) ofSchool.fill(0);
    before = at;
    const keyOfWeek = person * weekOf.count + (weekOf.numbers[at] ?? 0);
    const keyOfTerm = person * termOf.count + (termOf.numbers[at] ?? 0);
    inWeek[keyOfWeek] ||= weeks.length + 1;
    if (inWeek[keyOfWeek] > weeks.length) weeks.push({ person, week: review.week });
    inTerm[keyOfTerm] ||= terms.length + 1;
    if (inTerm[keyOfTerm] > terms.length) {
      terms.push({ person, term: review.term, room: roomInTerm(row, review.term, season.facts) });
    }
    week[pair] = inWeek[keyOfWeek] - 1;
    term[pair] = inTerm[keyOfTerm] - 1;
    group[pair] = -1;
    if (row.school < 0) continue;
    if (!ofSchool[row.school]) {
      ofSchool[row.school] = groups.size + 1;
      groups.set(groupOf(season, row.school, at), groups.size);
    }
    group[pair] = (ofSchool[row.school] ?? 0) - 1;
  }
  return { week, term, group, weeks, terms, groups };
}

/** For each name its number, in the order in which they come first. */
function numbered(names: readonly string[]): { readonly numbers: Int32Array; readonly count: number } {
  const known = new Map<string, number>();
  for (const name of names) if (!known.has(name)) known.set(name, known.size);
  return { numbers: Int32Array.from(names, (name) => known.get(name) ?? 0), count: known.size };
}

/** Whether a pair is in a limit. */
export function isIn(limit: Limit, pair: number, keys: PairKeys): boolean {
  if (limit.kind !== 'clash') return keys[limit.kind][pair] === limit.key;
  return limit.clash.groups.some((group) => keys.groups.get(group) === keys.group[pair]);
}

/** A name that two equal limits share. */
export const nameOf = (limit: Limit): string =>
  limit.kind === 'clash' ? `clash ${limit.clash.groups.join(' ')}` : `${limit.kind} ${limit.key}`;

/** What a pair pays for the limits that it is in. */
export class LimitPrices {
  readonly #week: Float64Array;
  readonly #term: Float64Array;
  readonly #group: Float64Array;
  readonly #keys: PairKeys;

  constructor(keys: PairKeys, priced: readonly { readonly limit: Limit; readonly price: number }[]) {
    this.#keys = keys;
    this.#week = new Float64Array(keys.weeks.length);
    this.#term = new Float64Array(keys.terms.length);
    this.#group = new Float64Array(keys.groups.size);
    for (const { limit, price } of priced) {
      if (limit.kind !== 'clash') {
        const prices = limit.kind === 'week' ? this.#week : this.#term;
        prices[limit.key] = price;
      } else {
        for (const group of limit.clash.groups) {
          const at = keys.groups.get(group) ?? 0;
          this.#group[at] = (this.#group[at] ?? 0) + price;
        }
      }
    }
  }

  of(pair: number): number {
    const group = this.#keys.group[pair] ?? -1;
    return (
      (this.#week[this.#keys.week[pair] ?? 0] ?? 0) +
      (this.#term[this.#keys.term[pair] ?? 0] ?? 0) +
      (group < 0 ? 0 : (this.#group[group] ?? 0))
    );
  }
}
