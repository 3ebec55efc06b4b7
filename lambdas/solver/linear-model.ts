/**
 * The season as a linear model, in the arrays that the solver takes. Rows that always count come first: for each review
 * its seats, first-timers and head; for each person the load; for each school the ledger. Other limits are added when a
 * solution breaks them.
 */
import type { Season } from './compile-season.ts';
import { ledgerPoints, loadPoints } from './cost.ts';
import { isIn, type Limit, type PairKeys } from './limits.ts';

/** Columns or rows in compressed form, entry by entry. */
export class Sparse {
  readonly starts: number[] = [0];
  readonly indices: number[] = [];
  readonly values: number[] = [];

  add(entries: readonly (readonly [number, number])[]): void {
    for (const [index, value] of entries) {
      this.indices.push(index);
      this.values.push(value);
    }
    this.starts.push(this.indices.length);
  }
}

export interface Rows {
  readonly seat: (review: number) => number;
  readonly firstTimers: (review: number) => number;
  readonly head: (review: number) => number;
  readonly person: (person: number) => number;
  readonly school: (school: number) => number;
  /** How many rows there are before any limit is added. */
  readonly count: number;
}

export function rowsOf({ reviews, people, schools }: Season): Rows {
  const peopleFrom = 3 * reviews.length;
  const schoolsFrom = peopleFrom + people.length;
  return {
    seat: (review) => 3 * review,
    firstTimers: (review) => 3 * review + 1,
    head: (review) => 3 * review + 2,
    person: (person) => peopleFrom + person,
    school: (school) => schoolsFrom + school,
    count: schoolsFrom + schools.length,
  };
}

/** Lower and upper bounds of the rows that always count. */
export function boundsOfRows(season: Season): { lower: number[]; upper: number[] } {
  const lower: number[] = [];
  const upper: number[] = [];
  for (const { seats, firstTimers, headPoints } of season.reviews) {
    lower.push(seats, Number.NEGATIVE_INFINITY, headPoints > 0 ? 1 : Number.NEGATIVE_INFINITY);
    upper.push(seats, firstTimers, Number.POSITIVE_INFINITY);
  }
  for (const _ of season.people) {
    lower.push(Number.NEGATIVE_INFINITY);
    upper.push(0);
  }
  for (const _ of season.schools) {
    lower.push(0);
    upper.push(0);
  }
  return { lower, upper };
}

export interface Columns {
  readonly cost: number[];
  readonly upper: number[];
  readonly matrix: Sparse;
}

/** Empty seats, teams without a head, and one step after the other of what people carry and schools give. */
export function otherColumns(season: Season, rows: Rows): Columns {
  const { points } = season.facts.settings;
  const columns: Columns = { cost: [], upper: [], matrix: new Sparse() };
  const add = (cost: number, upper: number, entries: readonly (readonly [number, number])[]): void => {
    columns.cost.push(cost);
    columns.upper.push(upper);
    columns.matrix.add(entries);
  };
  season.reviews.forEach(({ seats, headPoints }, index) => {
    add(points.emptySeat, seats, [[rows.seat(index), 1]]);
    if (headPoints > 0) add(headPoints, 1, [[rows.head(index), 1]]);
  });
  const staff = new Int32Array(season.schools.length);
  season.people.forEach(({ room, settled, school }, index) => {
    for (let more = 0; more < room; more += 1) {
      const cost = loadPoints(settled + more + 1, points) - loadPoints(settled + more, points);
      add(cost, 1, [[rows.person(index), -1]]);
    }
    if (school >= 0) staff[school] = (staff[school] ?? 0) + room;
  });
  season.schools.forEach(({ owed, settled }, index) => {
    for (let given = settled; given < settled + (staff[index] ?? 0); given += 1) {
      add(ledgerPoints(owed, given + 1, points) - ledgerPoints(owed, given, points), 1, [[rows.school(index), -1]]);
    }
  });
  return columns;
}

/** The columns of pairs. */
export function pairColumns(
  season: Season,
  rows: Rows,
  keys: PairKeys,
  pairs: readonly number[],
  limits: readonly Limit[],
): Columns {
  const columns: Columns = { cost: [], upper: [], matrix: new Sparse() };
  const found = new LimitIndex(limits, keys);
  for (const pair of pairs) {
    const review = season.pairReview[pair] ?? 0;
    const person = season.pairPerson[pair] ?? 0;
    const row = season.people[person];
    const entries: [number, number][] = [[rows.seat(review), 1]];
    if (row?.firstTimer) entries.push([rows.firstTimers(review), 1]);
    if (row?.experiencedHead && (season.reviews[review]?.headPoints ?? 0) > 0) entries.push([rows.head(review), 1]);
    entries.push([rows.person(person), 1]);
    if (row && row.school >= 0) entries.push([rows.school(row.school), 1]);
    for (const at of found.of(pair)) entries.push([rows.count + at, 1]);
    columns.cost.push(season.pairPoints[pair] ?? 0);
    columns.upper.push(1);
    columns.matrix.add(entries);
  }
  return columns;
}

/** Which limits a pair is in, without looking at all of them. */
class LimitIndex {
  readonly #byKey = new Map<string, number[]>();
  readonly #keys: PairKeys;

  constructor(limits: readonly Limit[], keys: PairKeys) {
    this.#keys = keys;
    limits.forEach((limit, at) => {
      const names =
        limit.kind === 'clash'
          ? limit.clash.groups.map((group) => `group ${keys.groups.get(group) ?? -2}`)
          : [`${limit.kind} ${limit.key}`];
      for (const name of names) this.#byKey.set(name, [...(this.#byKey.get(name) ?? []), at]);
    });
  }

  of(pair: number): number[] {
    const { week, term, group } = this.#keys;
    return [`week ${week[pair]}`, `term ${term[pair]}`, `group ${group[pair]}`].flatMap(
      (n) => this.#byKey.get(n) ?? [],
    );
  }
}

/** A limit as a row over the columns of these pairs; `from` is the first pair's column. */
export function limitRows(limits: readonly Limit[], pairs: readonly number[], from: number, keys: PairKeys): Sparse {
  const matrix = new Sparse();
  for (const limit of limits) {
    matrix.add(pairs.flatMap((pair, at) => (isIn(limit, pair, keys) ? [[from + at, 1] as const] : [])));
  }
  return matrix;
}
