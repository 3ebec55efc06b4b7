/**
 * What no plan can cost less than, from multipliers alone: weak duality, term by term, in whole numbers and without a solver.
 * For any multipliers the bound is right; good ones make it high. It reads rules and points itself, as check-plan.ts does,
 * and looks at every pair of a person and a review.
 *
 * Each rule is taken out of the problem and its breaking priced instead. What is left falls apart: every pair goes or does
 * not go by its own reduced cost, every seat is filled or empty, every person and school takes the cheapest number.
 */
import { brokenByPair, chargeOfPair, kindOfHead, ledgerCharge, loadCharge } from './check-plan.ts';
import {
  type Multipliers,
  SCALE,
  type SeasonInstance,
  type SeasonPerson,
  type SeasonPlan,
  type SeasonReview,
} from './instance.ts';

const DAY = 86_400_000;
const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
/** 1 January 1970 was a Thursday. */
const mondayBefore = (date: string): number => dayOf(date) - ((dayOf(date) + 3) % 7);

/**
 * @param pinned who is pinned and was kept: they are given, as those who are fixed.
 * @returns the bound in points, rounded up, since a plan's cost is a whole number.
 * @throws RangeError for a multiplier below 0 that may not be.
 */
export function checkBound(season: SeasonInstance, pinned: SeasonPlan['placements'], multipliers: Multipliers): number {
  const given = new Given(season, pinned);
  // A price on what no rule forbids is none, or it would lift the bound above what a plan may cost.
  const together = multipliers.together.filter(({ of }) => given.atMostOne(of));
  const price = new Prices({ ...multipliers, together });
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
  for (const { price: value } of together) bound -= value;
  for (const review of given.reviews) {
    if (given.openSeats(review) === 0) continue;
    const { seat, firstTimers, head } = price.review(review.review);
    const week = mondayBefore(review.day1 ?? '');
    for (const person of season.people) {
      let reduced = SCALE * chargeOfPair(person, review, weights) - seat;
      if (kindOfHead(person)) reduced -= head;
      if (person.firstTimer) reduced += firstTimers;
      reduced += price.person(person.person) + price.place(person.person, review.term, week);
      if (person.school !== undefined) {
        reduced += price.school(person.school) + price.together(person.school, review.review);
      }
      // The rules are looked at last: most pairs are too dear to matter.
      if (reduced < 0 && given.mayGo(person, review)) bound += reduced;
    }
  }
  return Math.ceil(bound / SCALE);
}

/** The least of `charge(n) - n * price` over all numbers that are possible; convex, but any function will do. */
function cheapest(most: number, price: number, charge: (more: number) => number): number {
  let least = Number.POSITIVE_INFINITY;
  for (let more = 0; more <= most; more += 1) least = Math.min(least, SCALE * charge(more) - more * price);
  return least;
}

/** What is settled before a plan is made. */
class Given {
  readonly season: SeasonInstance;
  readonly reviews: readonly SeasonReview[];
  readonly goers: { readonly review: SeasonReview; readonly person: SeasonPerson; readonly pinned: boolean }[] = [];
  readonly #leads: { readonly review: SeasonReview; readonly person: SeasonPerson }[] = [];
  readonly #schoolsOfTrust = new Map<string, Set<string>>();
  readonly #termsOf = new Map<SeasonPerson, string[]>();

