import * as z from 'zod';
import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { isWorkingDay } from '../calendar/working-days.ts';
import type { AskingDesk } from '../decisions/ask.ts';
import { deliver } from '../decisions/deliver.ts';
import { mailedToday } from '../decisions/hear-of-it.ts';
import { askedOf, type Catalogue } from '../decisions/open-link.ts';
import type { BoundQuestion } from '../decisions/question.ts';
import { actsOf, nextActionAt } from '../decisions/schedule.ts';
import { settleByDefault } from '../decisions/settle.ts';
import { renewalsNotStarted } from '../renewal/renewal-record.ts';
import type { Decision, PartnershipYearRow, Review, Store } from '../store/store.ts';
import { type RoundDue, roundsDue } from '../team/round/rounds-due.ts';
import { logger } from '../wiring/logger.ts';
import { nothingFound, type RoundFinding, type RoundFindings } from '../wiring/round-findings.ts';
import { type Escalation, escalate } from './escalate.ts';
import { remindPeople } from './remind.ts';

export const MorningRoundInput = z.object({ at: z.string() });
export type MorningRoundInput = z.infer<typeof MorningRoundInput>;

/** Rows worked through in one call: about three requests and one mail each, well inside the function's five minutes. */
const PAGE = 40;

export interface RoundDesk extends AskingDesk {
  readonly catalogue: Catalogue;
  /** Starts the next execution of a review. */
  startReview(review: Review, today: string): Promise<void>;
  /** Starts the first matching round of a term. One that was started already counts as started. */
  startMatchingRound(round: RoundDue): Promise<void>;
  /** Tells what was found standing still, each working day and page of the round. */
  tellFindings(findings: RoundFindings): void;
}

/** A row that is due, with its question bound. */
export interface DueQuestion {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}

/**
 * One page of the morning round at `at`: answers that no workflow took are delivered, what has expired without its
 * workflow noticing is settled, people with something due get one mail, what is late is told to those who can help, and
 * reviews and matching rounds whose time has come are started.
 *
 * What was done is no longer due, so the machine asks for pages until `more` is false; a call that broke off is simply
 * made again. Nothing happens on a bank holiday.
 */
export async function morningRound(input: MorningRoundInput, desk: RoundDesk): Promise<{ readonly more: boolean }> {
  const at = new Date(input.at).toISOString();
  const today = londonDate(at);
  if (!isWorkingDay(today)) return { more: false };

  const [due, sleeping] = await Promise.all([
    desk.store.decisionsDue(at, PAGE),
    desk.store.reviewsInStage('planned', today),
  ]);
  const open: DueQuestion[] = [];
  const stuck: Escalation[] = [];
  const findings = nothingFound();
  for (const decision of due) {
    try {
      if (decision.status !== 'open') {
        const delivered = await deliver(desk.store, desk.callbacks, decision);
        if (delivered === 'delivered') count(findings, 'AnswersUndelivered', decision);
      } else {
        const bound = await desk.catalogue(decision.question).bind(askedOf(decision), desk);
        if (decision.expiresAt > at) open.push({ decision, bound });
        else if (await settleOverdue(decision, bound, at, desk, findings))
          stuck.push({ decision, bound, why: 'stuck' });
      }
    } catch (error) {
      count(findings, 'QuestionsPutOff', decision);
      await putOff(decision, at, error, desk);
    }
  }

  await remindPeople(open, at, desk);
  await escalate([...stuck, ...lateOnes(open, at)], at, desk);
  for (const { decision } of open) await moveOn(decision, at, desk);
  for (const review of sleeping) {
    if (review.status !== 'paused') await desk.startReview(review, today);
  }
  const more = due.length === PAGE;
  if (!more) await lookAround(findings, at, today, desk); // once a round, with its last page
  desk.tellFindings(findings);
  return { more };
}

/** Sending a mail is tried again for minutes, or by hand within the hour; what is older than this, nobody is sending. */
const SENDING_FOR_MS = 2 * 3_600_000;

