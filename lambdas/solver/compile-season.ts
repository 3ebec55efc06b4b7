/**
 * A season as numbers: reviews, people and schools by index, and every pair of a person and a review that the hard rules
 * allow, with its points. All methods of planning work on this.
 */
import { isExperiencedHead, pairPoints } from './cost.ts';
import { type DatedReview, dated, type Facts, factsOf, whyNever } from './eligibility.ts';
import type { SeasonInstance, SeasonPerson } from './instance.ts';
import { type Commitments, commit, whyNotWith } from './pins.ts';

export interface ReviewRow {
  readonly review: DatedReview;
  /** Seats that are still to be filled, those pinned not counted. */
  readonly seats: number;
  /** How many first-timers may still come. */
  readonly firstTimers: number;
  /** Points when no serving head comes; none where one is there already, or no seat is open. */
  readonly headPoints: number;
}

export interface PersonRow {
  readonly person: SeasonPerson;
  /** Index of the school's ledger; -1 for somebody without one. */
  readonly school: number;
  readonly firstTimer: boolean;
  readonly experiencedHead: boolean;
  /** Reviews of this year that are settled already, and how many may still come. */
  readonly settled: number;
  readonly room: number;
  readonly roomOfTerm: ReadonlyMap<string, number>;
}

export interface SchoolRow {
  readonly school: string;
  readonly owed: number;
  /** Outside of the plan, and by those who are fixed or pinned. */
  readonly settled: number;
}

/** Every pair of a person and a review that the hard rules allow. */
export interface SeasonPairs {
  /** Pairs in the order of reviews, then people. */
  readonly pairReview: Int32Array;
  readonly pairPerson: Int32Array;
  readonly pairPoints: Int32Array;
  /** The pairs of review r are those from pairsFrom[r] to below pairsFrom[r + 1]. */
  readonly pairsFrom: Int32Array;
}

export interface Season extends SeasonPairs {
  readonly instance: SeasonInstance;
  readonly facts: Facts;
  readonly reviews: readonly ReviewRow[];
  readonly undated: readonly string[];
  readonly people: readonly PersonRow[];
  readonly schools: readonly SchoolRow[];
  readonly commitments: Commitments;
}

/** @param pairs where they are known from another thread: with 1,500 reviews they are three seconds' work. */
export function compileSeason(instance: SeasonInstance, pairs?: SeasonPairs): Season {
  const facts = factsOf(instance);
  const fixed = instance.reviews.flatMap((review) => dated(review) ?? []);
  const commitments = commit(fixed, facts);
  const schools = schoolRows(instance, commitments);
  const schoolIndex = new Map(schools.map(({ school }, index) => [school, index]));
  const people = instance.people.map((person) => personRow(person, schoolIndex, commitments, facts));
  const reviews = fixed.map((review) => reviewRow(review, commitments, facts));
  return {
    ...{ instance, facts, reviews, people, schools, commitments },
    undated: instance.reviews.flatMap(({ review, day1 }) => (day1 === undefined ? review : [])),
    ...(pairs ?? pairsOf(reviews, people, commitments, facts)),
  };
}

function schoolRows({ schools, people }: SeasonInstance, { committed }: Commitments): SchoolRow[] {
  const placed = countBy(committed.flatMap(({ as, person }) => (as === 'lead' ? [] : (person.school ?? []))));
  const known = new Set(schools.map(({ school }) => school));
  const others = new Set(people.flatMap(({ school }) => (school !== undefined && !known.has(school) ? school : [])));
  return [...schools, ...[...others].map((school) => ({ school, owed: 0, given: 0 }))].map(
    ({ school, owed, given }) => ({ school, owed, settled: given + (placed.get(school) ?? 0) }),
  );
}

function personRow(
  person: SeasonPerson,
  schoolIndex: ReadonlyMap<string, number>,
  { committed }: Commitments,
  { settings }: Facts,
): PersonRow {
  const own = committed.filter((one) => one.person === person && one.as !== 'lead').map(({ review }) => review.term);
  const terms = [...own, ...person.placements.map(({ term }) => term)];
  const most = person.maxReviewsATerm ?? settings.points.defaultMaxReviewsATerm;
  return {
    person,
    school: person.school === undefined ? -1 : (schoolIndex.get(person.school) ?? -1),
    firstTimer: person.firstTimer,
    experiencedHead: isExperiencedHead(person),
    settled: terms.length,
    room: Math.max(0, person.maxReviewsAYear - terms.length),
    roomOfTerm: new Map([...countBy(terms)].map(([term, count]) => [term, Math.max(0, most - count)] as const)),
  };
}

/** How many reviews of a term a person may still take. */
export const roomInTerm = (row: PersonRow, term: string, { settings }: Facts): number =>
  row.roomOfTerm.get(term) ?? row.person.maxReviewsATerm ?? settings.points.defaultMaxReviewsATerm;

function reviewRow(review: DatedReview, { committed }: Commitments, { settings }: Facts): ReviewRow {
  const team = committed.filter((one) => one.review === review && one.as !== 'lead');
  const seats = review.seats - team.filter(({ as }) => as === 'pinned').length;
  const hasHead = team.some(({ person }) => isExperiencedHead(person));
  return {
    review,
    seats,
    firstTimers: Math.max(0, settings.maxFirstTimers - team.filter(({ person }) => person.firstTimer).length),
    headPoints: hasHead || seats === 0 ? 0 : settings.points.noHead,
  };
}

function pairsOf(
  reviews: readonly ReviewRow[],
  people: readonly PersonRow[],
  { committed }: Commitments,
  facts: Facts,
): SeasonPairs {
  const pairReview: number[] = [];
  const pairPerson: number[] = [];
  const points: number[] = [];
  const pairsFrom = new Int32Array(reviews.length + 1);
  reviews.forEach(({ review, seats }, reviewIndex) => {
    people.forEach((row, personIndex) => {
      if (seats === 0 || row.room === 0 || roomInTerm(row, review.term, facts) === 0) return;
      if (whyNever(row.person, review, facts) || whyNotWith(row.person, review, committed)) return;
      pairReview.push(reviewIndex);
      pairPerson.push(personIndex);
      points.push(pairPoints(row.person, review, facts.settings.points));
    });
    pairsFrom[reviewIndex + 1] = pairReview.length;
  });
  return {
    pairReview: Int32Array.from(pairReview),
    pairPerson: Int32Array.from(pairPerson),
    pairPoints: Int32Array.from(points),
    pairsFrom,
  };
}

export function countBy(keys: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1);
  return counts;
}