  constructor(season: SeasonInstance, pinned: SeasonPlan['placements']) {
    this.season = season;
    this.reviews = season.reviews.filter(({ day1 }) => day1 !== undefined);
    const people = new Map(season.people.map((person) => [person.person, person]));
    for (const review of this.reviews) {
      const kept = pinned.filter((one) => one.review === review.review).map(({ person }) => person);
      for (const id of [...review.fixed, ...kept]) {
        const person = people.get(id);
        if (person) this.goers.push({ review, person, pinned: kept.includes(id) });
      }
      const lead = people.get(review.lead ?? '');
      if (lead) this.#leads.push({ review, person: lead });
    }
    for (const { school, trust } of season.people) {
      if (school === undefined || trust === undefined) continue;
      this.#schoolsOfTrust.set(trust, (this.#schoolsOfTrust.get(trust) ?? new Set()).add(school));
    }
    for (const person of season.people)
      this.#termsOf.set(
        person,
        person.placements.map(({ term }) => term),
      );
    for (const { person, review } of this.goers) this.#termsOf.get(person)?.push(review.term);
  }

  /** Whether a rule says that one person may go at most: one of a school in a team, or no swap of all people of two schools. */
  atMostOne([one, other]: Multipliers['together'][number]['of']): boolean {
    if (!one || !other) return one !== undefined;
    return this.#goHome(one.school, other.review) && this.#goHome(other.school, one.review);
  }

  /** Whether everybody of a school works for the host of a review. */
  #goHome(school: string, name: string): boolean {
    const host = this.reviews.find(({ review }) => review === name)?.host;
    const staff = this.season.people.filter((person) => person.school === school);
    return host !== undefined && staff.every((person) => isOf(person, host));
  }

  openSeats(review: SeasonReview): number {
    return review.seats - this.goers.filter((one) => one.review === review && one.pinned).length;
  }

  ofPerson = (person: SeasonPerson): readonly string[] => this.#termsOf.get(person) ?? [];

  /** Every school that has a ledger or people, and for how many placements its people have room at most. */
  ledgers(): { school: string; owed: number; settled: number; staff: number }[] {
    const rows = new Map(
      this.season.schools.map(({ school, owed, given }) => [school, { school, owed, settled: given, staff: 0 }]),
    );
    for (const person of this.season.people) {
      const { school } = person;
      if (school === undefined) continue;
      const row = rows.get(school) ?? { school, owed: 0, settled: 0, staff: 0 };
      row.staff += Math.max(0, person.maxReviewsAYear - this.ofPerson(person).length);
      rows.set(school, row);
    }
    for (const { person } of this.goers) {
      const row = rows.get(person.school ?? '');
      if (row) row.settled += 1;
    }
    return [...rows.values()];
  }

  mayGo(person: SeasonPerson, review: SeasonReview): boolean {
    if (brokenByPair(person, review, this.season).length > 0) return false;
    const week = mondayBefore(review.day1 ?? '');
    const days = (day1: string): boolean => Math.abs(dayOf(day1) - dayOf(review.day1 ?? '')) < 3;
    if (person.placements.some(({ day1 }) => days(day1))) return false;
    for (const other of [...this.goers, ...this.#leads]) {
      if (other.person === person && mondayBefore(other.review.day1 ?? '') === week) return false;
      if (other.review === review && person.school !== undefined && other.person.school === person.school) return false;
    }
    return (
      !this.goers.some((other) => isOf(other.person, review.host) && isOf(person, other.review.host)) &&
      !this.#visitsElsewhere(person, review)
    );
  }

  #visitsElsewhere(person: SeasonPerson, { host, hostKind }: SeasonReview): boolean {
    const own = hostKind === 'trust' ? [host, ...(this.#schoolsOfTrust.get(host) ?? [])] : [host];
    return this.season.schools.some(
      ({ school, visits }) =>
        visits.length > 0 && own.includes(school) && visits.some((visited) => isOf(person, visited)),
    );
  }
}

const isOf = ({ school, trust }: SeasonPerson, organisation: string): boolean =>
  school === organisation || trust === organisation;

/** Multipliers by what they are for. */
class Prices {
  readonly #reviews: ReadonlyMap<string, Multipliers['reviews'][number]>;
  readonly #people: ReadonlyMap<string, number>;
  readonly #schools: ReadonlyMap<string, number>;
  readonly #terms = new Map<string, { readonly term: string; readonly value: number }[]>();
  readonly #weeks = new Map<string, { readonly week: number; readonly value: number }[]>();
  readonly #together = new Map<string, number>();

  constructor({ reviews, people, terms, weeks, schools, together }: Multipliers) {
    const priced = [
      ...reviews.flatMap((one) => [one.firstTimers, one.head]),
      ...[...terms, ...weeks, ...together].map((one) => one.price),
    ];
    if (priced.some((value) => value < 0)) throw new RangeError('A multiplier of a limit is below 0.');
    this.#reviews = new Map(reviews.map((one) => [one.review, one]));
    this.#people = new Map(people.map(({ person, price }) => [person, price]));
    this.#schools = new Map(schools.map(({ school, price }) => [school, price]));
    for (const { person, term, price } of terms) put(this.#terms, person, { term, value: price });
    for (const { person, week, price } of weeks) put(this.#weeks, person, { week: dayOf(week), value: price });
    for (const { of, price } of together) {
      for (const { school, review } of of) {
        const key = `${school} ${review}`;
        this.#together.set(key, (this.#together.get(key) ?? 0) + price);
      }
    }
  }

  review = (review: string) => this.#reviews.get(review) ?? { seat: 0, firstTimers: 0, head: 0 };
  person = (person: string): number => this.#people.get(person) ?? 0;
  school = (school: string): number => this.#schools.get(school) ?? 0;
  termsOf = (person: string) => this.#terms.get(person) ?? [];
  weeksOf = (person: string): number[] => (this.#weeks.get(person) ?? []).map(({ value }) => value);
  together = (school: string, review: string): number => this.#together.get(`${school} ${review}`) ?? 0;

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
