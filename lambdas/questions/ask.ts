import { londonDate } from '../calendar/london.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import type { Decision, Review, Store, WriteItem } from '../store/store.ts';
import type { Callbacks } from './callbacks.ts';
import { deliver } from './deliver.ts';
import { enterStage } from './enter-stage.ts';
import { firstMail, firstMailBrokeOff, sendFirstMail } from './first-mail.ts';
import { linkRow } from './fresh-link.ts';
import { type Hearing, hearingOf, mailedToday } from './hear-of-it.ts';
import { isReview } from './is-review.ts';
import { newLink } from './links.ts';
import { type Mailer, mailFor } from './mailer.ts';
import { inReach, isOutOfReach, tellNobodyHears } from './out-of-reach.ts';
import { type Asked, type BoundQuestion, type Deps, decisionId, type Question } from './question.ts';
import { guessWhoIsAsked, readBesideReview, readBesideRow, readingMailedDays } from './read-ahead.ts';
import { fairTimes, nextActionAt, stepsToCome } from './schedule.ts';
import { settleByDefault } from './settle.ts';

/** What asking needs beside the table. */
export interface AskingDeps extends Deps {
  readonly mailer: Mailer;
  readonly callbacks: Callbacks;
  readonly portalOrigin: string;
}

/** The review went on to another turn, and this question with its old number is no longer to be asked. */
export class QuestionSuperseded extends Error {
  override name = 'QuestionSuperseded';
}

/** What became of the asking: 'asked' now, 'waiting' as before, or 'settled' with the outcome delivered. */
export type Asking = 'asked' | 'waiting' | 'settled';

/**
 * Asks a person, or looks at what became of it. The row is looked at first, so this may run any number of times:
 *
 * - not asked yet: the decision, its link and the audit are written together, then the mail goes; to the next contact of
 *   the same organisation where no mail reaches the person it is meant for, or they have left;
 * - answered: the outcome is delivered to `token`, nobody is asked again;
 * - with nothing to choose from: silence is recorded and delivered at once;
 * - open past its expiry: silence is recorded and delivered;
 * - open: the row takes the new token, and the first mail is sent if an earlier attempt broke off before it went.
 *
 * @param token the callback of the workflow's wait; none when nothing waits for the answer.
 * @param how.after the round whose answer has this one asked: it leaves the queue in the transaction in which this one is asked.
 * @param how.unmailed the caller mails a link to it, or links of before lead to it: no mail of its own goes.
 * @throws MailNotSent when SES refuses the mail; QuestionSuperseded when the question was withdrawn.
 */
export async function ask(
  question: Question,
  asked: Asked,
  token: string | undefined,
  deps: AskingDeps,
  how: HowAsked = {},
): Promise<Asking> {
  const reading = { ...deps, store: readingMailedDays(deps.store.readingOnce(), asked.at) };
  const known = await firstLook(question, asked, reading.store);
  if (known && known.status !== 'superseded') return carryOn(question, asked, known, token, reading);
  return askNow(question, asked, known, token, reading, how);
}

/** What is particular to an asking that no workflow does. */
export interface HowAsked {
  readonly after?: Decision | undefined;
  readonly unmailed?: true;
}

/** What an earlier try of the same asking found when it came to be written. */
interface Tried {
  /** Another question of the day has gone to the person since it was looked for. */
  readonly isOvertaken: boolean;
}

/** The row of the question, if it was asked before; what will be read of people afterwards is begun with it. */
async function firstLook(question: Question, asked: Asked, store: Store): Promise<Decision | undefined> {
  const id = decisionId(asked);
  if (!isReview(asked.about)) {
    const [known] = await Promise.all([
      store.decisionAsFirstRead(asked.about, id),
      asked.person !== undefined && store.person(asked.person),
      asked.round > 1 && store.decisionAsFirstRead(asked.about, decisionId({ ...asked, round: asked.round - 1 })),
      question.readAhead?.(asked.about, store),
    ]);
    return known;
  }
  const { about, person } = asked;
  if (question.readsReviewAlone) {
    const [known] = await Promise.all([
      store.decisionAsFirstRead(about, id),
      person !== undefined && store.person(person),
      question.readAhead?.(about, store),
      readBesideRow(about, store),
    ]);
    return known;
  }
  if (person === undefined || question.readsWholeReview) {
    await store.wholeReview(about);
    return store.decisionAsFirstRead(about, id);
  }
  const whole = await store.reviewAtHand(about);
  const [known] = await Promise.all([
    store.decisionAsFirstRead(about, id),
    store.person(person),
    question.readAhead?.(about, store),
    whole && readBesideReview(whole, { person }, store),
  ]);
  return known;
}

