/** Multipliers by what they are for, as a bound looks them up. */
import { dayOf } from './bound-facts.ts';
import type { Multipliers } from './instance.ts';

export class Prices {
  /** What is paid for those of whom one may go, whoever goes. */
  readonly forTogether: number;
  readonly #reviews: ReadonlyMap<string, Multipliers['reviews'][number]>;
  readonly #people: ReadonlyMap<string, number>;
  readonly #schools: ReadonlyMap<string, number>;
  readonly #terms = new Map<string, { readonly term: string; readonly value: number }[]>();
  readonly #weeks = new Map<string, { readonly week: number; readonly value: number }[]>();
  /** By review, then school: most reviews have none, and every pair asks. */
  readonly #together = new Map<string, Map<string, number>>();

  constructor({ reviews, people, terms, weeks, schools, together }: Multipliers) {
    const priced = [
      ...reviews.flatMap((one) => [one.firstTimers, one.head]),
      ...[...terms, ...weeks, ...together].map((one) => one.price),
    ];
    if (priced.some((value) => value < 0)) throw new RangeError('A multiplier of a limit is below 0.');
    this.forTogether = together.reduce((sum, { price }) => sum + price, 0);
    this.#reviews = new Map(reviews.map((one) => [one.review, one]));
    this.#people = new Map(people.map(({ person, price }) => [person, price]));
    this.#schools = new Map(schools.map(({ school, price }) => [school, price]));
    for (const { person, term, price } of terms) put(this.#terms, person, { term, value: price });
    for (const { person, week, price } of weeks) put(this.#weeks, person, { week: dayOf(week), value: price });
    for (const { of, price } of together) {
      for (const { school, review } of of) {
        const ofReview = this.#together.get(review) ?? new Map<string, number>();
        this.#together.set(review, ofReview.set(school, (ofReview.get(school) ?? 0) + price));
      }
    }
  }

  review = (review: string) => this.#reviews.get(review) ?? { seat: 0, firstTimers: 0, head: 0 };
  person = (person: string): number => this.#people.get(person) ?? 0;
  school = (school: string): number => this.#schools.get(school) ?? 0;
  termsOf = (person: string) => this.#terms.get(person) ?? [];
  weeksOf = (person: string): number[] => (this.#weeks.get(person) ?? []).map(({ value }) => value);
  together = (school: string, review: string): number => this.#together.get(review)?.get(school) ?? 0;

  /** For a place in a term and a week. */
  place(person: string, term: string, week: number): number {
    let sum = 0;
    for (const one of this.#terms.get(person) ?? []) if (one.term === term) sum += one.value;
    for (const one of this.#weeks.get(person) ?? []) if (one.week === week) sum += one.value;
    return sum;
  }
}

function put<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
}
