import * as z from 'zod';
import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import { type DailyRoundFinding, type DailyRoundFindings, nothingFound } from '../platform/daily-round-findings.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { eraseStep } from '../privacy/erase.ts';
import { retentionStep } from '../privacy/retention.ts';
import { deliver } from '../questions/deliver.ts';
import { mailedToday } from '../questions/hear-of-it.ts';
import { endMailTo } from '../questions/no-mail.ts';
import { bindAgain } from '../questions/open-link.ts';
import { passToHead } from '../questions/pass-office-on.ts';
import type { BoundQuestion } from '../questions/question.ts';
import { nextActionAt, scheduledStepsOf } from '../questions/schedule.ts';
import { settleByDefault } from '../questions/settle.ts';
import { standOn } from '../questions/stand-on.ts';
import { type Agenda, lookAgain, personOf, type SeenWakeUp } from '../store/agenda.ts';
import { TableNotAnswering } from '../store/read-rows.ts';
import type { Decision, Member, Person, Review, Store } from '../store/store.ts';
import { NOW } from '../store/table.ts';
import { bringAllIntoAgenda, findForgotten } from './bring-into-agenda.ts';
import type { DailyRoundDeps, DueQuestion } from './daily-round-deps.ts';
import { type Escalation, escalate } from './escalate.ts';
import { askTheNextRound, sendAfterAll } from './follow-up-answers.ts';
import { lookAtYears } from './look-at-years.ts';
import { remindPeople } from './remind.ts';
import { putToSleep, standsStillFrom } from './standing-still.ts';

export const DailyRoundInput = z.object({ at: z.string() });
export type DailyRoundInput = z.infer<typeof DailyRoundInput>;

/** Rows of a page: about three requests and one mail each, some ten seconds of the function's fifteen minutes. */
const PAGE = 40;

/** More is due than one call has time for. What it did is no longer due, so the step is simply tried again. */
export class RoundNotFinished extends Error {
  override name = 'RoundNotFinished';
}

/**
 * The daily round at `at`: answers that no workflow took are delivered, what has expired without its workflow noticing is
 * settled, people with something due get one mail, what is late is told to those who can help, reviews, follow-ups and
 * term plans whose time has come are started, and what should have followed an answer and did not is done.
 *
 * All that is due stands in the agenda, so that a morning with nothing due takes one request. It is read once and worked
 * through page by page: an index may go on showing what was done a moment ago. What was done is no longer due, so that a call that
 * broke off is simply made again. Nothing happens on a bank holiday.
 *
 * @param hasTime whether the function has time for another page.
 * @returns that nothing is left: machines of earlier releases ask for pages.
 * @throws RoundNotFinished when the time is up.
 */
export async function dailyRound(
  input: DailyRoundInput,
  deps: DailyRoundDeps,
  hasTime: () => boolean = () => true,
): Promise<{ readonly more: false }> {
  const at = new Date(input.at).toISOString();
  const today = londonDate(at);
  if (!isWorkingDay(today)) return { more: false };

  const findings = nothingFound();
  const agenda = await whoIsGone(await completeAgenda(deps.store, at, today), findings, at, deps);
  const { decisions, reviews, followUps } = agenda;
  const longest = Math.max(decisions.length, reviews.length, followUps.length);
  for (let first = 0; first < longest; first += PAGE) {
    if (first > 0 && !hasTime()) {
      deps.tellFindings(findings);
      throw new RoundNotFinished(`More is due after ${first / PAGE} pages.`);
    }
    const page = decisions.slice(first, first + PAGE);
    await workThrough(first === 0 ? page : await asTheyAre(page, at, deps.store), findings, at, deps);
    for (const wakeUp of reviews.slice(first, first + PAGE)) {
      await unlessItFails(wakeUp, findings, () => begin(wakeUp, at, deps));
    }
    for (const wakeUp of followUps.slice(first, first + PAGE)) {
      await unlessItFails(wakeUp, findings, () => followUp(wakeUp, deps));
    }
  }
  await lookAround(agenda, findings, at, today, deps);
  deps.tellFindings(findings);
  return { more: false };
}

