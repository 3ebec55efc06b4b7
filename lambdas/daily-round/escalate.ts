import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { type Addressee, roleName } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import { officeOf, reachInWords } from '../questions/reach.ts';
import { addresseeOf, centralTeam, noMailOf } from '../questions/review-context.ts';
import type { DailyRoundDeps, DueQuestion } from './daily-round-deps.ts';

/** A question that somebody else has to know of: nobody has answered, or its workflow did not go on. */
export interface Escalation extends DueQuestion {
  readonly why: 'tell-hub-manager' | 'tell-central-team' | 'stuck';
}

/**
 * Tells hub managers and the central team what is late or stuck: one mail for each of them and page of the round. A hub
 * without a manager whom mail reaches, and a host without a hub, go to the central team.
 */
export async function escalate(escalations: readonly Escalation[], at: string, deps: DailyRoundDeps): Promise<void> {
  if (escalations.length === 0) return;
  const lists = new Map<string, { readonly to: Addressee; readonly all: Escalation[] }>();
  for (const escalation of escalations) {
    const to = await whoHelps(escalation, deps);
    const list = lists.get(to.person) ?? { to, all: [] };
    list.all.push(escalation);
    lists.set(to.person, list);
  }
  for (const { to, all } of lists.values()) await tell(to, all, at, deps);
}

async function whoHelps({ bound, why }: Escalation, deps: DailyRoundDeps): Promise<Addressee> {
  if (why === 'tell-hub-manager' && bound.addressee.hub !== undefined) {
    const hub = await deps.store.hub(bound.addressee.hub);
    const manager = hub?.manager === undefined ? undefined : await deps.store.person(hub.manager);
    if (manager && noMailOf(manager) === undefined) return addresseeOf(manager, 'hub-manager', bound.addressee.hub);
  }
  return centralTeam(deps);
}

async function tell(to: Addressee, all: readonly Escalation[], at: string, deps: DailyRoundDeps): Promise<void> {
  const today = londonDate(at);
  const [first] = all;
  if (!first) return;
  const once = deps.store.readingOnce(); // a school that is late with much is one row, and all of them come together
  const offices = await Promise.all(all.map(({ bound }) => officeOf(bound.addressee, once)));
  const hosts = [...new Set(all.map(({ bound }) => bound.hostName))];
  await deps.mailer.sendContent(
    first.decision.about,
    {
      message: `late.${today}.${to.person}.${first.decision.decision}`,
      kind: 'escalation',
      to,
      content: {
        subject: `No answer yet: ${hosts.length === 1 ? hosts[0] : `${hosts.length} schools or trusts`}`,
        greeting: greeting(to),
        firstLine:
          all.length === 1
            ? 'A question has gone unanswered for longer than it should.'
            : `${all.length} questions have gone unanswered for longer than they should.`,
        paragraphs: [whatToDo(to, all)],
        items: all.map((one, index) => ({
          text: sentence(one, offices[index]),
          by: longDate(londonDate(one.decision.dueAt)),
        })),
        whyYou:
          to.role === 'central-team'
            ? 'The central team is told of everything that is late.'
            : 'You are told because you manage the hub this school belongs to.',
      },
    },
    at,
  );
}

function whatToDo(to: Addressee, all: readonly Escalation[]): string {
  const ownOnly = all.every(({ bound }) => bound.addressee.person === to.person);
  return ownOnly
    ? 'It waits for you: the link is in the mail that asked, and it still works.'
    : 'Could you get in touch with them? How to reach each of them stands below. They have the link in their mails, and it still works.';
}

/** What is late, of whom and since when, and how to reach them. */
function sentence({ decision, bound, why }: Escalation, office: string | undefined): string {
  const { role, name, person } = bound.addressee;
  // The host's own leader is a head or a chief executive, and the name before says which.
  const whom = role === 'host' ? '' : ` of the ${roleName[role]}`;
  const on = londonDate(decision.askedAt);
  // Whoever helps knows then that there was no time, and nobody who let it lie.
  const late = on >= londonDate(decision.dueAt) ? ', the day by which an answer was wanted' : '';
  const asked = `${bound.hostName}: “${bound.page().title}”, asked${whom} on ${longDate(on)}${late}`;
  if (person === 'central-team') return asked + stuckOn(why);
  return `${asked}${stuckOn(why)}. ${name}: ${reachInWords(bound.addressee, office)}`;
}

const stuckOn = (why: Escalation['why']): string =>
  why === 'stuck' ? '. Its time was over and the workflow had not gone on; it has been told now' : '';
