import { aboutToSend } from '../mail/send-mail.ts';
import type { FormFields } from '../pages/form-state.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import type { Decision, Store, WriteItem } from '../store/store.ts';
import type { AskingDeps } from './ask.ts';
import { askAgain, lookAfterAnswer } from './ask-again.ts';
import { deliver } from './deliver.ts';
import { draftDone } from './draft.ts';
import { isDeciding, noHandOverSince } from './hand-overs.ts';
import { linkInAudit } from './links.ts';
import { mailFor, wantedOf } from './mailer.ts';
import type { OpenedLink } from './open-link.ts';
import type { Answering, JsonValue, Notice, Taken, Thanks } from './question.ts';
import { writeCounted } from './uncounted-form.ts';

/** What became of a form that was sent. */
export type Answered =
  | { readonly kind: 'recorded'; readonly thanks: Thanks }
  | { readonly kind: 'wrong'; readonly errors: Readonly<Record<string, string>> }
  | { readonly kind: 'settled'; readonly decision: Decision }
  | { readonly kind: 'only-reads' };

/**
 * Records an answer: the decision, its effects and the audit in one transaction, on condition that the question is
 * still open and not past its expiry; then the workflow is told; then the mails that follow from it go, and the next round is
 * asked where there is one. All that follows is on record with the answer, so that the daily round does what this one did not.
 *
 * The same form sent again gives the same thanks, and tells the workflow once more. Another answer, one that comes too
 * late, and one that no longer holds give the decision as it stands.
 */
export async function answer(opened: OpenedLink, fields: FormFields, at: string, deps: AskingDeps): Promise<Answered> {
  if (!opened.decides) return { kind: 'only-reads' };
  const { bound, decision, link } = opened;
  const answering: Answering = { person: link.person, role: bound.addressee.role, at };
  const read = bound.read(fields, answering);
  if (decision.status !== 'open') {
    return read.ok ? again(opened, decision, read.taken, deps) : { kind: 'settled', decision };
  }
  if (!read.ok) return { kind: 'wrong', errors: read.errors };
  if (isPressedTwice(opened, read.taken, at)) return { kind: 'recorded', thanks: read.taken.thanks };
  return record(opened, read.taken, answering, deps);
}

/** A button that is pressed twice sends the same by a link that leads to the next round by then. */
const PRESSED_AGAIN_WITHIN_MS = 60_000;

const isPressedTwice = ({ answered }: OpenedLink, taken: Taken, at: string): boolean =>
  answered?.answeredAt !== undefined &&
  Date.parse(at) - Date.parse(answered.answeredAt) < PRESSED_AGAIN_WITHIN_MS &&
  sameJson(answered.answer as JsonValue, taken.answer);

async function record(opened: OpenedLink, taken: Taken, answering: Answering, deps: AskingDeps): Promise<Answered> {
  const { store } = deps;
  const { about, decision: id } = opened.decision;
  const { at, person, role } = answering;
  const items = [
    answeredItem(opened.decision, taken, answering, store),
    store.rows.auditEntry
      .create({
        about,
        at,
        entry: `${id}.answered`,
        who: person,
        role,
        what: taken.what,
        decision: id,
        link: linkInAudit(opened.link),
      })
      .commit(),
    ...taken.effects(),
    ...draftDone(opened, store),
  ];
  const mails = await mailsThatFollow(about, taken, at, store);
  const all = [...items, ...mails.flatMap(({ begun }) => begun?.row ?? [])];
  let written = await writeCounted(store, all, opened.uncounted);
  const isMailKnown = !written.written && written.refused.every((position) => position >= items.length);
  if (isMailKnown) written = await writeCounted(store, items, opened.uncounted);
  if (!written.written) {
    const now = await store.decision(about, id);
    if (!now) return { kind: 'settled', decision: opened.decision };
    if (now.status !== 'open') return again(opened, now, taken, deps);
    if (now.expiresAt <= at) return { kind: 'settled', decision: now };
    if (!isDeciding(opened.link, now)) return { kind: 'only-reads' };
    // A workflow began to wait for the answer since the page was read.
    if (opened.decision.token === undefined && now.token !== undefined) {
      return record({ ...opened, decision: now }, taken, answering, deps);
    }
    const instead = taken.conflict?.();
    if (instead === undefined) {
      return {
        kind: 'wrong',
        errors: { form: 'Something changed while you were answering. Look at it again, then send it.' },
      };
    }
    if ('sentence' in instead) return { kind: 'wrong', errors: { form: instead.sentence } };
    return record(opened, instead, answering, deps);
  }
  const isAwaited = opened.decision.token !== undefined;
  const known = isMailKnown ? mails.map(({ notice }) => ({ notice })) : mails;
  const asksAgain = taken.again && { asksAgain: true };
  const settled = { ...opened.decision, outcome: taken.outcome, ...asksAgain };
  await follow(opened, settled, { isAwaited, taken, mails: known, at }, deps);
  return { kind: 'recorded', thanks: taken.thanks };
}

/**
 * The question's row with its answer. It stays in the queue until the workflow has taken the answer; where none waits, it leaves
 * the queue at once, unless its next round is still to be asked.
 */
