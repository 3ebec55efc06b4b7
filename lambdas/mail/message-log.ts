/** What is written of each mail, and which way its status may go. */
import { conditionFailed } from '../store/condition-failed.ts';
import { OPEN } from '../store/entities/agenda.ts';
import type { MESSAGE_STATUSES } from '../store/entities/records.ts';
import { mailOf, news } from '../store/news.ts';
import type { Message, Store, WriteItem } from '../store/store.ts';
import type { Entry } from './calendar-file.ts';
import type { MailContent } from './content.ts';
import { nextMorning, type Waiting, type WaitingSince } from './waiting.ts';

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** The part of the store that mails need. */
export type MessageStore = Pick<Store, 'entities' | 'rows' | 'rowAt' | 'write' | 'message' | 'calendarMessages'>;

export interface NewMessage {
  /** The review or membership the mail is about. */
  readonly about: string;
  /** The mail's id among those of `about`. */
  readonly message: string;
  /** What sort of mail it is: 'invitation', 'dates-fixed'. */
  readonly kind: string;
  /** The id of the person it goes to. */
  readonly person: string;
  /** The question that it asks, where it asks one. */
  readonly decision?: string | undefined;
  /** The instant of sending. */
  readonly at: string;
  /** What it brings to the person's calendar. Kept, since the next change of the entry follows from it. */
  readonly calendar?: Entry | undefined;
  /** What it says, where that may be kept until it has gone: see `keptUntilSent`. */
  readonly content?: MailContent | undefined;
}

/**
 * The statuses from which each may be reached. Events come late, twice and in any order; what is not listed changes
 * nothing: a mail that came back for good stays so, one that arrived is no longer delayed.
 */
export const reachedFrom: Readonly<Record<Exclude<MessageStatus, 'sending'>, readonly MessageStatus[]>> = {
  sent: ['sending'],
  'not-sent': ['sending'],
  delayed: ['sending', 'sent'],
  delivered: ['sending', 'sent', 'delayed'],
  // A mail server may take a mail and send it back minutes later, so 'delivered' is not the end.
  bounced: ['sending', 'sent', 'delayed', 'delivered'],
  complained: ['sending', 'sent', 'delayed', 'delivered'],
};

/**
 * What SES makes of an out-of-office answer, and of little else once a mail was delivered (SES developer guide, 'Bounce
 * types': "If you send an email to a recipient who has an active automatic response rule, you might receive this").
 */
const AUTOMATIC_ANSWER = 'transient.general';

/** A mailbox that is full, a server that is away: says nothing of the next mail, nor of this one if it arrives after all. */
const PASSING = 'transient.';

/** Sending a mail is tried again for minutes, or by hand within the hour; what is older than this, nobody is sending. */
const SENDING_FOR_MS = 2 * 3_600_000;

/** That a mail went is known for so long [D]; DynamoDB deletes its row within days after. A writer of mails knows no year, so no year says otherwise. */
export const MAILS_KEPT_YEARS = 2;

const KEPT_SECONDS = MAILS_KEPT_YEARS * 365 * 86_400;

/** The row of a mail that is about to be sent. */
export const asSending = ({ decision, ...message }: NewMessage) =>
  ({
    ...message,
    ...(decision !== undefined && { decision }),
    status: 'sending',
    unsent: 'unsent',
    queue: OPEN,
    nextActionAt: new Date(Date.parse(message.at) + SENDING_FOR_MS).toISOString(),
    expiresAtSeconds: keptUntil(message.at),
  }) as const;

/**
 * The row of a mail that waits for the next working morning: dated on it and due then. Nobody looks for it among those that Amazon did not
 * take.
 */
export const asWaiting = ({ decision: _, calendar: __, ...message }: NewMessage, waits: Waiting) =>
  ({
    ...message,
    at: nextMorning(message.at),
    status: 'sending',
    queue: OPEN,
    nextActionAt: nextMorning(message.at),
    waits: { ...waits, since: message.at } satisfies WaitingSince,
    expiresAtSeconds: keptUntil(message.at),
  }) as const;

const keptUntil = (at: string): number => Math.floor(Date.parse(at) / 1000) + KEPT_SECONDS;

/**
 * Writes that a mail is about to be sent.
 *
 * @returns the mail's row, with what the first attempt decided; nothing when it was sent before.
 */
export async function beginSending(store: MessageStore, message: NewMessage): Promise<NewMessage | undefined> {
  try {
    await store.entities.message.create(asSending(message)).go();
    return message;
  } catch (error) {
    if (!conditionFailed(error)) throw error;
    const known = await store.message(message.about, message.message);
    if (known === undefined) return message;
    return known.status === 'sending' ? { ...message, calendar: entryOf(known) } : undefined;
  }
}

/** Keeps that another mail tells what one was to tell, in its transaction. Refused where that one has gone, or was given up, since it was read. */
export const toldIn = (
  { rows }: Pick<MessageStore, 'rows'>,
  { about, message }: Pick<Message, 'about' | 'message'>,
  other: string,
): WriteItem =>
  rows.message
    .patch({ about, message })
    .set({ toldIn: other })
    .remove([...WAITING])
    .where(({ status, queue }, { eq, exists }) => `${eq(status, 'sending')} AND ${exists(queue)}`)
    .commit();