/** @param withdrawn the row of a question that was withdrawn, as by a pause, and is now asked after all. */
async function askNow(
  question: Question,
  asked: Asked,
  withdrawn: Decision | undefined,
  token: string | undefined,
  deps: AskingDeps,
  how: HowAsked,
  tried: Tried = { isOvertaken: false },
): Promise<Asking> {
  const { after, unmailed } = how;
  const id = decisionId(asked);
  const [asBound] = await Promise.all([
    question.bind(asked, deps),
    isReview(asked.about) &&
      asked.person === undefined &&
      !question.readsReviewAlone &&
      guessWhoIsAsked(asked, deps.store),
    question.readAhead?.(asked.about, deps.store),
  ]);
  const { bound, insteadOf, nobody } = await inReach(asBound, asked, deps);
  const review = question.stage && (await deps.store.reviewAsFirstRead(asked.about));
  if (review && review.turn !== asked.turn) {
    throw new QuestionSuperseded(`${asked.about} is in turn ${review.turn}; ${id} is no longer asked.`);
  }
  const { store } = deps;
  const { addressee } = bound;
  const { dueAt, expiresAt, mailNow, scheduled, isFirst } = unmailed
    ? { ...fairTimes(asked, bound), mailNow: false, scheduled: [], isFirst: false }
    : await planned(question, asked, bound, review || undefined, store, tried);
  const link = newLink();
  const isQuiet = nobody || bound.nothingToAsk !== undefined;
  const mailed = mailNow && !isQuiet;
  const row = {
    about: asked.about,
    decision: id,
    question: question.name,
    turn: asked.turn,
    round: asked.round,
    ...(asked.subject !== undefined && { subject: asked.subject }),
    ...(question.stage !== undefined && { stage: question.stage }),
    status: 'open' as const,
    person: addressee.person,
    role: addressee.role,
    standsIn: addressee.standsIn === true,
    ...(addressee.organisation !== undefined && { organisation: addressee.organisation }),
    hostName: bound.hostName,
    ...(bound.facts !== undefined && { facts: bound.facts }),
    askedAt: asked.at,
    dueAt,
    expiresAt,
    // Nobody is reminded by mails that reach nobody; others are still told that the answer is late.
    schedule: isQuiet ? scheduled.filter(({ act }) => act !== 'first-mail' && act !== 'remind') : scheduled,
    queue: 'open',
    openFor: addressee.person,
    nextActionAt: nextActionAt(scheduled, expiresAt),
    ...(token !== undefined && { token }),
    ...(mailed && { mailedOn: londonDate(asked.at) }),
    mails: mailed ? 1 : 0,
  };
  if (nobody) await tellNobodyHears(bound, row, deps);
  const mail = mailed ? firstMail(deps, bound, row, link.secret) : undefined;
  // What a withdrawn question was asked with may have the same id: its row is there then.
  const isBegun = mail && withdrawn && (await store.message(asked.about, mail.message)) !== undefined;
  const begun = mail && !isBegun ? await aboutToSend(store, mailFor(asked.about, mail, asked.at)) : undefined;
  const day = mailed ? mailedToday(store, addressee.person, [row], asked.at, isFirst) : [];
  const written = await store.write([
    ...day,
    withdrawn
      ? store.rows.decision
          .put(row)
          .where(({ status }, { eq }) => eq(status, 'superseded'))
          .commit()
      : store.rows.decision.create(row).commit(),
    linkRow(deps, link.hash, { about: asked.about, decision: id }, addressee, asked.at),
    store.rows.auditEntry
      .create({
        about: asked.about,
        at: asked.at,
        entry: `${id}.asked`,
        who: addressee.person,
        role: addressee.role,
        what: bound.nothingToAsk ? `was not asked, since ${bound.nothingToAsk}` : 'was asked',
        decision: id,
        ...(insteadOf && {
          reason: `In place of ${insteadOf.person}, ${insteadOf.left ? 'who has left' : 'whom no mail reaches'}`,
        }),
      })
      .commit(),
    ...(review && question.stage ? enterStage(store, review, question.stage, asked.at) : []),
    ...(begun ? [begun.row] : []),
    ...(after ? [wasAskedAgain(after, store)] : []),
  ]);
  if (!written.written) {
    if (day.length > 0 && written.refused.every((position) => position === 0))
      return askNow(question, asked, withdrawn, token, deps, how, { isOvertaken: true });
    // Another attempt of the same step was faster.
    const now = await store.decision(asked.about, id);
    if (now) return carryOn(question, asked, now, token, deps);
    throw new QuestionSuperseded(`${asked.about}/${id} could not be asked.`);
  }
  if (isQuiet)
    return bound.unreachableIsSilence || bound.nothingToAsk ? settle(bound, row, token, asked.at, deps) : 'asked';
  if (mail) await deps.mailer.sendContent(asked.about, { ...mail, ...(begun && { begun: begun.begun }) }, asked.at);
  return 'asked';
}

