import * as z from 'zod';
import type { Desk } from '../decisions/question.ts';
import { teamSize } from '../settings/team-size.ts';
import type { Seat, Store, WriteItem } from '../store/store.ts';
import { WriteNotPossibleNow } from '../store/store.ts';
import { whyNotInThisTeam } from './hard-rules.ts';
import { openSearch, rankLeads, rankReviewers, type Search } from './rank-pool.ts';
import type { Ranked } from './ranking.ts';
import { dealShortlists, type Shortlist, shortlistOf } from './shortlists.ts';
import { byId, isSettled, placesTaken, teamOf } from './team-now.ts';

export const PlanTeamInput = z.object({
  about: z.string(),
  turn: z.int(),
  round: z.int(),
  at: z.string(),
});
export type PlanTeamInput = z.infer<typeof PlanTeamInput>;

export interface PlanTeamResult {
  /** The reviewers' seats that need somebody; the lead's is always looked at first and is not among them. */
  readonly seats: readonly string[];
}

const LEAD = 'lead';
const ATTEMPTS = 3;

/**
 * Decides how many reviewers a review needs and ranks for every open seat who is to be asked. Seats that are filled stay as
 * they are, so it may run again, and does after an objection.
 *
 * @throws DatesNotFixed before the dates are fixed; WriteNotPossibleNow when seats keep changing meanwhile.
 */
export async function planTeam(input: PlanTeamInput, desk: Pick<Desk, 'store'>): Promise<PlanTeamResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const seats = await tryToPlan(input.about, desk.store);
    if (seats) return { seats };
  }
  throw new WriteNotPossibleNow(`The seats of ${input.about} changed while they were planned.`);
}

async function tryToPlan(about: string, store: Store): Promise<string[] | undefined> {
  const search = await openSearch(store, await store.needWholeReview(about));
  const { whole, settings, host } = search;
  const { review } = whole;
  const size = teamSize(settings, { kind: review.hostKind, phase: review.phase ?? host.phase, pupils: host.pupils });
  const wanted = [LEAD, ...Array.from({ length: size }, (_, index) => `seat-${index + 1}`)];
  const before = new Map(whole.seats.map((seat) => [seat.seat, seat]));
  const open = wanted.filter((name) => {
    const seat = before.get(name);
    return seat === undefined || !isSettled(whole, seat);
  });
  const lists = await shortlistsFor(open, search, store);
  const written = await store.write([
    store.rows.review.patch({ about }).set({ size }).commit(),
    ...open.map((name) =>
      openSeat(store, about, name, before.get(name), listRow(lists, name, before.get(name), review.turn)),
    ),
  ]);
  return written.written ? open.filter((name) => name !== LEAD) : undefined;
}

async function shortlistsFor(open: readonly string[], search: Search, store: Store): Promise<Map<string, Ranked[]>> {
  const { settings, whole } = search;
  const reviewerSeats = open.filter((name) => name !== LEAD);
  const places = placesTaken(whole);
  const [leads, reviewers, inTeam] = await Promise.all([
    open.includes(LEAD) ? store.pool('lead-reviewers') : [],
    reviewerSeats.length > 0 ? store.pool('reviewers') : [],
    store.people(places.map(({ person }) => person)),
  ]);
  const team = teamOf(places, byId(inTeam));
  const [rankedLeads, rankedReviewers] = await Promise.all([
    rankLeads(store, search, leads),
    rankReviewers(store, search, reviewers),
  ]);
  const people = byId(reviewers);
  const fitting = rankedReviewers.filter(({ person }) => {
    const row = people.get(person);
    return row !== undefined && whyNotInThisTeam(row, 'reviewer', team, settings.team) === undefined;
  });
  const firstTimersNow = team.filter(({ kind, firstTimer }) => kind === 'reviewer' && firstTimer).length;
  const lists = dealShortlists(fitting, reviewerSeats, {
    length: settings.team.shortlistLength,
    firstTimers: settings.team.maxFirstTimers - firstTimersNow,
  });
  if (open.includes(LEAD)) lists.set(LEAD, rankedLeads.slice(0, settings.team.shortlistLength));
  return lists;
}

function listRow(
  lists: ReadonlyMap<string, readonly Ranked[]>,
  name: string,
  before: Seat | undefined,
  turn: number,
): Shortlist {
  const named = before && shortlistOf(before, turn)?.named;
  return {
    turn,
    candidates: (lists.get(name) ?? []).map(({ person, points }) => ({ person, points: Math.round(points * 10) / 10 })),
    ...(named && { named }),
  };
}

/** The row of an open seat. Refused when somebody was placed in it since it was read. */
function openSeat(
  store: Store,
  about: string,
  seat: string,
  before: Seat | undefined,
  shortlist: Shortlist,
): WriteItem {
  return store.rows.seat
    .put({ about, seat, kind: seat === LEAD ? 'lead' : 'reviewer', status: 'open', shortlist })
    .where(
      (row, { notExists, ne, eq }) =>
        `${notExists(row.status)} OR ${ne(row.status, 'filled')} OR ${eq(row.person, before?.person ?? '')}`,
    )
    .commit();
}
