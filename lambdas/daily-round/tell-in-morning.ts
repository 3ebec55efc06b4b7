/** What waited for the morning: one mail for each reader, of all that is still so. */

import { londonDate } from '../calendar/london.ts';
import { digestId, digestWeek, isSince } from '../central-team/digest-week.ts';
import type { MailContent } from '../mail/content.ts';
import { contentOf, giveUp, toldIn } from '../mail/message-log.ts';
import { aboutToSend, type Begun } from '../mail/send-mail.ts';
import { type WaitingSince, waitingOf } from '../mail/waiting.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { mailFor, type Wanted } from '../questions/mailer.ts';
import type { Addressee } from '../questions/question.ts';
import { greeting } from '../questions/question-mail.ts';
import { addresseeOf, centralTeam } from '../questions/review-context.ts';
import type { ToldInMorning } from '../questions/telling-mails.ts';
import { aboutPerson } from '../store/agenda.ts';
import type { Message, Review, Store } from '../store/store.ts';
import type { DailyRoundDeps } from './daily-round-deps.ts';
import { severalInOne, type Waited } from './several-in-one.ts';

type TellingDeps = Pick<DailyRoundDeps, 'store' | 'mailer' | 'centralTeam' | 'toldInMorning'>;

/** So many fit in one transaction with the mail that tells them: DynamoDB takes 100 rows. */
const IN_ONE = 90;

/**
 * Tells each reader in one mail what has waited for them; one thing alone goes in its own words, as the mail that it is. What is no longer so, what
 * the weekly digest of this morning has told its reader, and what nobody is there to read, is told to nobody and leaves the agenda.
 *
 * What is told together is taken out of the agenda in the transaction that writes the mail which tells it; where that breaks off before its mail
 * went, the next round finds it as any mail that did not go. All rows that this needs are read once more, together: an index may be old.
 *
 * @returns the mails that could not be sent: somebody has to look at them, and the next round tries again.
 */
export async function tellInMorning(
  mails: readonly Message[],
  at: string,
  deps: TellingDeps,
): Promise<readonly Message[]> {
  if (mails.length === 0) return [];
  const once = deps.store.readingOnce();
  const found = await Promise.all(mails.map((mail) => lookAt(mail, at, once, deps)));
  for (const one of found) if (one && 'needless' in one) await giveUp(deps.store, one.needless);
  const told = found.flatMap((one) => (one && 'to' in one ? one : []));
  const failed: Message[] = [];
  for (const theirs of Map.groupBy(told, ({ to }) => to.person).values()) {
    for (let first = 0; first < theirs.length; first += IN_ONE) {
      const [one, ...others] = theirs.slice(first, first + IN_ONE);
      if (!one) continue;
      try {
        await tell([one, ...others], at, deps);
      } catch (error) {
        const { mail } = one;
        const { about, message } = mail;
        logger.error('What waited for the morning was not told', { about, mail: message, error: errorName(error) });
        failed.push(mail);
      }
    }
  }
  return failed;
}

/** @returns nothing where another round has sent it, or given it up. */
async function lookAt(
  mail: Message,
  at: string,
  once: Store,
  deps: TellingDeps,
): Promise<Waited | { readonly needless: Message } | undefined> {
  const { about, message } = mail;
  const waits = waitingOf(mail);
  if (waits === undefined) return undefined;
  const [now, found, known] = await Promise.all([
    once.rowAt<Message>(once.entities.message.get({ about, message })),
    asItIs(about, waits, once),
    readerOf(mail.person, waits, once, deps),
    isInDigest(mail.person, waits, at, once, deps), // read ahead, for whoever mostly still is the reader
  ]);
  if (now?.status !== 'sending' || waitingOf(now) === undefined) return undefined;
  const today: WaitingSince = { ...waits, hub: waits.hub && found?.hub };
  const to = today.hub === waits.hub ? known : today.hub && (await readerOf(mail.person, today, once, deps));
  const isSo = found !== undefined && isStillSo(found.row, waits);
  if (!isSo || !to || (await isInDigest(to.person, today, at, once, deps))) return { needless: now };
  return { mail: now, waits: today, to };
}

