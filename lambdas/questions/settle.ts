import type { Decision, Store, WriteItem } from '../store/store.ts';
import type { BoundQuestion, Outcome } from './question.ts';

/**
 * Takes silence for an answer: the row becomes 'expired', with what the question prescribes for it, if it is still open.
 * The caller delivers the outcome afterwards.
 *
 * @returns the row as it is now; it may hold an answer that came at the last moment.
 */
export async function settleByDefault(
  store: Store,
  bound: BoundQuestion,
  decision: Pick<Decision, 'about' | 'decision'>,
  at: string,
): Promise<Decision> {
  const { about, decision: id } = decision;
  const { outcome, effects } = bound.silence(at);
  const written = await store.write([
    settleItem(store, decision, outcome, at),
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

/** The conditions under which a question may be settled, beyond being open, and what is to be carried out afterwards. */
interface Further {
  readonly guard?: never;
  readonly steering?: object;
}

/** Settles an open question with an outcome that nobody gave. It stays in the queue until its workflow has taken it. */
export function settleItem(
  store: Pick<Store, 'rows'>,
  { about, decision }: Pick<Decision, 'about' | 'decision'>,
  outcome: Outcome,
  at: string,
  { guard, steering }: Further = {},
): WriteItem {
  return store.rows.decision
    .patch({ about, decision })
    .set({ status: 'expired', outcome, nextActionAt: at, ...(steering && { steering }) })
    .composite({ queue: 'open' })
    .remove(['openFor'])
    .where(guard ?? (({ status }, { eq }) => eq(status, 'open')))
    .commit();
}

/** Whether nobody was silent, but the question was taken back from the person before its time was over. */
export const wasTakenBack = ({ status, outcome }: Pick<Decision, 'status' | 'outcome'>): boolean =>
  status === 'superseded' ||
  (status === 'expired' && ['withdrawn', 'not-in-team'].includes((outcome as Outcome | undefined)?.outcome ?? ''));

/** What silence prescribes could not be written, though the question is open. */
export class SilenceNotSettled extends Error {
  override name = 'SilenceNotSettled';
}
