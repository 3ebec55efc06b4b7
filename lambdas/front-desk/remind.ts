import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { freshLink } from '../decisions/ask.ts';
import { linkAddress } from '../decisions/links.ts';
import { askedOf } from '../decisions/open-link.ts';
import { greeting, questionMail } from '../decisions/question-mail.ts';
import { actsOf } from '../decisions/schedule.ts';
import type { MailContent } from '../mail/content.ts';
import type { DueQuestion, RoundDesk } from './morning-round.ts';

/**
 * Writes to everybody with a question that is due for its first mail or a reminder: one mail for each person a day,
 * which lists everything that waits for them. Each listing carries a fresh link; older ones keep working.
 */
export async function remindPeople(open: readonly DueQuestion[], at: string, desk: RoundDesk): Promise<void> {
  const today = londonDate(at);
  for (const [person, theirs] of byPerson(open.filter((one) => wantsMail(one, at)))) {
    const all = await everythingFor(person, theirs, desk);
    const [only] = all;
    const content = all.length === 1 && only ? await single(only, at, desk) : await digest(all, at, desk);
    const [first] = theirs;
    if (!first) continue;
    await desk.mailer.sendContent(
      all.length === 1 ? first.decision.about : `person-${person}`,
      { message: `round.${today}.${person}`, kind: 'reminder', to: first.bound.addressee, content },
      at,
    );
  }
}

const wantsMail = ({ decision }: DueQuestion, at: string): boolean =>
  actsOf(decision).some((act) => act.at <= at && (act.act === 'first-mail' || act.act === 'remind'));

function byPerson(questions: readonly DueQuestion[]): Map<string, DueQuestion[]> {
  const people = new Map<string, DueQuestion[]>();
  for (const question of questions) {
    const { person } = question.decision;
    people.set(person, [...(people.get(person) ?? []), question]);
  }
  return people;
}

/** Whatever waits for a person, the soonest due first; also what is not yet due for a reminder of its own. */
async function everythingFor(
  person: string,
  theirs: readonly DueQuestion[],
  desk: RoundDesk,
): Promise<readonly DueQuestion[]> {
  const known = new Set(theirs.map(({ decision }) => key(decision)));
  const others: DueQuestion[] = [];
  for (const decision of await desk.store.openDecisionsOf(person)) {
    if (known.has(key(decision)) || decision.status !== 'open') continue;
    const bound = await desk.catalogue(decision.question).bind(askedOf(decision), desk);
    if (!bound.standing) others.push({ decision, bound });
  }
  return [...theirs, ...others].sort((a, b) => a.decision.dueAt.localeCompare(b.decision.dueAt));
}

const key = ({ about, decision }: { about: string; decision: string }): string => `${about}/${decision}`;

/** Once the due date has passed, the date that still matters is the one on which the question closes. */
const answerBy = ({ dueAt, expiresAt }: DueQuestion['decision'], at: string): string =>
  dueAt > at ? dueAt : expiresAt;

async function single({ decision, bound }: DueQuestion, at: string, desk: RoundDesk): Promise<MailContent> {
  const link = linkAddress(desk.portalOrigin, await freshLink(desk, decision, at));
  return questionMail(bound, link, answerBy(decision, at), decision.mails === 0 ? 'first' : 'reminder');
}

async function digest(all: readonly DueQuestion[], at: string, desk: RoundDesk): Promise<MailContent> {
  const items = [];
  for (const { decision, bound } of all) {
    items.push({
      text: bound.mail().subject,
      href: linkAddress(desk.portalOrigin, await freshLink(desk, decision, at)),
      by: longDate(londonDate(answerBy(decision, at))),
    });
  }
  const [first] = all;
  return {
    subject: `${all.length} things wait for your answer: ${hostsOf(all)}`,
    greeting: greeting(first?.bound.addressee ?? { name: 'colleague' }),
    firstLine: `${all.length} questions about peer reviews wait for your answer.`,
    paragraphs: ['Each opens a page of its own. You can answer them in any order.'],
    items,
    whyYou: 'You get one mail for everything that waits for you, because you are named as the person who answers.',
  };
}

function hostsOf(all: readonly DueQuestion[]): string {
  const hosts = [...new Set(all.map(({ bound }) => bound.hostName))];
  return hosts.length <= 2 ? hosts.join(' and ') : `${hosts[0]} and ${hosts.length - 1} others`;
}
