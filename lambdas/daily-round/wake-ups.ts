/** What is due on a morning and is no question: people who leave, reviews and follow-ups to begin, mails, years, what is kept no longer. */
import { londonDate } from '../calendar/london.ts';
import { waitingOf } from '../mail/waiting.ts';
import type { DailyRoundFindings } from '../platform/daily-round-findings.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { eraseStep } from '../privacy/erase.ts';
import { retentionStep } from '../privacy/retention.ts';
import { endMailTo } from '../questions/no-mail.ts';
import { type Agenda, lookAgain, personOf, type SeenWakeUp } from '../store/agenda.ts';
import type { Person, Review } from '../store/store.ts';
import { findForgotten } from './bring-into-agenda.ts';
import { countFinding } from './count-finding.ts';
import type { DailyRoundDeps } from './daily-round-deps.ts';
import { sendAfterAll } from './follow-up-answers.ts';
import { lookAtYears } from './look-at-years.ts';
import { putToSleep, standsStillFrom } from './standing-still.ts';
import { tellHubs } from './tell-hubs.ts';
import { tellInMorning } from './tell-in-morning.ts';

/** Does first what follows for members and people who leave, so that nobody is reminded of what is taken from them; then the agenda is read anew. */
export async function whoIsGone(
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

/** A review that cannot be begun must not stop the others, nor what comes after them. Its wake-up stays, so it is tried tomorrow. */
export async function unlessItFails(
  { about, what }: SeenWakeUp,
  findings: DailyRoundFindings,
  begins: () => Promise<void>,
): Promise<void> {
  try {
    await begins();
  } catch (error) {
    countFinding(findings, 'QuestionsPutOff', { about });
    logger.error('A review of the morning round failed', { about, what, error: errorName(error) });
  }
}

/** Starts a review that sleeps or stands still; one that does not, or not any more, is not looked at again. */
export async function begin(wakeUp: SeenWakeUp, at: string, deps: DailyRoundDeps): Promise<void> {
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
export async function followUp(wakeUp: SeenWakeUp, deps: DailyRoundDeps): Promise<void> {
  const review = await deps.store.review(wakeUp.about);
  if (review?.stage === 'closed' && review.status !== 'cancelled') await deps.startFollowUp(review);
  await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
}

/** What a round looks at once: mails that were not sent, admissions that did not begin, and what is to begin on dates of a partnership year. */
export async function lookAround(
  agenda: Agenda,
  findings: DailyRoundFindings,
  at: string,
  today: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const { mails, years } = agenda;
  const waiting = mails.filter((mail) => waitingOf(mail) !== undefined);
  for (const { about, message } of await tellInMorning(waiting, at, deps))
    countFinding(findings, 'MailsNotSent', { about, message });
  for (const mail of mails) {
    const { about, message, status } = mail;
    if (waitingOf(mail) !== undefined) continue;
    if (status !== 'sending') {
      await deps.store.entities.message.patch({ about, message }).remove(['queue', 'nextActionAt']).go();
    } else if (!(await sendAfterAll(mail, at, deps))) countFinding(findings, 'MailsNotSent', { about, message });
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
  for (const wakeUp of agenda.questions) {
    await unlessItFails(wakeUp, findings, async () => {
      await deps.finishQuestions(wakeUp.about);
      await deps.store.write([lookAgain(deps.store, wakeUp, undefined)]);
    });
  }
  if (years.length > 0) {
    const seen = await lookAtYears(deps.store, years, today);
    for (const year of seen.renewalsNotStarted) countFinding(findings, 'RenewalsNotStarted', { year });
    for (const year of seen.yearsMissing) countFinding(findings, 'YearsMissing', { year });
    for (const due of seen.termPlansDue) await deps.startTermPlan(due);
    await seen.done();
  }
  for (const wakeUp of agenda.hubYears) {
    await unlessItFails(wakeUp, findings, () => tellHubs(wakeUp, at, deps));
  }
  await keepNoLonger(agenda, findings, at, deps);
  await findForgotten(deps.store, today);
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