type Attributes = Readonly<Record<string, unknown>>;

/** The row that a mail is about, and the hub to which its school or trust belongs today. */
async function asItIs(
  about: string,
  { so }: WaitingSince,
  once: Store,
): Promise<{ readonly row: Attributes; readonly hub: string | undefined } | undefined> {
  if (so.member === undefined) {
    const review = await once.rowAt<Review>(once.entities.review.get({ about }));
    return review && { row: review, hub: review.hub };
  }
  const id = String(so.member);
  const [membership, member] = await Promise.all([once.membership(id, String(so.year)), once.member(id)]);
  return membership && { row: { ...membership, turn: membership.turn ?? 1 }, hub: member?.hub };
}

/** Whether what is to be told is so today. Of a review that was called off nothing is. */
const isStillSo = (row: Attributes, { so }: WaitingSince): boolean =>
  row['status'] !== 'cancelled' && Object.entries(so).every(([name, value]) => row[name] === value);

/** Whoever manages the hub today, if anybody does, or the central team. */
async function readerOf(
  known: string,
  { hub: id }: WaitingSince,
  once: Store,
  deps: TellingDeps,
): Promise<Addressee | undefined> {
  if (id === undefined) return centralTeam(deps);
  const [hub, person] = await Promise.all([once.hub(id), once.person(known)]);
  if (hub?.manager === undefined) return undefined;
  const manager = hub.manager === known ? person : await once.person(hub.manager);
  return manager === undefined || manager.left ? undefined : addresseeOf(manager, 'hub-manager', id);
}

/** Whether the weekly digest of this morning has told it to somebody. */
async function isInDigest(
  person: string,
  { as, hub, since }: WaitingSince,
  at: string,
  once: Store,
  { toldInMorning }: TellingDeps,
): Promise<boolean> {
  const week = toldInMorning[as as ToldInMorning]?.inDigest === true ? digestWeek(at) : undefined;
  if (!week || !isSince(week, since)) return false;
  const digest = { about: aboutPerson(person), message: digestId(week, hub) };
  const row = await once.rowAt<Message>(once.entities.message.get(digest));
  return row !== undefined && row.status !== 'sending';
}

async function tell(some: readonly [Waited, ...Waited[]], at: string, deps: TellingDeps): Promise<void> {
  const { store, mailer } = deps;
  const [{ mail, to }] = some;
  const isAlone = some.length === 1;
  if (isAlone && mail.person === to.person) {
    const { about, message, kind } = mail;
    return mailer.sendContent(about, { message, kind, to, content: ownWords(mail, to), begun: ENTERS_NOTHING }, at);
  }
  const about = aboutPerson(to.person);
  const wanted: Wanted = {
    message: `in-morning.${londonDate(at)}.${mail.about}`,
    kind: 'in-morning',
    to,
    content: isAlone ? ownWords(mail, to) : severalInOne(some, deps.toldInMorning),
  };
  const { row, begun } = await aboutToSend(store, mailFor(about, wanted, at));
  const { written } = await store.write([row, ...some.map((one) => toldIn(store, one.mail, wanted.message))]);
  // Refused: another round has told some of it at this moment. What it has left is in the agenda still.
  if (written) await mailer.sendContent(about, { ...wanted, begun }, at);
}

/** Its row is there, and nothing that waits has an entry for a calendar. */
const ENTERS_NOTHING: Begun = { calendar: undefined };

const ownWords = (mail: Message, to: Addressee): MailContent => {
  const content = contentOf(mail);
  if (content === undefined) throw new NothingKept(`${mail.about}/${mail.message} waits, and no words of it are kept.`);
  return { ...content, greeting: greeting(to) };
};

/** A mail waits for the morning of which nobody knows what it was to say. */
export class NothingKept extends Error {
  override name = 'NothingKept';
}
