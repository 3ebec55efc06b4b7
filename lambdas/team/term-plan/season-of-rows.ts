/**
 * A term's season from the rows of the table. It reads nothing and knows no clock, so that every rule of who counts, who is
 * fixed and who may be planned is one that a test can look at. Reading is in read-season.ts.
 */
import { addDays } from '../../calendar/dates.ts';
import { hostOf as hostAsked, memberToday } from '../../members/lineage.ts';
import { pointsOfTerm } from '../../settings/season-settings.ts';
import { teamSize } from '../../settings/team-size.ts';
import { termOf } from '../../settings/terms.ts';
import type { SeasonInstance, SeasonPlan, SeasonReview } from '../../solver/instance.ts';
import { STAGES } from '../../store/entities/reviews.ts';
import type { ReviewToPlan } from '../../store/season-reads.ts';
import { type Member, NotInTable, type Person, type Placement } from '../../store/store.ts';
import { peopleMaker, schoolsOf } from './season-people.ts';
import { holds, mayBePlanned, type PlanContext, type SeasonRows, settingsName } from './season-rows.ts';

/** A review whose dates are fixed. */
export type DatedReviewRow = ReviewToPlan & { readonly day1: string };

export interface TermSeason {
  /** The seats of reviewers. `lead` is who leads by now: placed, asked or planned in a plan that is in force. */
  readonly teams: SeasonInstance;
  /** The lead's seats: one a review, and nobody's school owes or is owed anything. */
  readonly leads: SeasonInstance;
  /** The reviews of both documents. */
  readonly reviews: readonly DatedReviewRow[];
  /** In the term by the week they hope for, but without dates: they have no plan. */
  readonly undated: readonly ReviewToPlan[];
  /** Who is planned for reviews whose team is not sought yet, in a plan that is in force; leads are left out. */
  readonly planned: SeasonPlan['placements'];
}

const TEAM_STAGE = STAGES.indexOf('team');

/**
 * The season of a term: reviews of all programmes whose three days lie in it. A review whose team is sought already keeps its
 * people and seeks nobody here, since its searches run. Those that are cancelled or paused are no part of it; the time of
 * whoever still has a place on one is taken all the same.
 */
export function seasonOfRows(rows: SeasonRows, context: PlanContext): TermSeason {
  const under = rows.reviews.filter(({ status }) => status !== 'cancelled' && status !== 'paused');
  const inTerm = ({ day1 }: ReviewToPlan): boolean => termOf(rows.year, day1 ?? '')?.term === rows.term.term;
  const reviews = under.filter((row): row is DatedReviewRow => row.day1 !== undefined && inTerm(row));
  const undated = under.filter(({ day1, week }) => day1 === undefined && hopedForIn(rows, week));
  const placements = Map.groupBy(rows.placements, ({ about }) => about);
  const people = new Map(rows.people.map((person) => [person.person, person]));
  const teams = reviews.map((review) => teamNow(review, placements.get(review.about) ?? []));
  // What the document says of a team itself is counted there; of a team that is still to be planned nothing is settled.
  const inDocument = new Set(teams.flatMap(({ own }) => own.filter(holds)));
  const hosts = new Map(reviews.map((review) => [review.host, hostOf(rows, review)]));
  const personOf = peopleMaker(rows, [...hosts.values()], inDocument);
  const base = { format: 'season-1' as const, year: rows.year.year };
  const { maxFirstTimers, sameHubAllowed } = rows.settings.team;
  const points = pointsOfTerm(rows.settings.team.season);

  const placed = new Set(teams.flatMap(({ fixed }) => fixed));
  const leading = new Set(teams.flatMap(({ lead }) => lead ?? []));
  const reviewers = rows.people.filter(
    (row) => (row.pool === 'reviewers' && mayBePlanned(row)) || placed.has(row.person),
  );
  const leads = rows.people.filter(
    (row) => (row.pool === 'lead-reviewers' && mayBePlanned(row)) || leading.has(row.person),
  );
  const schools = new Set([
    ...reviewers.flatMap(({ member }) => member ?? []),
    ...reviews.flatMap((review) => (review.hostKind === 'school' ? hostOf(rows, review).member : [])),
  ]);
  const seatsOf = (team: TeamNow): SeasonReview => {
    const review = reviewOf(rows, team, context, people, 'reviewers');
    const size = Math.max(team.review.size ?? sizeOf(rows, team.review), team.fixed.length);
    return {
      ...review,
      ...{ size, seats: team.begun ? 0 : size, fixed: [...team.fixed] },
      ...(team.lead !== undefined && { lead: team.lead }),
    };
  };
  const leadSeatOf = (team: TeamNow): SeasonReview => {
    const fixed = team.begun && team.lead !== undefined ? [team.lead] : [];
    const review = reviewOf(rows, team, context, people, 'lead-reviewers');
    return { ...review, size: 1, seats: team.begun ? 0 : 1, fixed };
  };
  return {
    teams: {
      ...{ ...base, reviews: teams.map(seatsOf) },
      people: [
        ...reviewers.map((row) => personOf(row, 'reviewer')),
        // Of leads the rules know one thing here: that nobody of their own school is in the team.
        ...leads
          .filter((row) => row.member !== undefined && !reviewers.includes(row))
          .map((row) => ({ ...personOf(row, 'lead'), cannot: [{ from: rows.year.starts, to: rows.year.ends }] })),
      ],
      schools: schoolsOf(rows, schools, inDocument),
      settings: { maxFirstTimers, sameHubAllowed, points },
    },
    leads: {
      ...{ ...base, reviews: teams.map(leadSeatOf) },
      people: leads.map((row) => personOf(row, 'lead')),
      schools: [],
      settings: { maxFirstTimers, sameHubAllowed, points: { ...points, noHead: 0, stillOwed: 0, beyondOwed: 0 } },
    },
    ...{ reviews, undated },
    planned: teams
      .filter(({ begun }) => !begun)
      .flatMap(({ review, own }) =>
        own.flatMap(({ status, kind, person }) =>
          status === 'planned' && kind === 'reviewer' ? { review: review.about, person } : [],
        ),
      ),
  };
}