/** Does first what follows for members and people who leave, so that nobody is reminded of what is taken from them; then the agenda is read anew. */
async function whoIsGone(
  agenda: Agenda,
  findings: DailyRoundFindings,
  at: string,
  deps: DailyRoundDeps,
): Promise<Agenda> {
  if (agenda.leavings.length + agenda.endings.length === 0) return agenda;
  for (const wakeUp of agenda.endings) {
    await unlessItFails(wakeUp, findings, async () => {
      await deps.endMembership(wakeUp.about, at);
      await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
    });
  }
  for (const wakeUp of agenda.leavings) {
    await unlessItFails(wakeUp, findings, async () => {
      await deps.carryOutLeaving(personOf(wakeUp.about), at);
      await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
    });
  }
  return deps.store.agenda(at);
}

/** Questions that are still due, as they are now: the agenda was read minutes ago, and people answer in the morning. */
async function asTheyAre(page: readonly Decision[], at: string, store: Store): Promise<readonly Decision[]> {
  if (page.length === 0) return [];
  const keys = page.map(({ about, decision }) => ({ about, decision }));
  const { data } = await store.entities.decision.get(keys).go(NOW);
  const rows = new Map(data.map((row) => [placeOf(row), row]));
  return page.flatMap((known) => {
    const now = rows.get(placeOf(known)) ?? known; // what a batch leaves out, the conditions of its writes protect
    if (known.queue === undefined) return [now]; // stands in the agenda without being in it: see takeOut
    return now.queue !== undefined && (now.nextActionAt ?? at) <= at ? [now] : [];
  });
}

const placeOf = ({ about, decision }: Decision): string => `${about} ${decision}`;

/** A page of questions that are due. */
async function workThrough(
  decisions: readonly Decision[],
  findings: DailyRoundFindings,
  at: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const open: DueQuestion[] = [];
  const stuck: Escalation[] = [];
  const members = await membersAsked(decisions, deps.store);
  for (const due of decisions) {
    let decision = due;
    try {
      const member = members.get(decision.organisation ?? '');
      if (member && (await passToHead(decision, member, at, deps)) === 'passed-on') {
        logger.warn('A question was passed on late', { about: decision.about, decision: decision.decision });
        decision = (await deps.store.decision(decision.about, decision.decision)) ?? decision;
      }
      if (decision.queue === undefined) {
        await takeOut(decision, deps);
      } else if (decision.status !== 'open') {
        const delivered = await deliver(deps.store, deps.callbacks, decision);
        if (delivered === 'delivered') count(findings, 'AnswersUndelivered', decision);
        if (decision.asksAgain) await askTheNextRound(decision, at, deps);
      } else {
        const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
        if (decision.expiresAt > at) open.push({ decision, bound });
        else if (bound.endless) await standOn(decision, deps.store);
        else if (await settleOverdue(decision, bound, at, deps, findings))
          stuck.push({ decision, bound, why: 'stuck' });
      }
    } catch (error) {
      count(findings, 'QuestionsPutOff', decision);
      await putOff(decision, at, error, deps);
    }
  }

  await remindPeople(open, at, deps);
  await escalate([...stuck, ...lateOnes(open, at)], at, deps);
  for (const { decision } of open) await moveOn(decision, at, deps);
}

/** The schools and trusts of whose heads something is due, in one request: somebody else may lead them since it was asked. */
async function membersAsked(decisions: readonly Decision[], store: Store): Promise<ReadonlyMap<string, Member>> {
  const once = store.readingOnce();
  const ids = decisions.flatMap(({ status, role, organisation }) =>
    status === 'open' && role === 'host' && organisation !== undefined ? [organisation] : [],
  );
  const rows = await Promise.all([...new Set(ids)].map((id) => once.member(id)));
  return new Map(rows.flatMap((row) => (row ? [[row.member, row] as const] : [])));
}