/** What a round looks at once, beside the rows that are due: whatever depends on the dates of a year is handed `years`. */
async function lookAround(findings: RoundFindings, at: string, today: string, desk: RoundDesk): Promise<void> {
  const [unsent, years] = await Promise.all([
    desk.store.unsentMessages(new Date(Date.parse(at) - SENDING_FOR_MS).toISOString()),
    yearsAround(desk.store, today),
  ]);
  for (const { about, message } of unsent) count(findings, 'MailsNotSent', { about, message });
  for (const year of await renewalsNotStarted(desk.store, years, today))
    count(findings, 'RenewalsNotStarted', { year });
  for (const round of await roundsDue(desk.store, years, today)) await desk.startMatchingRound(round);
}

/**
 * Last year's, this year's and next year's rows, as far as they exist, in one request. They are read anew each round: whoever
 * changes a year's dates expects the next morning to go by them.
 */
async function yearsAround(store: Store, today: string): Promise<readonly PartnershipYearRow[]> {
  const thisYear = Number(today.slice(0, 4));
  const once = store.readingOnce();
  const rows = await Promise.all([-1, 0, 1].map((offset) => once.partnershipYear(String(thisYear + offset))));
  return rows.flatMap((row) => row ?? []);
}

/** Counts what stands still, and says in the log which it is. */
function count(findings: RoundFindings, what: RoundFinding, ids: Readonly<Record<string, unknown>>): void {
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
  desk: RoundDesk,
  findings: RoundFindings,
): Promise<boolean> {
  const settled = await settleByDefault(desk.store, bound, decision, at);
  if ((await deliver(desk.store, desk.callbacks, settled)) === 'gone') count(findings, 'WorkflowsStuck', decision);
  const isStuck = decision.token !== undefined && Date.parse(at) - Date.parse(decision.expiresAt) > STUCK_AFTER_MS;
  if (isStuck) count(findings, 'QuestionsPastExpiry', decision);
  return isStuck;
}

/** A row that cannot be worked through must not stop the others, today or on any later morning: it is tried tomorrow. */
async function putOff(decision: Decision, at: string, error: unknown, desk: RoundDesk): Promise<void> {
  const { about, decision: id } = decision;
  logger.error('A row of the morning round failed', {
    about,
    decision: id,
    error: error instanceof Error ? error.name : 'unknown',
  });
  await desk.store.write([
    desk.store.rows.decision
      .patch({ about, decision: id })
      .set({ nextActionAt: londonInstant(addDays(londonDate(at), 1), '00:00') })
      .composite({ queue: 'open', ...(decision.openFor !== undefined && { openFor: decision.openFor }) })
      .commit(),
  ]);
}

function lateOnes(open: readonly DueQuestion[], at: string): Escalation[] {
  return open.flatMap(({ decision, bound }) =>
    actsOf(decision)
      .filter((act) => act.at <= at)
      .flatMap((act): Escalation[] =>
        act.act === 'tell-hub-manager' || act.act === 'tell-central-team' ? [{ decision, bound, why: act.act }] : [],
      ),
  );
}

/** Takes what was done off the row's list. An answer that came meanwhile has taken the row out of the queue: then not. */
async function moveOn(decision: Decision, at: string, desk: RoundDesk): Promise<void> {
  const left = actsOf(decision).filter((act) => act.at > at);
  const done = actsOf(decision).filter((act) => act.at <= at);
  const mailed = done.some((act) => act.act === 'first-mail' || act.act === 'remind');
  await desk.store.write([
    desk.store.rows.decision
      .patch({ about: decision.about, decision: decision.decision })
      .set({
        schedule: left,
        nextActionAt: nextActionAt(left, decision.expiresAt),
        ...(mailed && { mailedOn: londonDate(at), mails: decision.mails + 1 }),
      })
      .composite({ queue: 'open', openFor: decision.person })
      .where(({ status, person }, { eq }) => `${eq(status, 'open')} AND ${eq(person, decision.person)}`)
      .commit(),
    ...(mailed ? mailedToday(desk.store, decision, at) : []),
  ]);
}
