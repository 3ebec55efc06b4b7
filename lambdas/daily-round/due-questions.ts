/** Questions that are due on a morning: delivered, settled, passed on, reminded of or told of, each as its row says. */
import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import type { DailyRoundFindings } from '../platform/daily-round-findings.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { deliver } from '../questions/deliver.ts';
import { bindAgain } from '../questions/open-link.ts';
import { passToHead } from '../questions/pass-office-on.ts';
import type { BoundQuestion } from '../questions/question.ts';
import { nextActionAt, scheduledStepsOf } from '../questions/schedule.ts';
import { settleByDefault } from '../questions/settle.ts';
import { standOn } from '../questions/stand-on.ts';
import type { Decision, Member, Store } from '../store/store.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import { countFinding } from './count-finding.ts';
import type { DailyRoundDeps, DueQuestion } from './daily-round-deps.ts';
import { type Escalation, escalate } from './escalate.ts';
import { askTheNextRound } from './follow-up-answers.ts';
import { isNothingYet, lookAgainTomorrow } from './look-again.ts';
import { remindPeople } from './remind.ts';

/** Questions that are still due, as they are now: the agenda was read minutes ago, and people answer in the morning. */
export async function asTheyAre(page: readonly Decision[], at: string, store: Store): Promise<readonly Decision[]> {
  if (page.length === 0) return [];
  const keys = page.map(({ about, decision }) => ({ about, decision }));
  const rows = new Map((await store.decisionsAt(keys)).map((row) => [placeOf(row), row]));
  return page.flatMap((known) => {
    const now = rows.get(placeOf(known)) ?? known; // what a batch leaves out, the conditions of its writes protect
    if (known.queue === undefined) return [now]; // stands in the agenda without being in it: see takeOut
    return now.queue !== undefined && (now.nextActionAt ?? at) <= at ? [now] : [];
  });
}

const placeOf = ({ about, decision }: Decision): string => `${about} ${decision}`;

/** A page of questions that are due. */
export async function workThrough(
  decisions: readonly Decision[],
  findings: DailyRoundFindings,
  at: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const members = await membersAsked(decisions, deps.store);
  const found = new Map<Decision, Found>();
  // Those of one review one after another, as their effects may touch the same rows.
  await aFewAtATime(Map.groupBy(decisions, ({ about }) => about).values(), async (together) => {
    for (const due of together) {
      const one = await lookAt(due, members, findings, at, deps);
      if (one) found.set(due, one);
    }
  });
  const inOrder = decisions.flatMap((due) => found.get(due) ?? []);
  const open = inOrder.filter(({ isStuck }) => !isStuck);
  const stuck = inOrder.filter(({ isStuck }) => isStuck).map((one): Escalation => ({ ...one, why: 'stuck' }));

  await remindPeople(open, at, deps);
  await escalate([...stuck, ...lateOnes(open, at)], at, deps);
  await aFewAtATime(open, ({ decision }) => moveOn(decision, at, deps));
}

/** A question that is still open, or one whose workflow should have gone on long ago. */
interface Found extends DueQuestion {
  readonly isStuck: boolean;
}

/** Delivers, settles or passes on one question that is due; what is left to do for it is given. */
async function lookAt(
  due: Decision,
  members: ReadonlyMap<string, Member>,
  findings: DailyRoundFindings,
  at: string,
  deps: DailyRoundDeps,
): Promise<Found | undefined> {
  let decision = due;
  try {
    const member = members.get(decision.organisation ?? '');
    if (member && (await passToHead(decision, member, at, deps)) === 'passed-on') {
      logger.warn('A question was passed on late', { about: decision.about, decision: decision.decision });
      decision = (await deps.store.decision(decision.about, decision.decision)) ?? decision;
    }
    if (decision.queue === undefined) {
      await takeOut(decision, deps);
      return undefined;
    }
    if (decision.status !== 'open') {
      const delivered = await deliver(deps.store, deps.callbacks, decision);
      if (delivered === 'delivered') countFinding(findings, 'AnswersUndelivered', decision);
      if (decision.asksAgain) await askTheNextRound(decision, at, deps);
      return undefined;
    }
    const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
    if (decision.expiresAt > at && isNothingYet(decision, bound)) {
      await lookAgainTomorrow(decision, bound, deps.store);
      return undefined;
    }
    if (decision.expiresAt > at) return { decision, bound, isStuck: false };
    if (bound.endless) {
      await standOn(decision, deps.store);
      return undefined;
    }
    const isStuck = await settleOverdue(decision, bound, at, deps, findings);
    return isStuck ? { decision, bound, isStuck } : undefined;
  } catch (error) {
    countFinding(findings, 'QuestionsPutOff', decision);
    await putOff(decision, at, error, deps);
    return undefined;
  }
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
  if ((await deliver(deps.store, deps.callbacks, settled)) === 'gone')
    countFinding(findings, 'WorkflowsStuck', decision);
  const isStuck = decision.token !== undefined && Date.parse(at) - Date.parse(decision.expiresAt) > STUCK_AFTER_MS;
  if (isStuck) countFinding(findings, 'QuestionsPastExpiry', decision);
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
  await deps.store.write([
    deps.store.rows.decision
      .patch({ about: decision.about, decision: decision.decision })
      .set({ schedule: left, nextActionAt: nextActionAt(left, decision.expiresAt) })
      .composite({ queue: 'open', openFor: decision.person })
      .where(({ status, person }, { eq }) => `${eq(status, 'open')} AND ${eq(person, decision.person)}`)
      .commit(),
  ]);
}