/** The same seats with other leads. */
export const withLeads = (teams: SeasonInstance, leads: ReadonlyMap<string, string>): SeasonInstance => ({
  ...teams,
  reviews: teams.reviews.map((review) => {
    // A review whose team is sought keeps its lead, and so does the search for one.
    if (review.seats === 0) return review;
    const { lead: _, ...others } = review;
    const lead = leads.get(review.review);
    return { ...others, ...(lead !== undefined && { lead }) };
  }),
});

interface TeamNow {
  readonly review: DatedReviewRow;
  readonly own: readonly Placement[];
  /** Its team is sought, or was: nobody is planned into it. */
  readonly begun: boolean;
  readonly lead: string | undefined;
  readonly fixed: readonly string[];
}

function teamNow(review: DatedReviewRow, own: readonly Placement[]): TeamNow {
  const holding = own.filter(holds);
  const begun = STAGES.indexOf(review.stage) >= TEAM_STAGE || holding.some(({ status }) => status !== 'planned');
  const reviewers = holding.filter(({ kind }) => kind === 'reviewer').map(({ person }) => person);
  return {
    ...{ review, own, begun, lead: holding.find(({ kind }) => kind === 'lead')?.person },
    fixed: begun ? [...new Set(reviewers)] : [],
  };
}

/** What the seats of reviewers and the lead's seat have in common. */
function reviewOf(
  rows: SeasonRows,
  { review, own, begun }: TeamNow,
  { preferences, planBefore }: PlanContext,
  people: ReadonlyMap<string, Person>,
  pool: Person['pool'],
): Omit<SeasonReview, 'size' | 'seats' | 'fixed' | 'lead'> {
  const host = hostOf(rows, review);
  const phase = review.hostKind === 'trust' ? undefined : (host.phase ?? review.phase);
  const ofPool = (person: string): boolean => people.get(person)?.pool === pool;
  const last = new Map(
    preferences
      .filter((preference) => preference.review === review.about)
      .map((preference) => [preference.person, preference.kind]),
  );
  const wished = (kind: 'pin' | 'forbid'): string[] =>
    [...last].flatMap(([person, what]) => (what === kind ? person : []));
  const before = [
    ...own.filter((row) => wasExpected(row, review.turn)).map(({ person }) => person),
    ...(planBefore.get(review.about) ?? []),
  ].filter(ofPool);
  return {
    ...{ review: review.about, programme: review.programme, host: host.member, hostKind: review.hostKind },
    ...(host.trust !== undefined && { trust: host.trust }),
    ...(host.hub !== undefined && { hub: host.hub }),
    ...(phase !== undefined && { phase }),
    ...(host.easting !== undefined && { easting: host.easting }),
    ...(host.northing !== undefined && { northing: host.northing }),
    ...{ day1: review.day1, term: rows.term.term },
    // Somebody who is in neither pool is named once, with the reviewers.
    pinned: begun
      ? []
      : wished('pin').filter((person) => (pool === 'lead-reviewers' ? ofPool(person) : !isLead(people, person))),
    forbidden: [
      ...new Set([...own.filter((row) => wasLost(row, review.turn)).map((row) => row.person), ...wished('forbid')]),
    ],
    // Who is fixed is no change, whoever was planned before.
    ...(before.length > 0 && !begun && { before: [...new Set(before)] }),
  };
}

const isLead = (people: ReadonlyMap<string, Person>, person: string): boolean =>
  people.get(person)?.pool === 'lead-reviewers';

/** Whoever said no in this turn, did not answer, was objected to or was taken out. A plan that was withdrawn bars nobody. */
const wasLost = ({ turn, status, answeredAt }: Placement, now: number): boolean =>
  turn === now &&
  (status === 'declined' ||
    status === 'conflict' ||
    status === 'expired' ||
    status === 'replaced' ||
    (status === 'withdrawn' && answeredAt !== undefined));

/** Planned now, or in the team of the turn before: had accepted, or was planned. */
const wasExpected = ({ turn, status }: Placement, now: number): boolean =>
  status === 'planned' || (turn === now - 1 && (status === 'withdrawn' || status === 'accepted'));

const hopedForIn = ({ term }: SeasonRows, week: string): boolean => term.from <= addDays(week, 4) && week <= term.to;

const sizeOf = (rows: SeasonRows, review: ReviewToPlan): number => {
  const host = hostOf(rows, review);
  const settings = rows.settingsOfReviews.get(settingsName(review)) ?? rows.settings;
  return teamSize(settings, { kind: review.hostKind, phase: host.phase ?? review.phase, pupils: host.pupils });
};

/** The member that hosts a review today. */
export function hostOf({ members }: Pick<SeasonRows, 'members'>, review: ReviewToPlan): Member {
  const member = memberToday(members, hostAsked(review));
  if (!member) throw new NotInTable('member', hostAsked(review));
  return member;
}
