import { visitDays } from '../../calendar/working-days.ts';
import { isFirstTimer } from '../../members/hard-rules.ts';
import { whyOutOfPools } from '../../members/leaving.ts';
import { INDEPENDENT } from '../../members/ledger-entries.ts';
import { loadSettings } from '../../settings/load-settings.ts';
import type {
  Person,
  Placement,
  PlannedTeamRow,
  Review,
  Seat,
  Store,
  WholeReview,
  WriteItem,
} from '../../store/store.ts';
import { WriteNotPossibleNow } from '../../store/store.ts';
import { LEAD } from '../deal-seats.ts';
import type { Ranked } from '../ranking.ts';
import { dealShortlists, type Shortlist, shortlistOf } from '../shortlists.ts';
import { placementsNow } from '../team-now.ts';
import { type PlannedTeam, plannedTeamOf } from './planned-team.ts';

export interface ForceContext {
  /** The plan's name on a seat's list: 'teams-2026-spring.001'. */
  readonly plan: string;
  /** Instant. */
  readonly at: string;
  /** Everybody whom the plan names. */
  readonly people: ReadonlyMap<string, Person>;
  /** The days on which people are in places that this plan does not fill. */
  readonly taken: ReadonlyMap<string, ReadonlySet<string>>;
}

/** Whether a review has its part of a plan now, or why not. */
export interface TeamInForce {
  readonly review: string;
  readonly left?: 'changed' | 'cancelled' | 'other-dates' | 'team-is-sought' | undefined;
}

const ATTEMPTS = 3;

/**
 * Gives one review its part of a plan, in one transaction. A review that has it already stays as it is, even when its workflow
 * has gone on with it since.
 *
 * @throws WriteNotPossibleNow when the review keeps changing meanwhile.
 */
export async function putTeamIntoForce(store: Store, row: PlannedTeamRow, context: ForceContext): Promise<TeamInForce> {
  const { review } = row;
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const whole = await store.wholeReview(review);
    if (!whole) return { review, left: 'changed' };
    if (whole.seats.some((seat) => shortlistOf(seat, row.turn)?.plan === context.plan)) return { review };
    const left = whyLeftOut(whole, row);
    if (left) return { review, left };
    const written = await store.write(await teamItems(store, whole, plannedTeamOf(row), context));
    if (written.written) return { review };
  }
  throw new WriteNotPossibleNow(`The review ${review} changed while its plan was put into force.`);
}

function whyLeftOut(whole: WholeReview, { turn, day1 }: PlannedTeamRow): TeamInForce['left'] {
  const { review, seats } = whole;
  if (review.status === 'cancelled') return 'cancelled';
  if (review.turn !== turn || review.day1 !== day1) return 'other-dates';
  if (!BEFORE_ITS_TEAM.has(review.stage)) return 'team-is-sought';
  const isSought = seats.some((seat) => seat.status !== 'open' || isListedWithoutPlan(seat, turn));
  const isAsked = placementsNow(whole).some(({ status }) => status === 'invited' || status === 'accepted');
  return isSought || isAsked ? 'team-is-sought' : undefined;
}

/** A review whose dates are near waits in its team stage for the day of the first invitations. */
const BEFORE_ITS_TEAM: ReadonlySet<Review['stage']> = new Set(['planned', 'scheduling', 'team']);

/** Once a team is sought, each open seat has a list that no plan made. */
function isListedWithoutPlan(seat: Seat, turn: number): boolean {
  const list = shortlistOf(seat, turn);
  return list !== undefined && list.plan === undefined;
}

