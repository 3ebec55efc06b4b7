import * as z from 'zod';
import { withdrawPlanned } from '../members/withdraw-planned.ts';
import type { Deps } from '../questions/question.ts';
import { teamSize } from '../settings/team-size.ts';
import type { Seat, Store, WriteItem } from '../store/store.ts';
import { WriteNotPossibleNow } from '../store/store.ts';
import { LEAD, shortlistsFor } from './deal-seats.ts';
import { openSearch } from './rank-pool.ts';
import type { Ranked } from './ranking.ts';
import { type Shortlist, shortlistOf } from './shortlists.ts';
import { isSettled } from './team-now.ts';

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

const ATTEMPTS = 3;

/**
 * Decides how many reviewers a review needs and ranks for every open seat who is to be asked. Seats that are filled stay as
 * they are, and so do the lists of seats that a term's plan has somebody for; so it may run again, and does after an
 * objection.
 *
 * @throws DatesNotFixed before the dates are fixed; WriteNotPossibleNow when seats keep changing meanwhile.
 */
export async function planTeam(input: PlanTeamInput, deps: Pick<Deps, 'store'>): Promise<PlanTeamResult> {
  for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
    const seats = await tryToPlan(input.about, deps.store);
    if (seats) return { seats };
  }
  throw new WriteNotPossibleNow(`The seats of ${input.about} changed while they were planned.`);
}

async function tryToPlan(about: string, table: Store): Promise<string[] | undefined> {
  const store = table.readingOnce();
  const search = await openSearch(store, await store.needWholeReview(about));
  const { whole, settings, host } = search;
  const { review } = whole;
  const size = teamSize(settings, { kind: review.hostKind, phase: host.phase ?? review.phase, pupils: host.pupils });
  const wanted = [LEAD, ...Array.from({ length: size }, (_, index) => `seat-${index + 1}`)];
  const before = new Map(whole.seats.map((seat) => [seat.seat, seat]));
  const open = wanted.filter((name) => {
    const seat = before.get(name);
    return seat === undefined || !isSettled(whole, seat);
  });
  const lists = await shortlistsFor(
    open.filter((name) => planOf(before.get(name), review.turn) === undefined),
    search,
    store,
  );
  const written = await store.write([
    store.rows.review.patch({ about }).set({ size }).commit(),
    ...withdrawPlanned(
      store,
      whole.placements.filter(({ turn, status }) => status === 'planned' && turn < review.turn),
      'The team is formed anew',
    ),
    ...open.map((name) =>
      openSeat(store, about, name, before.get(name), listRow(lists, name, before.get(name), review.turn)),
    ),
  ]);
  return written.written ? open.filter((name) => name !== LEAD) : undefined;
}

/** What a plan that is in force has for a seat in this turn. */
const planOf = (seat: Seat | undefined, turn: number): Shortlist | undefined => {
  const list = seat && shortlistOf(seat, turn);
  return list?.plan === undefined ? undefined : list;
};

function listRow(
  lists: ReadonlyMap<string, readonly Ranked[]>,
  name: string,
  before: Seat | undefined,
  turn: number,
): Shortlist {
  const planned = planOf(before, turn);
  if (planned) return planned;
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