/** @throws TableNotAnswering when what was just brought into the agenda is not to be seen in it yet; the step is tried again. */
async function completeAgenda(store: Store, at: string, today: string): Promise<Agenda> {
  const known = await store.agenda(at);
  if (known.isComplete) return known;
  await bringAllIntoAgenda(store, known, at, today);
  const now = await store.agenda(at);
  // An index promises no order: a row that it does not show yet is due tomorrow still. Without the mark it shows little yet.
  if (!now.isComplete) throw new TableNotAnswering('The agenda was completed, and does not say so yet.');
  return now;
}

/** A review that cannot be begun must not stop the others, nor what comes after them. Its wake-up stays, so it is tried tomorrow. */
async function unlessItFails(
  { about, what }: SeenWakeUp,
  findings: DailyRoundFindings,
  begins: () => Promise<void>,
): Promise<void> {
  try {
    await begins();
  } catch (error) {
    count(findings, 'QuestionsPutOff', { about });
    logger.error('A review of the morning round failed', { about, what, error: errorName(error) });
  }
}

/** Starts a review that sleeps or stands still; one that does not, or not any more, is not looked at again. */
async function begin(wakeUp: SeenWakeUp, at: string, deps: DailyRoundDeps): Promise<void> {
  const today = londonDate(at);
  const review = await deps.store.review(wakeUp.about);
  const day = review && beginsOn(review);
  if (review && day !== undefined && day <= today) {
    const sleeping = review.stage === 'planned' ? review : await putToSleep(deps.store, review, at);
    if (sleeping) await deps.startReview(sleeping, today);
    return;
  }
  await deps.store.write([lookAgain(deps.store, wakeUp, day)]);
}

function beginsOn(review: Review): string | undefined {
  if (review.stage !== 'planned') return standsStillFrom(review);
  return review.status === 'paused' ? undefined : review.startsOn;
}

/** Starts the follow-up of a review, which is not looked at again then. What was called off has none. */
async function followUp(wakeUp: SeenWakeUp, deps: DailyRoundDeps): Promise<void> {
  const review = await deps.store.review(wakeUp.about);
  if (review?.stage === 'closed' && review.status !== 'cancelled') await deps.startFollowUp(review);
  await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
}

/** What a round looks at once: mails that were not sent, admissions that did not begin, and what is to begin on dates of a partnership year. */
async function lookAround(
  agenda: Agenda,
  findings: DailyRoundFindings,
  at: string,
  today: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const { mails, years } = agenda;
  for (const mail of mails) {
    const { about, message, status } = mail;
    if (status !== 'sending') {
      await deps.store.entities.message.patch({ about, message }).remove(['queue', 'nextActionAt']).go();
    } else if (!(await sendAfterAll(mail, at, deps))) count(findings, 'MailsNotSent', { about, message });
  }
  for (const wakeUp of agenda.admissions) {
    await unlessItFails(wakeUp, findings, async () => {
      await deps.startAdmission(wakeUp.about);
      await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
    });
  }
  for (const wakeUp of agenda.moves) {
    await unlessItFails(wakeUp, findings, async () => {
      await deps.finishMove(wakeUp.about);
      await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
    });
  }
  if (years.length > 0) {
    const seen = await lookAtYears(deps.store, years, today);
    for (const year of seen.renewalsNotStarted) count(findings, 'RenewalsNotStarted', { year });
    for (const year of seen.yearsMissing) count(findings, 'YearsMissing', { year });
    for (const due of seen.termPlansDue) await deps.startTermPlan(due);
    await seen.done();
  }
  await keepNoLonger(agenda, findings, at, deps);
  await findForgotten(deps.store, agenda, at, today);
}

/** One step for each person who is to be erased, and for each year of whose rows something is to go. */
async function keepNoLonger(
  { erasures, retentions }: Agenda,
  findings: DailyRoundFindings,
  at: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const passOn = (person: Person): Promise<void> => endMailTo(person, 'erased', at, deps);
  for (const wakeUp of erasures) {
    await unlessItFails(wakeUp, findings, async () => {
      const step = await eraseStep(wakeUp, at, { store: deps.store, passOn });
      logger.info('A step of an erasure', { about: wakeUp.about, became: step.kind });
    });
  }
  for (const wakeUp of retentions) {
    await unlessItFails(wakeUp, findings, async () => {
      const kept = await retentionStep(wakeUp, at, deps.store);
      logger.info('A step of what is kept no longer', { about: wakeUp.about, ...kept });
    });
  }
}