/** At most 6 seats of 3 items each and the review: 19 of the 100 items that a transaction takes. */
async function teamItems(
  store: Store,
  whole: WholeReview,
  team: PlannedTeam,
  context: ForceContext,
): Promise<readonly WriteItem[]> {
  const { review } = whole;
  const settings = await loadSettings(store, review.year, review.programme, review.settingsVersion);
  const planned = new Map(
    team.seats.flatMap(({ seat, person }) => {
      const row = person === undefined ? undefined : context.people.get(person);
      return row && isFree(row, review, context) ? [[seat, row] as const] : [];
    }),
  );
  const lists = dealTeam(team, planned, settings.team.maxFirstTimers, context.people);
  const before = placementsNow(whole).filter(({ status }) => status === 'planned');
  const key = ({ seat, person }: Pick<Placement, 'seat' | 'person'>) => `${seat} ${person}`;
  const kept = new Set([...planned].map(([seat, { person }]) => key({ seat, person })));
  return [
    store.rows.review
      .check({ about: review.about })
      .where(({ turn, day1, status }, { eq, ne }) =>
        [eq(turn, review.turn), eq(day1, review.day1 ?? ''), ne(status, 'cancelled')].join(' AND '),
      )
      .commit(),
    ...team.seats.map(({ seat }) => seatItem(store, whole, seat, listOf(review.turn, lists.get(seat), context.plan))),
    ...[...planned].map(([seat, person]) => placementItem(store, review, seat, person, context.at)),
    // Of an earlier plan that nobody was asked by: the plans themselves stay on record.
    ...before
      .filter((row) => !kept.has(key(row)))
      .map(({ about, turn, seat, person }) =>
        store.rows.placement
          .delete({ about, turn, seat, person })
          .where(({ status }, { eq }) => eq(status, 'planned'))
          .commit(),
      ),
  ];
}

const isFree = (who: Person, { day1 }: Review, { taken }: ForceContext): boolean =>
  whyOutOfPools(who) === undefined &&
  day1 !== undefined &&
  !visitDays(day1).some((day) => taken.get(who.person)?.has(day));

/** Each seat's list: whom the plan has for it, then its share of those who are next. */
function dealTeam(
  team: PlannedTeam,
  planned: ReadonlyMap<string, Person>,
  maxFirstTimers: number,
  people: ReadonlyMap<string, Person>,
): ReadonlyMap<string, readonly Ranked[]> {
  const rankedOf = ({ person, points }: { readonly person: string; readonly points: number }): Ranked[] => {
    const row = people.get(person);
    return row ? [{ person, member: row.member, points, firstTimer: isFirstTimer(row), tooFar: false }] : [];
  };
  const begun = new Map([...planned].map(([seat, { person }]) => [seat, rankedOf({ person, points: 0 })[0]]));
  const reviewers = team.seats.map(({ seat }) => seat).filter((seat) => seat !== LEAD);
  const lists = new Map<string, readonly Ranked[]>(
    dealShortlists(team.alternates.flatMap(rankedOf), reviewers, {
      length: team.alternates.length + 1,
      firstTimers: maxFirstTimers,
      begun: new Map([...begun].flatMap(([seat, one]) => (one && seat !== LEAD ? [[seat, one] as const] : []))),
    }),
  );
  const lead = begun.get(LEAD);
  const otherLeads = team.leads.flatMap(rankedOf).filter(({ person }) => person !== lead?.person);
  return lists.set(LEAD, [...(lead ? [lead] : []), ...otherLeads]);
}

const listOf = (turn: number, ranked: readonly Ranked[] = [], plan: string): Shortlist => ({
  turn,
  candidates: ranked.map(({ person, points }) => ({ person, points })),
  plan,
});

/** Refused when the team's search began since the review was read: then each seat is there, or has somebody. */
function seatItem(store: Store, { review, seats }: WholeReview, seat: string, shortlist: Shortlist): WriteItem {
  const { about } = review;
  const isThere = seats.some((row) => row.seat === seat);
  return store.rows.seat
    .put({ about, seat, kind: seat === LEAD ? 'lead' : 'reviewer', status: 'open', shortlist })
    .where(({ status }, { notExists, eq }) => (isThere ? eq(status, 'open') : notExists(status)))
    .commit();
}

function placementItem(store: Store, review: Review, seat: string, person: Person, at: string): WriteItem {
  const { about, turn, host, year, day1 } = review;
  return store.rows.placement
    .put({
      ...{ about, turn, seat, person: person.person, personName: person.name },
      ...{ kind: seat === LEAD ? ('lead' as const) : ('reviewer' as const), status: 'planned' as const },
      ...{ organisation: person.member ?? INDEPENDENT, host, year, day1: day1 ?? '' },
      ...{ invitedAt: at, plannedAt: at },
    })
    .where(({ status }, { notExists, eq }) => `${notExists(status)} OR ${eq(status, 'planned')}`)
    .commit();
}
