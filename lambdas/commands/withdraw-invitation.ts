import { settleItem } from '../questions/settle.ts';
import type { Decision } from '../store/store.ts';
import type { CommandContext } from './command-context.ts';
import type { Planned } from './open-question.ts';

/**
 * Takes an invitation to a team back, if it has not been answered. The placement's workflow then asks the next candidate,
 * or the person named here first, as after a decline.
 */
export async function planWithdrawal(
  input: {
    readonly about: string;
    readonly at: string;
    readonly person?: string | undefined;
    readonly reason: string;
  },
  decision: Decision,
  { store, team }: CommandContext,
): Promise<Planned> {
  const { about, at, person, reason } = input;
  const whole = await store.needWholeReview(about);
  const seat = whole.seats.find((row) => row.seat === decision.subject);
  if (!seat) return { refusal: 'This seat is no longer in the team.' };
  const { turn } = whole.review;
  if (person !== undefined) {
    if (person === decision.person) return { refusal: `${person} is the one who is asked already.` };
    const rule = await team.whyNotInSeat(store, whole, seat, person);
    if (rule) return { refusal: `${person} cannot take this seat: ${rule}.` };
  }
  return {
    change: (guard, steering) =>
      settleItem(store, decision, { outcome: 'withdrawn' }, at, { steering, guard: guard as never }),
    others: [
      store.rows.placement
        .patch({ about, turn, seat: seat.seat, person: decision.person })
        .set({ status: 'withdrawn', reason, answeredAt: at })
        .where(({ status }, { eq }) => eq(status, 'invited'))
        .commit(),
      ...(person === undefined
        ? []
        : [
            store.rows.seat
              .patch({ about, seat: seat.seat })
              .set({ shortlist: team.shortlistWith(seat, turn, person) })
              .where(({ status }, { eq }) => eq(status, 'open'))
              .commit(),
          ]),
      store.rows.auditEntry
        .create({
          about,
          at,
          entry: `${decision.decision}.expired`,
          who: 'central-team',
          role: 'central-team',
          what: 'the invitation was withdrawn',
          decision: decision.decision,
        })
        .commit(),
    ],
    sentence: `The invitation of ${decision.person} is withdrawn. ${person ?? 'The next candidate'} is asked now.`,
    what: 'withdrew an invitation',
    from: decision.person,
  };
}
