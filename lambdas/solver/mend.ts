/**
 * One seat falls free, everything else stays: who is next, best first; and where nobody can come, chains over two teams as
 * proposals. Planning everything anew would be a little cheaper and would change many teams, so it is not done here.
 */
import { isExperiencedHead, ledgerPoints, loadPoints, pairPoints } from './cost.ts';
import { type DatedReview, dated, type Facts, factsOf, whyNever, worksFor } from './eligibility.ts';
import type { SeasonInstance, SeasonPerson, SeasonPlan } from './instance.ts';

export interface Alternate {
  readonly person: string;
  /** What the plan costs more with them than with the seat empty, the empty seat's own points not counted. */
  readonly points: number;
}

/** Somebody moves over from another team, and somebody new takes their place there. */
export interface Chain {
  readonly moves: string;
  readonly from: string;
  readonly replacement: string;
  readonly points: number;
}

interface Place {
  readonly review: DatedReview;
  readonly person: SeasonPerson;
  readonly leads: boolean;
}

const MOST_MOVES = 40;

/** A plan that is in force. Whoever has left their place is out of it. */
export class Mending {
  readonly #instance: SeasonInstance;
  readonly #facts: Facts;
  readonly #reviews: ReadonlyMap<string, DatedReview>;
  readonly #ofPerson = new Map<string, Place[]>();
  readonly #ofReview = new Map<string, Place[]>();
  readonly #given = new Map<string, { readonly owed: number; given: number }>();

  constructor(instance: SeasonInstance, plan: SeasonPlan) {
    this.#instance = instance;
    this.#facts = factsOf(instance);
    this.#reviews = new Map(instance.reviews.flatMap((row) => dated(row) ?? []).map((row) => [row.review, row]));
    for (const { school, owed, given } of instance.schools) this.#given.set(school, { owed, given });
    for (const review of this.#reviews.values()) {
      if (review.lead !== undefined) this.#put(review, review.lead, true);
      for (const person of review.fixed) this.#put(review, person, false);
    }
    for (const { review, person } of plan.placements) {
      const row = this.#reviews.get(review);
      if (row) this.#put(row, person, false);
    }
  }