/** Counts what stands still, and says in the log which it is. */
function count(findings: DailyRoundFindings, what: DailyRoundFinding, ids: Readonly<Record<string, unknown>>): void {
  findings[what] += 1;
  const { about, decision, message, year } = ids;
  logger.warn(what, { about, decision, mail: message, year }); // 'message' is the logger's own word
}

/** A workflow looks at its question again within a day of the expiry; after that it is stuck. */
const STUCK_AFTER_MS = 36 * 3_600_000;

/** Records and delivers the silence on a question that is over. True when its workflow should have done so long ago. */
async function settleOverdue(
  decision: Decision,
  bound: BoundQuestion,
  at: string,
  deps: DailyRoundDeps,
  findings: DailyRoundFindings,
): Promise<boolean> {
  const settled = await settleByDefault(deps.store, bound, decision, at);
  if ((await deliver(deps.store, deps.callbacks, settled)) === 'gone') count(findings, 'WorkflowsStuck', decision);
  const isStuck = decision.token !== undefined && Date.parse(at) - Date.parse(decision.expiresAt) > STUCK_AFTER_MS;
  if (isStuck) count(findings, 'QuestionsPastExpiry', decision);
  return isStuck;
}

/** A question that an earlier release closed, which knew nothing of the agenda. */
async function takeOut({ about, decision }: Decision, { store }: DailyRoundDeps): Promise<void> {
  await store.entities.decision
    .patch({ about, decision })
    .remove(['queue', 'nextActionAt'])
    .where(({ queue }, { notExists }) => notExists(queue))
    .go({ response: 'none' });
}

/** A row that cannot be worked through must not stop the others, today or on any later morning: it is tried tomorrow. */
async function putOff(decision: Decision, at: string, error: unknown, deps: DailyRoundDeps): Promise<void> {
  const { about, decision: id } = decision;
  logger.error('A row of the morning round failed', {
    about,
    decision: id,
    error: errorName(error),
  });
  await deps.store.write([
    deps.store.rows.decision
      .patch({ about, decision: id })
      .set({ nextActionAt: londonInstant(addDays(londonDate(at), 1), '00:00') })
      .composite({ queue: 'open', ...(decision.openFor !== undefined && { openFor: decision.openFor }) })
      .commit(),
  ]);
}

function lateOnes(open: readonly DueQuestion[], at: string): Escalation[] {
  return open.flatMap(({ decision, bound }) =>
    scheduledStepsOf(decision)
      .filter((step) => step.at <= at)
      .flatMap((step): Escalation[] =>
        step.act === 'tell-hub-manager' || step.act === 'tell-central-team' ? [{ decision, bound, why: step.act }] : [],
      ),
  );
}

/** Takes what was done off the row's list. An answer that came meanwhile has taken the row out of the queue: then not. */
async function moveOn(decision: Decision, at: string, deps: DailyRoundDeps): Promise<void> {
  const left = scheduledStepsOf(decision).filter((step) => step.at > at);
  const done = scheduledStepsOf(decision).filter((step) => step.at <= at);
  const mailed = done.some((step) => step.act === 'first-mail' || step.act === 'remind');
  await deps.store.write([
    deps.store.rows.decision
      .patch({ about: decision.about, decision: decision.decision })
      .set({
        schedule: left,
        nextActionAt: nextActionAt(left, decision.expiresAt),
        ...(mailed && { mailedOn: londonDate(at), mails: decision.mails + 1 }),
      })
      .composite({ queue: 'open', openFor: decision.person })
      .where(({ status, person }, { eq }) => `${eq(status, 'open')} AND ${eq(person, decision.person)}`)
      .commit(),
    ...(mailed ? mailedToday(deps.store, decision, at) : []),
  ]);
}
