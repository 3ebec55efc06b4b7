/** What whoever held an office hears of its having passed on. */
import { addDays } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { isWithinWorkingHours } from '../calendar/working-days.ts';
import { giveUp, isGivenUp } from '../mail/message-log.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import { hostWords } from '../members/host-words.ts';
import type { Decision, Hub, Member, Store } from '../store/store.ts';
import { mailFor, wantedOf } from './mailer.ts';
import type { NoMailDeps } from './no-mail.ts';
import type { PassedOffice } from './office-changes.ts';
import type { Addressee, Notice } from './question.ts';
import { addresseeOf, noMailOf } from './review-context.ts';

/** An office in words, for whoever held it. */
interface OfficeWords {
  /** 'the head of Hill View Primary School'. */
  readonly office: string;
  readonly name: string;
}

export const ofHead = ({ kind, name }: Member): OfficeWords => ({
  office: `the ${hostWords({ hostKind: kind, hostName: name }).leader} of ${name}`,
  name,
});

export const ofHub = ({ name }: Hub): OfficeWords => ({
  office: `the manager or senior partner of the hub ${name}`,
  name,
});

/** The name of the audit's entry that an office has passed from one person to another. */
export const officeEntry = ({ office, from, to }: PassedOffice): string =>
  `office.${office}.${from ?? 'nobody'}.${to ?? 'nobody'}`;

/**
 * Tells whoever held an office, once for each time that it passed from them: in working hours at once, otherwise the daily round does.
 * Nobody is written to who has left, or whom no mail reaches, nor whoever held it for a day at most and was asked nothing in that time.
 */
export async function tellFormer(
  from: string,
  words: OfficeWords,
  passed: PassedOffice,
  deps: NoMailDeps,
): Promise<void> {
  const { store, mailer } = deps;
  const { of, at } = passed;
  const person = await store.person(from);
  if (!person || person.left || noMailOf(person) !== undefined) return;
  if (await heldItUnawares(from, passed, store)) return;
  const about = `person-${from}`;
  const notice = noticeTo(addresseeOf(person, 'host'), words, `${toldOf(of)}${at}`);
  if (isWithinWorkingHours(at)) return mailer.send(about, notice, at);
  const wanted = wantedOf(notice);
  if (await store.message(about, wanted.message)) return;
  const { row } = await aboutToSend(store, mailFor(about, wanted, at));
  await store.write([row]);
}

/** Whether somebody was named for an office a day ago at most, and was mailed no question since: they have no link that ends. */
async function heldItUnawares(from: string, { of, at }: PassedOffice, store: Store): Promise<boolean> {
  const since = (await store.audit(of)).findLast(
    (row) => row.at <= at && row.entry.startsWith('office.') && row.entry.endsWith(`.${from}`),
  )?.at;
  if (since === undefined) return false;
  const [first, last] = [londonDate(since), londonDate(at)];
  if (addDays(first, 1) < last) return false;
  const days = await Promise.all([...new Set([first, last])].map((day) => store.mailedOn(from, day)));
  return days.every((mailed) => mailed === undefined);
}

/** Whoever has an office back before they were told that it had passed on is not told so in the morning. */
export async function tellNothingOf(holder: string | undefined, of: string, { store }: NoMailDeps): Promise<void> {
  if (holder === undefined) return;
  for (const mail of await toldMails(holder, of, store)) if (mail.status === 'sending') await giveUp(store, mail);
}

/**
 * Whether somebody who holds an office was mailed a question before, and has not heard since that the office had passed from them: then
 * they have a link to it, which works again as soon as they are asked, and a second mail would say the same.
 */
export async function knowsOf(decision: Decision, holder: string, of: string, store: Store): Promise<boolean> {
  const last = (await toldMails(holder, of, store)).toSorted((a, b) => a.at.localeCompare(b.at)).at(-1);
  if (last === undefined || !isGivenUp(last)) return false;
  const mails = await store.messagesBeginning(decision.about, `${decision.decision}.`);
  return mails.some(({ person, status }) => person === holder && ['sent', 'delayed', 'delivered'].includes(status));
}

const toldMails = (holder: string, of: string, store: Store) => store.messagesBeginning(`person-${holder}`, toldOf(of));

/** How the mails begin by which somebody hears that an office has passed from them: `formerPlaces` in privacy/places.ts reads them too. */
const toldOf = <Of extends string>(of: Of): `office-passed.${Of}.` => `office-passed.${of}.`;

const noticeTo = (person: Addressee, { office, name }: OfficeWords, kind: Notice['kind']): Notice => ({
  to: person,
  kind,
  subject: `What we ask of ${name} goes to somebody else now`,
  firstLine: `We have been told that you are not ${office} any more, so what we ask goes to whoever is, and the links that we mailed to you for it show nothing now.`,
  paragraphs: ['Thank you for all that you have done. If this is wrong, reply to this mail.'],
  whyYou: `You get this mail because you were ${office} until now.`,
});
