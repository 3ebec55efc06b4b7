/** What follows when mail to somebody comes back for good, or is complained about. */
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { NoMail } from '../mail/address.ts';
import { digestOf, endsMail, type MailEvent, mailOf } from '../mail/record-mail-event.ts';
import { officeTelephone } from '../members/telephones.ts';
import type { Decision, Person } from '../store/store.ts';
import type { AskingDeps } from './ask.ts';
import { askInstead } from './ask-instead.ts';
import { deliver } from './deliver.ts';
import { bindAgain, type Catalogue } from './open-link.ts';
import { type InReach, inReach } from './out-of-reach.ts';
import { type BoundQuestion, roleName } from './question.ts';
import { telephoneThem } from './reach.ts';
import { centralTeam } from './review-context.ts';
import { settleByDefault } from './settle.ts';

export interface NoMailDeps extends AskingDeps {
  readonly catalogue: Catalogue;
}

/** An open question of the person, and to whom it goes now. */
interface Moving extends InReach {
  readonly decision: Decision;
}

type Marked = Person & { readonly mail: NoMail; readonly mailSince: string };

/**
 * Ends the mails to a person when an event says so: the person's row keeps why, the central team is told in one mail,
 * and each question that waits for them goes to the next contact. Where nobody else can answer, the question stays open
 * for the central team; an invitation counts as unanswered and the next candidate is asked.
 *
 * An event that comes twice finds all of it done. One about an address that was corrected meanwhile changes nothing.
 */
export async function endMail(event: MailEvent, deps: NoMailDeps): Promise<void> {
  const why = endsMail(event);
  const mail = mailOf(event);
  if (why === undefined || mail === undefined) return;
  const message = await deps.store.message(mail.about, mail.message);
  const person = message && (await deps.store.person(message.person));
  if (!person || !event.detail.mail.destination.includes(digestOf(person.email))) return;
  await endMailTo(person, why, new Date(event.time).toISOString(), deps);
}

/** Ends the mails to a person for the reason given, and passes on what waits for them. */
export async function endMailTo(person: Person, why: NoMail, at: string, deps: NoMailDeps): Promise<void> {
  const marked = await mark(person, why, at, deps);
  if (!marked) return;
  const moving = await questionsOf(marked, deps);
  // Told before it is done: were it the other way round, an attempt that breaks off would have nothing left to tell.
  await tellCentralTeam(marked, moving, at, deps);
  for (const one of moving) await move(one, marked, at, deps);
}

/** @returns nothing when the address was corrected at the same moment. */
async function mark(person: Person, why: NoMail, at: string, { store }: NoMailDeps): Promise<Marked | undefined> {
  const known = asMarked(person);
  if (known) return known;
  const written = await store.write([
    store.rows.person
      .patch({ person: person.person })
      .set({ mail: why, mailSince: at })
      .where((row, { eq, notExists }) => `${notExists(row.mail)} AND ${eq(row.email, person.email)}`)
      .commit(),
  ]);
  if (written.written) return { ...person, mail: why, mailSince: at };
  return asMarked(await store.needPerson(person.person));
}

const asMarked = (person: Person): Marked | undefined =>
  person.mail !== undefined && person.mailSince !== undefined
    ? { ...person, mail: person.mail, mailSince: person.mailSince }
    : undefined;

async function questionsOf({ person, mail: noMail }: Marked, deps: NoMailDeps): Promise<readonly Moving[]> {
  const moving: Moving[] = [];
  for (const decision of await deps.store.openDecisionsOf(person)) {
    if (decision.status !== 'open') continue;
    const bound = await bindAgain(decision, deps.catalogue(decision.question), deps);
    // A link that only stands ready asks for nothing.
    if (bound.standing) continue;
    // The question may have read the person's row as it was before the mark: reads may be older than the last write.
    const addressee = { ...bound.addressee, noMail };
    moving.push({ decision, ...(await inReach({ ...bound, addressee }, decision, deps)) });
  }
  return moving;
}

