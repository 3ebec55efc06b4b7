/**
 * The hard rules of domain.md, 'Team rules', looked for in the rows of a table: written once more here, so that what plans and
 * what asks people is not its own judge.
 */
import { visitDays } from '../../../lambdas/calendar/working-days.ts';
import type { Availability, Person, Placement, Store, WholeReview } from '../../../lambdas/store/store.ts';

const HOLDS = new Set<Placement['status']>(['planned', 'invited', 'accepted', 'done']);
const MOST_FIRST_TIMERS = 2;
/** Settings of 2026 for whoever gave no number. */
const MOST_A_YEAR = { reviewers: 3, 'lead-reviewers': 3 };
const MOST_A_TERM = 2;

/** Everything that is wrong with who goes where, in sentences; empty when every hard rule holds. */
export async function brokenRules(store: Store, reviews: readonly string[], term: string): Promise<readonly string[]> {
  const wholes = await Promise.all(reviews.map((about) => store.needWholeReview(about)));
  const held = wholes.flatMap((whole) => heldPlaces(whole).map((place) => ({ whole, place })));
  const people = new Map((await store.people(held.map(({ place }) => place.person))).map((row) => [row.person, row]));
  const said = new Map<string, Availability>();
  for (const person of people.keys()) {
    const { data } = await store.entities.availability.get({ person, year: '2026', term }).go();
    if (data) said.set(person, data);
  }
  const before = await Promise.all(
    reviews.map(async (about) => [about, await store.wholeReview(about.replace('2026', '2025'))] as const),
  );
  const lastYear = new Map(
    before.map(([about, whole]) => [about, new Set(whole?.placements.map((row) => row.person))]),
  );
  const visits = new Set(held.map(({ whole, place }) => `${place.organisation} ${whole.review.host}`));
  return [
    ...held.flatMap(({ whole, place }) => {
      const person = people.get(place.person);
      if (!person) return [`${place.person} of ${whole.review.about} is nobody`];
      const wrong = [
        ...wrongWithHost(person, whole, visits),
        ...(lastYear.get(whole.review.about)?.has(person.person) ? ['was there last year'] : []),
        ...wrongWithTime(whole, said.get(person.person)),
      ];
      return wrong.map((what) => `${person.person} on ${whole.review.about}: ${what}`);
    }),
    ...wholes.flatMap((whole) => wrongInTeam(whole, people)),
    ...twiceOnOneDay(wholes),
    ...tooOften(
      held.map(({ place }) => place),
      people,
      said,
    ),
    ...(await daysThatDiffer(store, wholes)),
  ];
}

/** The places that take somebody's time: of filled seats, asked and planned. */
const heldPlaces = ({ review, placements }: WholeReview): Placement[] =>
  placements.filter(({ status, turn }) => HOLDS.has(status) && turn === review.turn);

function wrongWithHost(person: Person, { review }: WholeReview, visits: ReadonlySet<string>): string[] {
  const [first, , last] = visitDays(review.day1 ?? '');
  const trained = person.training?.some(
    ({ programme, from, until }) => programme === 'QAR' && from <= (first ?? '') && (last ?? '') <= until,
  );
  return [
    ...(trained ? [] : ['is not trained']),
    ...(person.left ? ['has left'] : []),
    ...(person.member === review.host ? ['works at the host'] : []),
    ...(person.trust !== undefined && person.trust === review.trust ? ['works in its trust'] : []),
    ...(person.hub !== undefined && person.hub === review.hub ? ['works in its hub'] : []),
    ...(person.relationships?.includes(review.host) ? ['knows it too well'] : []),
    ...(person.member !== undefined && visits.has(`${review.host} ${person.member}`) ? ['makes a swap'] : []),
  ];
}

function wrongWithTime({ review }: WholeReview, said: Availability | undefined): string[] {
  const days = visitDays(review.day1 ?? '');
  const cannot = said?.cannot.some(({ from, to }) => days.some((day) => from <= day && day <= to));
  return cannot ? ['cannot in that week'] : [];
}

function wrongInTeam(whole: WholeReview, people: ReadonlyMap<string, Person>): string[] {
  const { about } = whole.review;
  const team = heldPlaces(whole).flatMap(({ person }) => people.get(person) ?? []);
  const schools = team.flatMap(({ member }) => member ?? []);
  const firstTimers = team.filter(({ pool, reviewsDone }) => pool === 'reviewers' && (reviewsDone ?? 0) === 0);
  return [
    ...(new Set(schools).size < schools.length ? [`${about} has two people of one school`] : []),
    ...(firstTimers.length > MOST_FIRST_TIMERS ? [`${about} has ${firstTimers.length} first-timers`] : []),
  ];
}

function twiceOnOneDay(wholes: readonly WholeReview[]): string[] {
  const taken = new Map<string, string>();
  return wholes.flatMap((whole) =>
    heldPlaces(whole).flatMap(({ person }) =>
      visitDays(whole.review.day1 ?? '').flatMap((day) => {
        const other = taken.get(`${person} ${day}`);
        taken.set(`${person} ${day}`, whole.review.about);
        return other === undefined ? [] : [`${person} is on ${other} and ${whole.review.about} on ${day}`];
      }),
    ),
  );
}

function tooOften(
  places: readonly Placement[],
  people: ReadonlyMap<string, Person>,
  said: ReadonlyMap<string, Availability>,
): string[] {
  return [...people.values()].flatMap(({ person, pool = 'reviewers', maxReviewsAYear }) => {
    const count = places.filter((place) => place.person === person).length;
    const aYear = maxReviewsAYear ?? MOST_A_YEAR[pool];
    const aTerm = said.get(person)?.maxReviews ?? (pool === 'reviewers' ? MOST_A_TERM : aYear);
    return count > Math.min(aYear, aTerm) ? [`${person} has ${count} reviews`] : [];
  });
}

/** Whoever accepted has exactly the days of their reviews in their diary. */
async function daysThatDiffer(store: Store, wholes: readonly WholeReview[]): Promise<string[]> {
  const expected = new Map<string, string[]>();
  for (const { review, placements } of wholes) {
    for (const { person, status } of placements) {
      const days = expected.get(person) ?? [];
      if (status === 'accepted' || status === 'done') {
        days.push(...visitDays(review.day1 ?? '').map((day) => `${day} ${review.about}`));
      }
      expected.set(person, days);
    }
  }
  const wrong: string[] = [];
  for (const [person, days] of expected) {
    const rows = await store.daysOf(person, '2026-09-01', '2027-07-31');
    const has = rows.map(({ day, about }) => `${day} ${about}`);
    if (has.join() !== days.toSorted().join()) wrong.push(`${person} has the days ${has}, not ${days.toSorted()}`);
  }
  return wrong;
}
