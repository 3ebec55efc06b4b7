/** What a bound looks at beside multipliers: the same for all of them, read from the document alone. */
import { brokenByPair, kindOfHead } from './check-plan.ts';
import type { Multipliers, SeasonInstance, SeasonPerson, SeasonPlan, SeasonReview } from './instance.ts';

const DAY = 86_400_000;
export const dayOf = (date: string): number => Date.parse(`${date}T00:00:00Z`) / DAY;
/** 1 January 1970 was a Thursday. */
const mondayBefore = (date: string): number => dayOf(date) - ((dayOf(date) + 3) % 7);

/** A person and a review with open seats; whether they may go is another question. */
export interface BoundPair {
  readonly person: SeasonPerson;
  readonly review: SeasonReview;
  /** The day of the review's Monday. */
  readonly week: number;
  readonly isHead: boolean;
}

/** What is settled before a plan is made. */
export class Given {
  readonly season: SeasonInstance;
  readonly reviews: readonly SeasonReview[];
  readonly goers: { readonly review: SeasonReview; readonly person: SeasonPerson; readonly pinned: boolean }[] = [];
  readonly #leads: { readonly review: SeasonReview; readonly person: SeasonPerson }[] = [];
  readonly #schoolsOfTrust = new Map<string, Set<string>>();
  readonly #termsOf = new Map<SeasonPerson, string[]>();
  readonly #goesHome = new Map<string, boolean>();

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
    const key = `${school} ${name}`;
    const known = this.#goesHome.get(key) ?? this.#allAreOf(school, name);
    this.#goesHome.set(key, known);
    return known;
  }

  #allAreOf(school: string, name: string): boolean {
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

  /** Every person with every review that has a seat for anybody. */
  *pairs(): Generator<BoundPair> {
    const people = this.season.people.map((person) => ({ person, isHead: kindOfHead(person) }));
    for (const review of this.reviews) {
      if (this.openSeats(review) === 0) continue;
      const week = mondayBefore(review.day1 ?? '');
      for (const { person, isHead } of people) yield { person, review, week, isHead };
    }
  }

  mayGo(person: SeasonPerson, review: SeasonReview): boolean {
    if (!this.#hasRoom(person, review) || brokenByPair(person, review, this.season).length > 0) return false;
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

  #hasRoom(person: SeasonPerson, { term }: SeasonReview): boolean {
    const terms = this.ofPerson(person);
    const most = person.maxReviewsATerm ?? this.season.settings.points.defaultMaxReviewsATerm;
    return terms.length < person.maxReviewsAYear && terms.filter((one) => one === term).length < most;
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
