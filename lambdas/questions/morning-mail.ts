/** A mail that tells what can wait for the next working morning, where all that waits for one reader is one mail. */
import { asWaiting, type MessageStore } from '../mail/message-log.ts';
import type { Waiting } from '../mail/waiting.ts';
import type { Store, WriteItem } from '../store/store.ts';
import type { Notice } from './question.ts';
import type { MorningKind, ToldInMorning } from './telling-mails.ts';

/** Such a mail, as it goes where nothing else waits for its reader. Its greeting is that of the morning. */
export interface MorningMail extends Omit<Notice, 'to' | 'kind' | 'button' | 'calendar'> {
  /** Whoever manages the hub on that morning, today `person`; or the central team. */
  readonly to: { readonly hub: string; readonly person: string } | 'central-team';
  readonly kind: MorningKind;
  /** What it tells is so while the row that it is about has these: see `Waiting`. */
  readonly so: Waiting['so'];
  /** What it comes to in a line of a mail with others. */
  readonly line: Waiting['line'];
}

/** How several of a kind are told in one mail, whatever else stands in it. */
export interface ToldTogether {
  /** The weekly digest lists all that such a mail says, so whoever has that this morning is not told it again. */
  readonly inDigest: boolean;
  /** 'three reviews in your hub have dates'. @param count in words. @param where ' in your hub', or nothing. */
  subject(count: string, where: string, isOne: boolean): string;
  /** The same as a whole sentence. */
  sentence(count: string, where: string, isOne: boolean): string;
  /** What stands above the list of them: 'Dates fixed'. */
  readonly heading: string;
  /** What is to be done about it, or that it is nothing. */
  readonly advice: string;
}

/** All kinds that wait, in the order in which a mail tells of them. */
export type AllToldTogether = Readonly<Record<ToldInMorning, ToldTogether>>;

/** The row of a mail that waits, for the transaction in which it becomes due. It is written once: refused where it is there already. */
export function leftToMorning(
  about: string,
  { to, kind, so, line, ...words }: MorningMail,
  at: string,
  { rows }: Pick<MessageStore, 'rows'>,
): WriteItem {
  const [hub, person] = to === 'central-team' ? [undefined, to] : [to.hub, to.person];
  const [as = ''] = kind.split('.', 1);
  const message = { about, message: `${kind}.${person}`, kind, person, at, content: words };
  return rows.message.create(asWaiting(message, { as, so, line, ...(hub !== undefined && { hub }) })).commit();
}

/** Leaves a mail to the morning, once. */
export async function leaveToMorning(about: string, mail: MorningMail, at: string, store: Store): Promise<void> {
  await store.write([leftToMorning(about, mail, at, store)]);
}
