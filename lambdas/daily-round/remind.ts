import { londonDate } from '../calendar/london.ts';
import { isOutOfReach } from '../questions/out-of-reach.ts';
import { scheduledStepsOf } from '../questions/schedule.ts';
import { mailOfWhatWaits, whatWaitsFor } from '../questions/what-waits.ts';
import { aFewAtATime } from './a-few-at-a-time.ts';
import type { DailyRoundDeps, DueQuestion } from './daily-round-deps.ts';

/**
 * Writes to everybody with a question that is due for its first mail or a reminder: one mail for each person a day,
 * which lists everything that waits for them. Each listing carries a fresh link; older ones keep working.
 */
export async function remindPeople(open: readonly DueQuestion[], at: string, deps: DailyRoundDeps): Promise<void> {
  const today = londonDate(at);
  const due = Map.groupBy(
    open.filter((one) => wantsMail(one, at)),
    ({ decision }) => decision.person,
  );
  await aFewAtATime(due, async ([person, theirs]) => {
    const all = await whatWaitsFor(person, deps, at, theirs);
    const [first] = theirs;
    if (!first) return;
    await deps.mailer.sendContent(
      all.length === 1 ? first.decision.about : `person-${person}`,
      {
        message: `round.${today}.${person}`,
        kind: 'reminder',
        to: first.bound.addressee,
        content: await mailOfWhatWaits(all, at, deps),
      },
      at,
    );
  });
}

const wantsMail = ({ decision, bound }: DueQuestion, at: string): boolean =>
  !isOutOfReach(bound.addressee) &&
  scheduledStepsOf(decision).some((step) => step.at <= at && (step.act === 'first-mail' || step.act === 'remind'));