async function move({ decision, bound, nobody }: Moving, from: Marked, at: string, deps: NoMailDeps): Promise<void> {
  if (nobody) {
    if (!bound.unreachableIsSilence) return;
    await deliver(deps.store, deps.callbacks, await settleByDefault(deps.store, bound, decision, at));
    return;
  }
  await askInstead(
    {
      decision,
      bound,
      named: 'passed-on',
      audit: {
        who: 'workflow',
        role: 'workflow',
        what: `passed on the question, since ${SINCE[from.mail]} ${from.person}`,
      },
      atOnce: false,
    },
    at,
    deps,
  );
}

const SINCE: Readonly<Record<NoMail, string>> = {
  bounces: 'no mail reaches',
  complained: 'no mail reaches',
  'wrong-person': 'somebody else reads the mails of',
  erased: 'nothing is to be held any more on',
};

async function tellCentralTeam(person: Marked, moving: readonly Moving[], at: string, deps: NoMailDeps): Promise<void> {
  const { mail, mailSince, member } = person;
  // The central team has it erased itself, and has to hear of nothing but of what waited for them.
  if (mail === 'erased' && moving.length === 0) return;
  const name = mail === 'erased' ? person.person : person.name;
  const works = member === undefined ? undefined : await deps.store.member(member);
  const where = works?.name ?? 'independent';
  const office = works && officeTelephone(works);
  await deps.mailer.sendContent(
    `person-${person.person}`,
    {
      message: `no-mail.${mailSince}`,
      kind: 'no-mail',
      to: centralTeam(deps),
      content: {
        subject: `Mail to ${mail === 'erased' ? person.person : person.name} ${WHAT_IS_WRONG[mail]}: ${where}`,
        greeting: `Dear ${deps.centralTeam.name}`,
        firstLine: firstLine(person),
        paragraphs: [
          'Nothing is mailed to this address any more. What waits for this person, and all that will be asked of them, goes to the next contact of the school or trust where there is one.',
          mail === 'complained' ? askWhereMailIsWelcome(person, office) : WHAT_TO_DO[mail],
        ],
        facts: [
          { label: 'Person', value: name },
          ...(person.jobTitle === undefined ? [] : [{ label: 'Job', value: person.jobTitle }]),
          { label: 'Works at', value: where },
          ...(mail === 'erased' || person.telephone === undefined
            ? []
            : [{ label: 'Telephone', value: person.telephone }]),
          ...(office === undefined ? [] : [{ label: 'Its office', value: office }]),
        ],
        items: moving.map((one) => ({ text: sentence(one), by: longDate(londonDate(one.decision.dueAt)) })),
        whyYou: 'The central team is told once of everybody whom no mail reaches.',
      },
    },
    at,
  );
}

const WHAT_IS_WRONG: Readonly<Record<NoMail, string>> = {
  bounces: 'comes back',
  complained: 'is not wanted',
  'wrong-person': 'reaches somebody else',
  erased: 'has ended, since their data is erased',
};

const FIND_OUT =
  'Please find out the right address, or who has followed, and import it. From then on mail goes there as usual.';

const askWhereMailIsWelcome = (person: Marked, office: string | undefined): string =>
  `Please ${telephoneThem(person, { office })}, and ask at which address mail from us is welcome. Import it; from then on mail goes to it as usual.`;

const WHAT_TO_DO: Readonly<Record<Exclude<NoMail, 'complained'>, string>> = {
  bounces: FIND_OUT,
  'wrong-person': FIND_OUT,
  erased: 'Where nobody else can answer, please find out who has followed, and import them.',
};

function firstLine({ mail, name }: Marked): string {
  switch (mail) {
    case 'bounces':
      return `Mail to ${name} comes back: the address does not exist, or takes nothing from us.`;
    case 'complained':
      return `${name} has marked our mail as unwanted.`;
    case 'wrong-person':
      return `Somebody who reads our mail to ${name} has told us that it is not for them.`;
    case 'erased':
      return 'What waited for somebody whose data is being erased has been passed on.';
  }
}

const sentence = ({ bound, nobody }: Moving): string =>
  `${bound.hostName}, “${bound.page().title}”: ${nobody ? whatNow(bound) : `asked of ${bound.addressee.name} now`}`;

function whatNow({ unreachableIsSilence, addressee }: BoundQuestion): string {
  if (unreachableIsSilence) return 'counts as unanswered, and the next person is asked';
  return `there is nobody else to ask, so please ${telephoneThem(addressee, { whom: `the ${roleName[addressee.role]}` })}`;
}
