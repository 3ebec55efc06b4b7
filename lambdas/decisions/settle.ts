import type { Decision, Store } from '../store/store.ts';
import type { BoundQuestion } from './question.ts';

/**
 * Takes silence for an answer: the row becomes 'expired', with what the question prescribes for it, if it is still open.
 * The caller delivers the outcome afterwards.
 *
 * @returns the row as it is now; it may hold an answer that came at the last moment.
 */
export async function settleByDefault(
  store: Store,
  bound: BoundQuestion,
  decision: Decision,
  at: string,
): Promise<Decision> {
  const { about, decision: id } = decision;
  const { outcome, effects } = bound.silence(at);
  const written = await store.write([
    store.rows.decision
      .patch({ about, decision: id })
      .set({ status: 'expired', outcome, nextActionAt: at })
      .composite({ queue: 'open' })
      .remove(['openFor'])
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
    store.rows.auditEntry
      .upsert({ about, at, entry: `${id}.expired`, who: 'workflow', role: 'workflow', what: 'no answer', decision: id })
      .commit(),
    ...(effects?.() ?? []),
  ]);
  const now = await store.decision(about, id);
  if (now === undefined || (!written.written && now.status === 'open')) {
    throw new SilenceNotSettled(`The silence on ${about}/${id} could not be recorded: a condition of it did not hold.`);
  }
  return now;
}

/** What silence prescribes could not be written, though the question is open. */
export class SilenceNotSettled extends Error {
  override name = 'SilenceNotSettled';
}
