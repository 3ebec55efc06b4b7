/**
 * The limits of a season as rows of 'at most so many of these pairs': what the linear model and the model in whole
 * numbers are made of. A limit knows its pairs by a key that each pair has, so that a price is found by pair at once.
 */
import { type Clash, groupOfPair } from './clashes.ts';
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
  const count = season.pairPerson.length;
  const [week, term, group] = [new Int32Array(count), new Int32Array(count), new Int32Array(count)];
  const weeks: { person: number; week: string }[] = [];
  const terms: { person: number; term: string; room: number }[] = [];
  const numbers = { week: new Map<string, number>(), term: new Map<string, number>() };
  const groups = new Map<number, number>();
  for (let pair = 0; pair < count; pair += 1) {
    const person = season.pairPerson[pair] ?? 0;
    const review = season.reviews[season.pairReview[pair] ?? 0]?.review;
    const row = season.people[person];
    if (!review || !row) continue;
    const inWeek = `${person} ${review.week}`;
    const inTerm = `${person} ${review.term}`;
    if (!numbers.week.has(inWeek)) numbers.week.set(inWeek, weeks.push({ person, week: review.week }) - 1);
    if (!numbers.term.has(inTerm)) {
      const room = roomInTerm(row, review.term, season.facts);
      numbers.term.set(inTerm, terms.push({ person, term: review.term, room }) - 1);
    }
    week[pair] = numbers.week.get(inWeek) ?? 0;
    term[pair] = numbers.term.get(inTerm) ?? 0;
    const of = groupOfPair(season, pair);
    if (of >= 0 && !groups.has(of)) groups.set(of, groups.size);
    group[pair] = of < 0 ? -1 : (groups.get(of) ?? -1);
  }
  return { week, term, group, weeks, terms, groups };
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