function answeredItem(
  read: Decision,
  { answer: given, outcome, again: asksAgain }: Taken,
  { at, person, role }: Answering,
  { rows }: Pick<Store, 'rows'>,
): WriteItem {
  const { about, decision, token } = read;
  const row = rows.decision.patch({ about, decision });
  const unmoved = noHandOverSince(read);
  const answered = {
    status: 'answered' as const,
    answer: given,
    outcome,
    answeredAt: at,
    answeredBy: { person, role },
  };
  if (token === undefined) {
    const left = asksAgain
      ? row
          .set({ ...answered, asksAgain, nextActionAt: lookAfterAnswer(at) })
          .composite({ queue: 'open' })
          .remove(['openFor'])
      : row.set(answered).remove(['queue', 'nextActionAt', 'openFor']);
    return left
      .where(
        (is, { eq, gt, notExists }) =>
          `${eq(is.status, 'open')} AND ${eq(is.person, person)} AND ${gt(is.expiresAt, at)} AND ${notExists(is.token)} AND ${unmoved(is, { eq, notExists })}`,
      )
      .commit();
  }
  return row
    .set({ ...answered, ...(asksAgain && { asksAgain }), nextActionAt: at })
    .composite({ queue: 'open' })
    .remove(['openFor'])
    .where(
      (is, { eq, gt, notExists }) =>
        `${eq(is.status, 'open')} AND ${eq(is.person, person)} AND ${gt(is.expiresAt, at)} AND ${unmoved(is, { eq, notExists })}`,
    )
    .commit();
}

/** A form for a question that has its answer. */
async function again(opened: OpenedLink, now: Decision, taken: Taken, deps: AskingDeps): Promise<Answered> {
  if (opened.since !== undefined || now.status !== 'answered' || !sameJson(now.answer as JsonValue, taken.answer)) {
    return { kind: 'settled', decision: now };
  }
  const isAwaited = now.token !== undefined || now.queue !== undefined;
  const mails = (taken.notices?.() ?? []).map((notice) => ({ notice }));
  await follow(opened, now, { isAwaited, taken, mails, at: now.answeredAt ?? now.askedAt }, deps);
  return { kind: 'recorded', thanks: taken.thanks };
}

/** What is to be done once an answer is recorded. */
interface Following {
  readonly taken: Taken;
  /** Whether a workflow waits for the answer, or the row is still in the queue. */
  readonly isAwaited: boolean;
  readonly mails: readonly FollowingMail[];
  readonly at: string;
}

/** A mail that follows from an answer, and what was written of it together with the answer. */
interface FollowingMail {
  readonly notice: Notice;
  readonly begun?: Awaited<ReturnType<typeof aboutToSend>>;
}

/**
 * The mails that follow from an answer, each with the row that says that it is about to be sent: were it not written with the
 * answer, a crash before the mail would leave no trace of it.
 */
function mailsThatFollow(about: string, taken: Taken, at: string, store: Store): Promise<readonly FollowingMail[]> {
  return Promise.all(
    (taken.notices?.() ?? []).map(async (notice) => ({
      notice,
      begun: await aboutToSend(store, mailFor(about, wantedOf(notice), at)),
    })),
  );
}

/**
 * What follows from a recorded answer. The person's part is done, so whatever fails here is for us to notice: it is tried
 * once more, then logged, and they read their thanks. An answer that was not delivered, a mail that did not go and a round that
 * was not asked stand in the agenda for the daily round. Each step may be made twice.
 */
async function follow(
  opened: OpenedLink,
  settled: Decision,
  { isAwaited, taken, mails, at }: Following,
  deps: AskingDeps,
): Promise<void> {
  const { about, decision } = settled;
  const unsent = [...mails];
  const steps: Readonly<Record<string, () => Promise<unknown>>> = {
    'telling the workflow': async () => isAwaited && deliver(deps.store, deps.callbacks, settled),
    'sending the mails that follow': async () => {
      for (let mail = unsent[0]; mail; mail = unsent[0]) {
        await deps.mailer.send(about, mail.notice, at, mail.begun?.begun);
        unsent.shift(); // what went does not go again when the next one fails and all is tried once more
      }
    },
    'asking again': async () => taken.again && askAgain(opened.question, settled, at, deps),
  };
  for (const [step, run] of Object.entries(steps)) {
    try {
      await run().catch(run);
    } catch (error) {
      logger.error(`An answer is recorded, but ${step} failed`, {
        about,
        decision,
        error: errorName(error),
      });
    }
  }
}

/** Whether two answers are the same, whatever the order of their keys. */
export function sameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (a === b) return true;
  if (typeof a !== 'object' || typeof b !== 'object' || a === null || b === null) return false;
  if (Array.isArray(a) !== Array.isArray(b)) return false;
  const keys = Object.keys(a).filter((key) => valueAt(a, key) !== undefined);
  const others = Object.keys(b).filter((key) => valueAt(b, key) !== undefined);
  return keys.length === others.length && keys.every((key) => sameJson(valueAt(a, key), valueAt(b, key)));
}

const valueAt = (value: object, key: string): JsonValue | undefined => (value as Record<string, JsonValue>)[key];
