import { londonDate } from '../calendar/london.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import { mailedToday } from '../questions/hear-of-it.ts';
import { mailFor, type Wanted } from '../questions/mailer.ts';
import { isOutOfReach } from '../questions/out-of-reach.ts';
import { scheduledStepsOf } from '../questions/schedule.ts';
import { mailOfWhatWaits, whatWaitsFor } from '../questions/what-waits.ts';
import type { Decision, WriteItem } from '../store/store.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import type { DailyRoundDeps, DueQuestion } from './daily-round-deps.ts';

/**
 * Writes to everybody with a question that is due for its first mail or a reminder: one mail for each person a day,
 * which lists everything that waits for them. Each listing carries a fresh link; older ones keep working.
 *
 * That a mail goes is written on its questions before it goes, if they are as they were read. So whoever presses 'remind' in the same
 * moment is refused, or has been first: then nothing of it is said again.
 */
export async function remindPeople(open: readonly DueQuestion[], at: string, deps: DailyRoundDeps): Promise<void> {
  const due = Map.groupBy(
    open.filter((one) => wantsMail(one, at)),
    ({ decision }) => decision.person,
  );
  await aFewAtATime(due, async ([person, theirs]) => {
    const untold = theirs.filter(({ decision }) => decision.mailedOn !== londonDate(at));
    await (untold.length > 0 ? tell(person, untold, at, deps) : sendWhatBrokeOff(person, theirs, at, deps));
  });
}

async function tell(person: string, untold: readonly DueQuestion[], at: string, deps: DailyRoundDeps): Promise<void> {
  const { store, mailer } = deps;
  let left = untold;
  for (let [first] = left; first !== undefined; [first] = left) {
    const { about, mail } = await mailAbout(person, left, first, at, deps);
    const { row, begun } = await aboutToSend(store, mailFor(about, mail, at));
    const told = left.map(({ decision }) => decision);
    const rows = told.map((decision) => countMail(decision, at, deps));
    const claimed = await store.write([row, ...rows, ...mailedToday(store, person, told, at)]);
    if (claimed.written) return mailer.sendContent(about, { ...mail, begun }, at);
    if (claimed.refused.includes(0)) {
      // An earlier page or attempt of this morning has begun it, and listed all that waited: it is sent if it has not gone.
      await countListed(person, asRead(left, claimed.refused), at, deps);
      return mailer.sendContent(about, mail, at);
    }
    left = asRead(left, claimed.refused);
  }
}

/** Those of which nobody else wrote meanwhile. @param refused positions in a transaction that began with the mail. */
const asRead = (left: readonly DueQuestion[], refused: readonly number[]): readonly DueQuestion[] =>
  left.filter((_one, index) => !refused.includes(index + 1));

/**
 * Counts a mail that went before on each question that it listed: what somebody else has written of one keeps none from being counted. The
 * next question of the day waits for each of them too, whatever becomes of those that the mail was made for.
 */
async function countListed(
  person: string,
  listed: readonly DueQuestion[],
  at: string,
  deps: DailyRoundDeps,
): Promise<void> {
  for (let left = listed; left.length > 0; ) {
    const told = left.map(({ decision }) => decision);
    const rows = told.map((decision) => countMail(decision, at, deps));
    const counted = await deps.store.write([...rows, ...mailedToday(deps.store, person, told, at)]);
    if (counted.written) return;
    left = left.filter((_one, index) => !counted.refused.includes(index));
  }
}

/** Everything of theirs was told today: by a call of this morning that may have ended before its mail went, or by the central team. */
async function sendWhatBrokeOff(
  person: string,
  told: readonly DueQuestion[],
  at: string,
  deps: DailyRoundDeps,
): Promise<void> {
  const [first] = told;
  if (!first) return;
  for (const about of new Set([first.decision.about, `person-${person}`])) {
    const known = await deps.store.message(about, nameOf(person, at));
    if (known?.status !== 'sending') continue;
    const { mail } = await mailAbout(person, told, first, at, deps);
    await deps.mailer.sendContent(about, mail, at);
  }
}

/** Once a person and day. */
const nameOf = (person: string, at: string): string => `round.${londonDate(at)}.${person}`;

async function mailAbout(
  person: string,
  theirs: readonly DueQuestion[],
  first: DueQuestion,
  at: string,
  deps: DailyRoundDeps,
): Promise<{ readonly about: string; readonly mail: Wanted }> {
  const all = await whatWaitsFor(person, deps, at, theirs);
  return {
    about: all.length === 1 ? first.decision.about : `person-${person}`,
    mail: {
      message: nameOf(person, at),
      kind: 'reminder',
      to: first.bound.addressee,
      content: await mailOfWhatWaits(all, at, deps),
    },
  };
}

function countMail({ about, decision, person, mails }: Decision, at: string, { store }: DailyRoundDeps): WriteItem {
  return store.rows.decision
    .patch({ about, decision })
    .set({ remindedAt: at, mailedOn: londonDate(at), mails: mails + 1 })
    .where((row, { eq }) => `${eq(row.status, 'open')} AND ${eq(row.person, person)} AND ${eq(row.mails, mails)}`)
    .commit();
}

const wantsMail = ({ decision, bound }: DueQuestion, at: string): boolean =>
  !isOutOfReach(bound.addressee) &&
  scheduledStepsOf(decision).some((step) => step.at <= at && (step.act === 'first-mail' || step.act === 'remind'));