/** By when it is to be answered, when the person hears of it, and what happens while nobody answers. */
async function planned(
  question: Question,
  asked: Asked,
  bound: BoundQuestion,
  review: Review | undefined,
  store: Store,
  { isOvertaken }: Tried,
) {
  const { at } = asked;
  const { addressee } = bound;
  const { dueAt } = fairTimes(asked, bound);
  if (bound.confirms || bound.urgent) {
    const times = fairTimes(asked, bound);
    const { scheduled } = stepsToCome(bound, { askedAt: at, ...times });
    return { ...times, mailNow: true, isFirst: false, scheduled: scheduled.filter(({ act }) => act !== 'first-mail') };
  }
  const hearing: Hearing = bound.nothingYet
    ? 'in-the-morning'
    : await hearingOf(store, { question, bound, addressee, review, dueAt, at, isOvertaken });
  const waits = hearing === 'in-the-morning';
  const times = fairTimes(asked, bound, waits);
  return { ...times, ...stepsToCome(bound, { askedAt: at, ...times }, waits), isFirst: hearing === 'first' };
}

/** Takes silence for the answer, and hands its outcome to the workflow. */
async function settle(
  bound: BoundQuestion,
  known: Pick<Decision, 'about' | 'decision'>,
  token: string | undefined,
  at: string,
  { store, callbacks }: AskingDeps,
): Promise<'settled'> {
  const settled = await settleByDefault(store, bound, known, at);
  await deliver(store, callbacks, { ...settled, token });
  return 'settled';
}

async function carryOn(
  question: Question,
  asked: Asked,
  known: Decision,
  token: string | undefined,
  deps: AskingDeps,
): Promise<Asking> {
  const { store, callbacks } = deps;
  if (known.status === 'superseded') {
    throw new QuestionSuperseded(`${known.about}/${known.decision} was withdrawn and is not asked again.`);
  }
  if (known.status !== 'open') {
    await deliver(store, callbacks, { ...known, token });
    return 'settled';
  }
  const bound = await question.bind(asked, deps);
  const isSilence = bound.nothingToAsk || (bound.unreachableIsSilence && isOutOfReach(bound.addressee));
  const isOver = !bound.endless && asked.at >= known.expiresAt;
  if (isSilence || isOver) return settle(bound, known, token, asked.at, deps);
  if (token !== undefined && !(await takeToken(deps, known, token))) {
    const now = await store.decision(known.about, known.decision);
    if (now) await deliver(store, callbacks, { ...now, token });
    return 'settled';
  }
  if (known.mails === 1 && (await firstMailBrokeOff(deps, known))) await sendFirstMail(bound, known, asked.at, deps);
  return 'waiting';
}

/** A round whose next one is asked is done: it leaves the queue in which it stood for that. */
export const wasAskedAgain = (
  { about, decision }: Pick<Decision, 'about' | 'decision'>,
  { rows }: Pick<Store, 'rows'>,
): WriteItem => rows.decision.patch({ about, decision }).remove(['queue', 'nextActionAt', 'asksAgain']).commit();

/** Stores the token of the wait that was entered anew. False when the question was answered meanwhile. */
async function takeToken(deps: AskingDeps, known: Decision, token: string): Promise<boolean> {
  const written = await deps.store.write([
    deps.store.rows.decision
      .patch({ about: known.about, decision: known.decision })
      .set({ token })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
  ]);
  return written.written;
}
