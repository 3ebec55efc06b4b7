/**
 * A part of a season as a season of its own: some reviews are planned anew while everybody else stays where they are. What the
 * others do is settled in it: their week is taken, their reviews count in person, term and school, and nobody may swap with them.
 */
import { type Belonging, groupOfPair, reviewOfGroup, schoolOfGroup } from './clashes.ts';
import { type PersonRow, roomInTerm, type SchoolRow, type Season } from './compile-season.ts';

/** The same season with some of its pairs alone, in ascending order. */
export function seasonOf(season: Season, pairs: readonly number[]): Season {
  const pairReview = Int32Array.from(pairs, (pair) => season.pairReview[pair] ?? 0);
  return {
    ...season,
    pairReview,
    pairPerson: Int32Array.from(pairs, (pair) => season.pairPerson[pair] ?? 0),
    pairPoints: Int32Array.from(pairs, (pair) => season.pairPoints[pair] ?? 0),
    pairsFrom: startsOf(pairReview, season.reviews.length),
  };
}

/** Where the pairs of each review begin. */
function startsOf(pairReview: Int32Array, reviews: number): Int32Array {
  const starts = new Int32Array(reviews + 1);
  for (const review of pairReview) starts[review + 1] = (starts[review + 1] ?? 0) + 1;
  for (let review = 1; review <= reviews; review += 1)
    starts[review] = (starts[review] ?? 0) + (starts[review - 1] ?? 0);
  return starts;
}

export interface Part {
  readonly season: Season;
  /** The pair of the whole season for each of the part's, in ascending order. */
  readonly pairs: readonly number[];
}

/** What is looked at when a part is taken out: the same for all parts of a season. */
export interface Whole {
  readonly season: Season;
  readonly belonging: Belonging;
  /** Pairs that may be in a plan, in ascending order. */
  readonly pairs: readonly number[];
}

/**
 * @param chosen the plan of the whole, as indices of pairs
 * @param inside reviews that are planned anew
 */
export function partOfSeason(
  { season, belonging, pairs }: Whole,
  chosen: readonly number[],
  inside: ReadonlySet<number>,
): Part {
  const stay = stayingOf(
    season,
    chosen.filter((pair) => !inside.has(season.pairReview[pair] ?? 0)),
  );
  const own = pairs.filter((pair) => inside.has(season.pairReview[pair] ?? 0) && stay.leaves(pair, belonging));
  const reviews = numbered([...inside].sort((a, b) => a - b));
  const people = numbered(own.map((pair) => season.pairPerson[pair] ?? 0));
  const schools = numbered(people.all.map((person) => season.people[person]?.school ?? -1).filter((one) => one >= 0));
  const pairReview = Int32Array.from(own, (pair) => reviews.of(season.pairReview[pair] ?? 0));
  return {
    pairs: own,
    season: {
      ...season,
      reviews: reviews.all.flatMap((review) => season.reviews[review] ?? []),
      people: people.all.flatMap((person): PersonRow[] => {
        const row = season.people[person];
        return row ? [besideOthers(row, schools.of(row.school), stay.ofPerson.get(person) ?? [], season)] : [];
      }),
      schools: schools.all.flatMap((school): SchoolRow[] => {
        const row = season.schools[school];
        return row ? [{ ...row, settled: row.settled + (stay.ofSchool.get(school) ?? 0) }] : [];
      }),
      pairReview,
      pairPerson: Int32Array.from(own, (pair) => people.of(season.pairPerson[pair] ?? 0)),
      pairPoints: Int32Array.from(own, (pair) => season.pairPoints[pair] ?? 0),
      pairsFrom: startsOf(pairReview, reviews.all.length),
    },
  };
}

/** A person who is away in these terms already. */
function besideOthers(row: PersonRow, school: number, away: readonly string[], { facts }: Season): PersonRow {
  const roomOfTerm = new Map(row.roomOfTerm);
  for (const term of away) roomOfTerm.set(term, (roomOfTerm.get(term) ?? roomInTerm(row, term, facts)) - 1);
  return { ...row, school, settled: row.settled + away.length, room: row.room - away.length, roomOfTerm };
}

/** New numbers from 0, in the order in which the old ones come first. */
function numbered(old: readonly number[]): { readonly all: readonly number[]; readonly of: (one: number) => number } {
  const all = [...new Set(old)];
  const places = new Map(all.map((one, at) => [one, at]));
  return { all, of: (one) => places.get(one) ?? -1 };
}

function stayingOf(season: Season, staying: readonly number[]) {
  const ofPerson = new Map<number, string[]>();
  const ofSchool = new Map<number, number>();
  const weeks = new Set<string>();
  const schoolsOnReview = new Map<number, number[]>();
  for (const pair of staying) {
    const person = season.pairPerson[pair] ?? 0;
    const review = season.reviews[season.pairReview[pair] ?? 0]?.review;
    const row = season.people[person];
    if (!review || !row) continue;
    ofPerson.set(person, [...(ofPerson.get(person) ?? []), review.term]);
    weeks.add(`${person} ${review.week}`);
    const group = groupOfPair(season, pair);
    if (group < 0) continue;
    ofSchool.set(row.school, (ofSchool.get(row.school) ?? 0) + 1);
    const on = reviewOfGroup(season, group);
    schoolsOnReview.set(on, [...(schoolsOnReview.get(on) ?? []), schoolOfGroup(season, group)]);
  }
  /** Whether the pair goes beside those who stay. */
  const leaves = (pair: number, belonging: Belonging): boolean => {
    const person = season.pairPerson[pair] ?? 0;
    const at = season.pairReview[pair] ?? 0;
    const review = season.reviews[at]?.review;
    const row = season.people[person];
    if (!review || !row || weeks.has(`${person} ${review.week}`)) return false;
    const terms = ofPerson.get(person) ?? [];
    if (terms.length >= row.room) return false;
    if (terms.filter((term) => term === review.term).length >= roomInTerm(row, review.term, season.facts)) return false;
    const hosted = row.school < 0 ? [] : (belonging.reviewsOfSchool[row.school] ?? []);
    return !hosted.some((other) =>
      schoolsOnReview.get(other)?.some((school) => belonging.schoolsOfHost[at]?.has(school)),
    );
  };
  return { ofPerson, ofSchool, leaves };
}
