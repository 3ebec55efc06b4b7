import { type CancelTraining, cancelTraining } from '../commands/cancel-training.ts';
import { type Call, refused, type Steered } from '../commands/command.ts';
import type { CommandContext } from '../commands/command-context.ts';
import { auditItems, CHANGED_NOW } from '../commands/record.ts';
import { SHARED_BY, slugOf } from '../programmes/programmes.ts';
import { ask } from '../questions/ask.ts';
import { trainingSession } from '../store/training-reads.ts';
import { releaseBooked } from './release-booked.ts';
import { titleOf } from './session-words.ts';

/**
 * Cancels a session that has not begun, and tells everybody booked. Its workflow learns of it from the row when it wakes. A
 * call that broke off while people were told is completed by making it again.
 */
export async function cancelSession(call: Call<CancelTraining>, deps: CommandContext): Promise<Steered> {
  const { store } = deps;
  const { about, at, reason } = call.input;
  const session = await trainingSession(store, about);
  if (!session) {
    return refused(
      `There is no training session '${about}'. Its name looks like training-${slugOf(SHARED_BY)}-2026-11-05.`,
    );
  }
  const refusal = cancelTraining.whyNot({ session, at });
  if (refusal) return refused(refusal);
  const open = session.status === 'open';
  if (open) {
    const written = await store.write([
      store.rows.trainingSession
        .patch({ session: about })
        .set({ status: 'cancelled', reason })
        .where(({ status }, { eq }) => eq(status, 'open'))
        .commit(),
      ...auditItems(store, call, { what: 'cancelled a training session' }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
  }
  const told = await releaseBooked(open ? { ...session, reason } : session, at, {
    ...deps,
    ask: async (question, asked) => {
      await ask(question, asked, undefined, deps);
    },
  });
  if (!open && told === 0) return refused(`The ${titleOf(session)} is cancelled already, and everybody has been told.`);
  const people = told === 1 ? '1 person' : `${told} people`;
  return { done: true, sentence: `The ${titleOf(session)} is cancelled. ${people} had a place and have been told.` };
}