  /**
   * Everybody who can take the free seat while all others stay, best first; equal points by id.
   *
   * @param left who was in it and cannot come.
   */
  alternates(review: string, left: readonly string[] = []): Alternate[] {
    const row = this.#reviews.get(review);
    if (!row) return [];
    const visited = this.#visitedBy(row);
    const found: Alternate[] = [];
    for (const person of this.#instance.people) {
      if (left.includes(person.person) || !this.#canTake(person, row, visited)) continue;
      found.push({ person: person.person, points: this.#points(person, row) });
    }
    return found.sort((a, b) => a.points - b.points || (a.person < b.person ? -1 : 1));
  }

  /**
   * Chains over two teams, best first: who could come over if somebody new took their place. Nobody fixed moves. Somebody new is
   * looked for in the places of those forty whose move costs least, since each look goes through everybody: 2 ms of the
   * processor with 1,300 people, so 0.1 s in place of 1.3 s for the 640 who could move.
   */
  chains(review: string, left: readonly string[] = [], most = 5): Chain[] {
    const row = this.#reviews.get(review);
    if (!row) return [];
    const movable = [...this.#ofPerson.values()].flat().filter((place) => this.#mayMove(place, row, left));
    const moves = movable
      .flatMap((place) => this.#moveTo(row, place))
      .sort((a, b) => a.points - b.points || (a.place.person.person < b.place.person.person ? -1 : 1));
    const chains: Chain[] = [];
    for (const { place, points } of moves.slice(0, MOST_MOVES)) {
      const { person, review: from, leads } = place;
      this.#take(place);
      const moved = this.#put(row, person.person, false);
      const next = this.alternates(from.review, [...left, person.person])[0];
      if (next) {
        chains.push({
          ...{ moves: person.person, from: from.review, replacement: next.person },
          points: points + next.points,
        });
      }
      if (moved) this.#take(moved);
      this.#put(from, person.person, leads);
    }
    return chains.sort((a, b) => a.points - b.points || (a.moves < b.moves ? -1 : 1)).slice(0, most);
  }

  /** What it costs to have somebody here instead of there, the place there left empty; nothing when they could not come. */
  #moveTo(row: DatedReview, place: Place): { readonly place: Place; readonly points: number }[] {
    const { person, review, leads } = place;
    this.#take(place);
    const canCome = this.#canTake(person, row, this.#visitedBy(row));
    const points = canCome ? this.#points(person, row) - this.#points(person, review) : 0;
    this.#put(review, person.person, leads);
    return canCome ? [{ place, points }] : [];
  }

  #mayMove({ leads, review, person }: Place, to: DatedReview, left: readonly string[]): boolean {
    if (leads || review === to || left.includes(person.person)) return false;
    return !review.fixed.includes(person.person) && whyNever(person, to, this.#facts) === undefined;
  }

  #put(review: DatedReview, id: string, leads: boolean): Place | undefined {
    const person = this.#facts.people.get(id);
    if (!person) return undefined;
    const place = { review, person, leads };
    this.#ofPerson.set(id, [...(this.#ofPerson.get(id) ?? []), place]);
    this.#ofReview.set(review.review, [...(this.#ofReview.get(review.review) ?? []), place]);
    if (!leads) this.#count(person, 1);
    return place;
  }

  #take(place: Place): void {
    const { person, review } = place;
    const same = (one: Place): boolean => one.review === review && one.person === person && one.leads === place.leads;
    this.#ofPerson.set(
      person.person,
      (this.#ofPerson.get(person.person) ?? []).filter((one) => !same(one)),
    );
    this.#ofReview.set(
      review.review,
      (this.#ofReview.get(review.review) ?? []).filter((one) => !same(one)),
    );
    if (!place.leads) this.#count(person, -1);
  }

  #count({ school }: SeasonPerson, more: number): void {
    if (school === undefined) return;
    const ledger = this.#given.get(school) ?? { owed: 0, given: 0 };
    ledger.given += more;
    this.#given.set(school, ledger);
  }

  /** Hosts to which the people of this review's host go. */
  #visitedBy({ host }: DatedReview): ReadonlySet<string> {
    const visited = new Set<string>();
    for (const places of this.#ofPerson.values()) {
      for (const { person, review, leads } of places) if (!leads && worksFor(person, host)) visited.add(review.host);
    }
    return visited;
  }

  #canTake(person: SeasonPerson, review: DatedReview, visited: ReadonlySet<string>): boolean {
    const own = this.#ofPerson.get(person.person) ?? [];
    if (own.some((place) => place.review.week === review.week)) return false;
    const going = own.filter(({ leads }) => !leads).map((place) => place.review.term);
    const terms = [...going, ...person.placements.map(({ term }) => term)];
    const { maxFirstTimers, points } = this.#facts.settings;
    if (terms.length >= person.maxReviewsAYear) return false;
    const most = person.maxReviewsATerm ?? points.defaultMaxReviewsATerm;
    if (terms.filter((term) => term === review.term).length >= most) return false;
    const team = this.#ofReview.get(review.review) ?? [];
    if (team.some((place) => person.school !== undefined && place.person.school === person.school)) return false;
    const firstTimers = team.filter((place) => !place.leads && place.person.firstTimer).length;
    if (person.firstTimer && firstTimers >= maxFirstTimers) return false;
    if ([person.school, person.trust].some((one) => one !== undefined && visited.has(one))) return false;
    return whyNever(person, review, this.#facts) === undefined;
  }

  #points(person: SeasonPerson, review: DatedReview): number {
    const { points } = this.#facts.settings;
    const own = (this.#ofPerson.get(person.person) ?? []).filter(({ leads }) => !leads).length;
    const reviews = own + person.placements.length;
    const team = (this.#ofReview.get(review.review) ?? []).filter(({ leads }) => !leads);
    const firstHead = isExperiencedHead(person) && !team.some((place) => isExperiencedHead(place.person));
    const ledger = this.#given.get(person.school ?? '') ?? { owed: 0, given: 0 };
    const forSchool =
      person.school === undefined
        ? 0
        : ledgerPoints(ledger.owed, ledger.given + 1, points) - ledgerPoints(ledger.owed, ledger.given, points);
    return (
      pairPoints(person, review, points) +
      loadPoints(reviews + 1, points) -
      loadPoints(reviews, points) +
      forSchool -
      (firstHead ? points.noHead : 0)
    );
  }
}
