import * as z from 'zod';
import type { Ranked } from './ranking.ts';

/** Who may be asked for a seat, as the seat's row keeps it. */
export const Shortlist = z.object({
  /** The review's turn that it was made for. */
  turn: z.number(),
  /** Best first. */
  candidates: z.array(z.object({ person: z.string(), points: z.number() })),
  /** The plan of a term plan that it was made by: 'teams-2026-spring.001'. */
  plan: z.string().optional(),
  /** Somebody whom the central team wants asked next. */
  named: z.object({ person: z.string(), sameHubAllowed: z.boolean() }).optional(),
});
export type Shortlist = z.infer<typeof Shortlist>;

/** A seat's shortlist for this turn, or nothing when it has none that can be used. */
export function shortlistOf(seat: { readonly shortlist?: unknown }, turn: number): Shortlist | undefined {
  const parsed = Shortlist.safeParse(seat.shortlist);
  return parsed.success && parsed.data.turn === turn ? parsed.data : undefined;
}

/** The same list without anybody named, or with somebody whom the central team wants asked before all others. */
export function withNamed(list: Shortlist | undefined, turn: number, named?: Shortlist['named']): Shortlist {
  return {
    turn,
    candidates: list?.candidates ?? [],
    ...(list?.plan !== undefined && { plan: list.plan }),
    ...(named && { named }),
  };
}

/**
 * Deals the ranked people out to the open seats, best first.
 *
 * Seats are filled at the same time and do not wait for one another, so the lists are made such that whoever accepts, the
 * team keeps its rules: nobody is on two lists, all people of one school are on the same list, and first-timers are only
 * on as many lists as there may still be first-timers in the team.
 *
 * @param seats the reviewers' open seats.
 * @param limits.begun whom a seat's list begins with.
 */
export function dealShortlists(
  ranked: readonly Ranked[],
  seats: readonly string[],
  limits: {
    readonly length: number;
    readonly firstTimers: number;
    readonly begun?: ReadonlyMap<string, Ranked>;
  },
): Map<string, Ranked[]> {
  const begun = limits.begun ?? new Map<string, Ranked>();
  const lists = new Map<string, Ranked[]>(
    seats.map((seat) => {
      const first = begun.get(seat);
      return [seat, first ? [first] : []];
    }),
  );
  const ofFirstTimers = seats.toSorted((a, b) => firstTimerFirst(begun.get(a)) - firstTimerFirst(begun.get(b)));
  const forFirstTimers = new Set(ofFirstTimers.slice(0, Math.max(limits.firstTimers, 0)));
  const seatOfSchool = new Map<string, string>();
  for (const [seat, { member }] of begun) if (member !== undefined) seatOfSchool.set(member, seat);
  const known = new Set([...begun.values()].map(({ person }) => person));
  let left = seats.length * limits.length - known.size;
  for (const one of ranked) {
    if (left === 0) break;
    if (known.has(one.person)) continue;
    const given = one.member === undefined ? undefined : seatOfSchool.get(one.member);
    const suitable = (given === undefined ? seats : [given]).filter(
      (seat) => (lists.get(seat)?.length ?? 0) < limits.length && (!one.firstTimer || forFirstTimers.has(seat)),
    );
    const seat = shortest(suitable, lists);
    if (seat === undefined) continue;
    lists.get(seat)?.push(one);
    if (one.member !== undefined) seatOfSchool.set(one.member, seat);
    left -= 1;
  }
  return lists;
}

const firstTimerFirst = (one: Ranked | undefined): number => (one?.firstTimer ? 0 : 1);

function shortest(seats: readonly string[], lists: ReadonlyMap<string, readonly Ranked[]>): string | undefined {
  let best: string | undefined;
  for (const seat of seats) {
    if (best === undefined || (lists.get(seat)?.length ?? 0) < (lists.get(best)?.length ?? 0)) best = seat;
  }
  return best;
}
