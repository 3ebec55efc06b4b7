import { aboutToSend } from '../mail/send-mail.ts';
import type { Decision, Store, WriteItem } from '../store/store.ts';
import { mailFor, wantedOf } from './mailer.ts';
import type { BoundQuestion, Outcome } from './question.ts';

/**
 * Takes silence for an answer: the row becomes 'expired', with what the question prescribes for it, if it is still open.
 * The caller delivers the outcome afterwards. Mails that follow from it are written as about to be sent, as a call that broke off
 * would leave them, and so the daily round sends them.
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
  const { outcome, effects, notices } = bound.silence(at);
  const items = [
    settleItem(store, decision, outcome, at),
    store.rows.auditEntry
      .upsert({ about, at, entry: `${id}.expired`, who: 'workflow', role: 'workflow', what: 'no answer', decision: id })
      .commit(),
    ...(effects?.() ?? []),
  ];
  const mails = await Promise.all(
    (notices?.() ?? []).map(async (notice) => (await aboutToSend(store, mailFor(about, wantedOf(notice), at))).row),
  );
  let written = await store.write([...items, ...mails]);
  // A question that was withdrawn and asked again may have told them before.
  const areTold = !written.written && written.refused.every((position) => position >= items.length);
  if (areTold) written = await store.write(items);
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