/**
 * Keeps that nobody needs a mail any more that has not gone: what it was to say was said by another since, or matters no longer. One that
 * has gone since it was read stays as it is.
 */
export async function giveUp(
  store: MessageStore,
  { about, message }: Pick<Message, 'about' | 'message'>,
): Promise<void> {
  try {
    await store.entities.message
      .patch({ about, message })
      .remove([...WAITING])
      .where(({ status }, { eq }) => eq(status, 'sending'))
      .go({ response: 'none' });
  } catch (error) {
    if (!conditionFailed(error)) throw error;
  }
}

/** Whether a mail was given up: it has not gone, and nothing waits to send it. */
export const isGivenUp = ({ status, unsent, queue }: Pick<Message, 'status' | 'unsent' | 'queue'>): boolean =>
  status === 'sending' && unsent === undefined && queue === undefined;

/**
 * What is kept of a mail until it has gone, so that whoever finds it unsent can send it as it was: all of it, where it asks
 * nothing. The secret of a link is kept nowhere, so a mail with one is made anew by whatever wants it sent; so are long lists.
 */
export function keptUntilSent(content: MailContent): MailContent | undefined {
  const { button, items, sections, attachments } = content;
  return button || items || sections || attachments ? undefined : content;
}

/** The words of a mail that has not gone, where they were kept. */
export const contentOf = (message: Pick<Message, 'content'>): MailContent | undefined =>
  message.content as MailContent | undefined;

/** What a mail brought to its person's calendar. */
export const entryOf = (message: Message): Entry | undefined => message.calendar as Entry | undefined;

export interface Progress {
  readonly about: string;
  readonly message: string;
  readonly status: Exclude<MessageStatus, 'sending'>;
  readonly sesMessageId?: string | undefined;
  /** Why somebody should look at it: 'permanent.general', 'complaint.abuse', 'address.bounces'. Never an address. */
  readonly failure?: string | undefined;
  /** The instant at which it happened, where that was not now. */
  readonly happenedAt?: string | undefined;
}

/** Moves a mail to a status if its present one allows it. False when there is no such mail or it is further already. */
export async function recordProgress(store: MessageStore, progress: Progress): Promise<boolean> {
  const { about, message, status, sesMessageId, failure } = progress;
  if (failure !== undefined) return recordFailure(store, { ...progress, failure });
  try {
    await store.entities.message
      .patch({ about, message })
      .set({ status, ...(sesMessageId !== undefined && { sesMessageId }) })
      .remove([...WAITING, ...(status === 'delivered' ? MARK : [])])
      .where((row, operations) => mayFollow(progress, row, operations))
      .go();
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}

/** What a row has while its mail has not gone. */
const WAITING = ['unsent', 'queue', 'nextActionAt', 'content', 'waits'] as const;

/** What puts a mail before the central team. */
const MARK = ['failure', 'failed', 'failedAt'] as const;

interface Operations {
  eq(attribute: unknown, value: string): string;
  begins(attribute: unknown, value: string): string;
  lt(attribute: unknown, value: string): string;
}

/** When the mail's present row may take a status, as a condition of DynamoDB. */
function mayFollow(
  { status, failure, happenedAt }: Progress,
  row: Readonly<Record<'status' | 'failure' | 'failedAt', unknown>>,
  { eq, begins, lt }: Operations,
): string {
  const prior = reachedFrom[status].filter((one) => failure !== AUTOMATIC_ANSWER || one !== 'delivered');
  const ways = prior.map((one) => eq(row.status, one));
  // Each call of an operation puts its value into the request, so none is made ahead of its use.
  const cameBack = () => eq(row.status, 'bounced');
  // What is certain replaces what passes; and a later delivery ends it. An automatic answer proves that it was delivered.
  if (status === 'delivered') {
    ways.push(`(${cameBack()} AND ${eq(row.failure, AUTOMATIC_ANSWER)})`);
    if (happenedAt !== undefined) {
      ways.push(`(${cameBack()} AND ${begins(row.failure, PASSING)} AND ${lt(row.failedAt, happenedAt)})`);
    }
  } else if (failure !== undefined && !failure.startsWith(PASSING)) {
    ways.push(`(${cameBack()} AND ${begins(row.failure, PASSING)})`);
  }
  return ways.join(' OR ');
}

/** That a mail did not arrive is news for the weekly digest, under the day on which it was sent. */
async function recordFailure(store: MessageStore, progress: Progress & { readonly failure: string }): Promise<boolean> {
  const { about, message, status, sesMessageId, failure, happenedAt } = progress;
  const sent = await store.rowAt<Message>(store.entities.message.get({ about, message }));
  if (sent === undefined) return false;
  const { written } = await store.write([
    store.rows.message
      .patch({ about, message })
      .set({
        status,
        ...(sesMessageId !== undefined && { sesMessageId }),
        failure,
        failed: 'failed',
        ...(happenedAt !== undefined && { failedAt: happenedAt }),
      })
      .composite({ at: sent.at })
      .remove([...WAITING])
      .where((row, operations) => mayFollow(progress, row, operations))
      .commit(),
    news(store, mailOf(about, sent.at)),
  ]);
  return written;
}
