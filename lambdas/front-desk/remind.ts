import { londonDate } from '../calendar/london.ts';
import { actsOf } from '../decisions/schedule.ts';
import type { DueQuestion, RoundDesk } from './round-desk.ts';
import { mailOfWhatWaits, whatWaitsFor } from './what-waits.ts';

/**
 * Writes to everybody with a question that is due for its first mail or a reminder: one mail for each person a day,
 * which lists everything that waits for them. Each listing carries a fresh link; older ones keep working.
 */
export async function remindPeople(open: readonly DueQuestion[], at: string, desk: RoundDesk): Promise<void> {
  const today = londonDate(at);
  for (const [person, theirs] of byPerson(open.filter((one) => wantsMail(one, at)))) {
    const all = await whatWaitsFor(person, desk, theirs);
    const [first] = theirs;
    if (!first) continue;
    await desk.mailer.sendContent(
      all.length === 1 ? first.decision.about : `person-${person}`,
      {
        message: `round.${today}.${person}`,
        kind: 'reminder',
        to: first.bound.addressee,
        content: await mailOfWhatWaits(all, at, desk),
      },
      at,
    );
  }
}

const wantsMail = ({ decision, bound }: DueQuestion, at: string): boolean =>
  bound.addressee.noMail === undefined &&
  actsOf(decision).some((act) => act.at <= at && (act.act === 'first-mail' || act.act === 'remind'));

function byPerson(questions: readonly DueQuestion[]): Map<string, DueQuestion[]> {
  const people = new Map<string, DueQuestion[]>();
  for (const question of questions) {
    const { person } = question.decision;
    people.set(person, [...(people.get(person) ?? []), question]);
  }
  return people;
}
