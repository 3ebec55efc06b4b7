/** What a plan has for each review, for its row: seats, who is next, why seats are empty. */
import { kilometresBetween } from '../../members/distance.ts';
import { pairPoints } from '../../solver/cost.ts';
import type { SeasonPerson, SeasonReview } from '../../solver/instance.ts';
import { type Alternate, Mending } from '../../solver/mend.ts';
import type { RefusedPin } from '../../solver/pins.ts';
import type { PlannedSeason, PlannedTerm } from './make-plan.ts';
import type { PlannedTeam } from './planned-team.ts';
import type { DatedReviewRow, TermSeason } from './season-of-rows.ts';
import type { SeasonRows } from './season-rows.ts';
import { whyEmpty } from './what-to-change.ts';

export interface PlannedReview {
  readonly row: DatedReviewRow;
  readonly team: PlannedTeam;
}

/** How a side says what it lacks. */
type Lacking = Parameters<typeof whyEmpty>[2];

const REVIEWERS: Lacking = {
  nobody: 'there are no reviewers to plan. Import the people who go on reviews, then plan again.',
  empty: (seats, of) => (seats === of ? 'No reviewers' : `${seats} of ${of} seats empty`),
};
const LEADS: Lacking = {
  nobody: 'there are no lead reviewers to plan. Import them, then plan again.',
  empty: () => 'No lead reviewer',
};

/** The reviews that the plan seeks people for. Whoever takes a seat when somebody declines is in no other team of the plan. */
export function plannedReviews(rows: SeasonRows, term: TermSeason, plan: PlannedTerm): PlannedReview[] {
  const teams = sideOf(plan.teams, REVIEWERS);
  const leads = sideOf(plan.leads, LEADS);
  const planned = seatsBefore(rows);
  const hostName = new Map(term.reviews.map(({ about, hostName: name }) => [about, name]));
  const { alternates } = rows.settings.matching;
  return term.reviews.flatMap((row) => {
    const review = teams.reviews.get(row.about);
    if (!review || review.seats === 0) return [];
    const people = teams.placed.get(row.about) ?? [];
    const lead = leads.placed.get(row.about)?.[0];
    const schools = new Set(people.flatMap((id) => teams.people.get(id)?.school ?? []));
    const seats = intoSeats(review.seats, people, planned.get(row.about));
    const next = (side: Side, except: ReadonlySet<string> = new Set()): PlannedTeam['alternates'] =>
      side.mending
        .alternates(row.about)
        .filter(({ person }) => !except.has(side.people.get(person)?.school ?? ''))
        .slice(0, alternates)
        .map((one) => candidateOf(one, side, review));
    const team: PlannedTeam = {
      seats: [
        { seat: 'lead', ...(lead !== undefined && seatOf(lead, review, leads, rows)) },
        ...seats.map(([seat, person]) => ({ seat, ...(person !== undefined && seatOf(person, review, teams, rows)) })),
      ],
      alternates: next(teams),
      leads: next(leads, schools),
      hostName: row.hostName,
      missing: [...(leads.empty.get(row.about) ?? []), ...(teams.empty.get(row.about) ?? [])],
      refused: [...leads.refused, ...teams.refused]
        .filter((pin) => pin.review === row.about)
        .map(({ person, why }) => ({ person, why: withNames(why, hostName) })),
    };
    return { row, team };
  });
}

/** Leads and reviewers are planned alike, each in a season of their own. */
interface Side {
  readonly reviews: ReadonlyMap<string, SeasonReview>;
  readonly people: ReadonlyMap<string, SeasonPerson>;
  readonly placed: ReadonlyMap<string, readonly string[]>;
  readonly empty: ReadonlyMap<string, readonly string[]>;
  readonly pinned: ReadonlySet<string>;
  readonly refused: readonly RefusedPin[];
  readonly mending: Mending;
  readonly season: PlannedSeason['season'];
}

function sideOf({ season, solved }: PlannedSeason, lacking: Lacking): Side {
  const placed = new Map<string, string[]>();
  for (const { review, person } of solved.plan.placements) placed.set(review, [...(placed.get(review) ?? []), person]);
  return {
    ...{ season, placed, refused: solved.refusedPins, mending: new Mending(season, solved.plan) },
    reviews: new Map(season.reviews.map((review) => [review.review, review])),
    people: new Map(season.people.map((person) => [person.person, person])),
    empty: whyEmpty(season, solved.plan, lacking),
    pinned: new Set(solved.pinned.map(({ review, person }) => `${review} ${person}`)),
  };
}

const candidateOf = ({ person, points }: Alternate, side: Side, review: SeasonReview) => ({
  ...{ person, points },
  ...kilometresOf(side.people.get(person), review),
});

function seatOf(person: string, review: SeasonReview, side: Side, { members }: SeasonRows) {
  const row = side.people.get(person);
  const school = members.get(row?.school ?? '')?.name;
  return {
    person,
    ...(school !== undefined && { school }),
    ...kilometresOf(row, review),
    ...(row && { points: pairPoints(row, review, side.season.settings.points), firstTimer: row.firstTimer }),
    ...(side.pinned.has(`${review.review} ${person}`) && { pinned: true }),
  };
}

function kilometresOf(person: SeasonPerson | undefined, review: SeasonReview): { readonly km?: number } {
  const km = person && kilometresBetween(person, review);
  return km === undefined ? {} : { km: Math.round(km * 10) / 10 };
}

/** Whoever was planned for a seat of this review keeps it, so that a plan that changes little moves nobody. */
function intoSeats(
  count: number,
  people: readonly string[],
  before: ReadonlyMap<string, string> | undefined,
): [string, string | undefined][] {
  const left = new Set(people);
  const names = Array.from({ length: count }, (_, index) => `seat-${index + 1}`);
  const kept = new Map(
    names.flatMap((seat) => {
      const person = before?.get(seat);
      return person !== undefined && left.delete(person) ? [[seat, person] as const] : [];
    }),
  );
  const others = [...left];
  return names.map((seat) => [seat, kept.get(seat) ?? others.shift()]);
}

function seatsBefore({ placements }: SeasonRows): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const seats = new Map<string, Map<string, string>>();
  for (const { about, seat, person, status } of placements) {
    if (status === 'planned') seats.set(about, (seats.get(about) ?? new Map()).set(seat, person));
  }
  return seats;
}

/** Reviews by the names of their hosts. */
const withNames = (sentence: string, names: ReadonlyMap<string, string>): string =>
  sentence.replace(/[a-z]+-\d{4}-[\w-]+/g, (review) => {
    const name = names.get(review);
    return name === undefined ? review : `the review of ${name}`;
  });
