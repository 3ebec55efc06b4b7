/** What is written of each mail, and which way its status may go. */
import type { MESSAGE_STATUSES } from '../store/entities/records.ts';
import type { Store } from '../store/store.ts';

export type MessageStatus = (typeof MESSAGE_STATUSES)[number];

/** The part of the store that mails need. */
export type MessageStore = Pick<Store, 'entities' | 'message'>;

export interface NewMessage {
  /** The review or membership the mail is about. */
  readonly about: string;
  /** The mail's id among those of `about`. */
  readonly message: string;
  /** What sort of mail it is: 'invitation', 'dates-fixed'. */
  readonly kind: string;
  /** The id of the person it goes to. */
  readonly person: string;
  /** The instant of sending. */
  readonly at: string;
}

/**
 * The statuses from which each may be reached. Events come late, twice and in any order; what is not listed changes
 * nothing: a mail that bounced stays bounced, one that arrived is no longer delayed.
 */
export const reachedFrom: Readonly<Record<Exclude<MessageStatus, 'sending'>, readonly MessageStatus[]>> = {
  sent: ['sending'],
  delayed: ['sending', 'sent'],
  delivered: ['sending', 'sent', 'delayed'],
  // A mail server may take a mail and send it back minutes later, so 'delivered' is not the end.
  bounced: ['sending', 'sent', 'delayed', 'delivered'],
  complained: ['sending', 'sent', 'delayed', 'delivered'],
};

/** Writes that a mail is about to be sent. False when it was sent before; true also when an attempt broke off. */
export async function beginSending(store: MessageStore, message: NewMessage): Promise<boolean> {
  try {
    await store.entities.message.create({ ...message, status: 'sending', unsent: 'unsent' }).go();
    return true;
  } catch (error) {
    if (!isConditionFailure(error)) throw error;
    const known = await store.message(message.about, message.message);
    return known === undefined || known.status === 'sending';
  }
}

export interface Progress {
  readonly about: string;
  readonly message: string;
  readonly status: Exclude<MessageStatus, 'sending'>;
  readonly sesMessageId?: string | undefined;
  /** Why somebody should look at it: 'permanent.general', 'complaint.abuse'. Never an address. */
  readonly failure?: string | undefined;
}

/** Moves a mail to a status if its present one allows it. False when there is no such mail or it is further already. */
export async function recordProgress(store: MessageStore, progress: Progress): Promise<boolean> {
  const { about, message, status, sesMessageId, failure } = progress;
  const toldFailure = failure !== undefined && { failure, failed: 'failed' };
  try {
    await store.entities.message
      .patch({ about, message })
      .set({ status, ...(sesMessageId !== undefined && { sesMessageId }), ...toldFailure })
      .remove(['unsent'])
      .where((row, { eq }) => reachedFrom[status].map((prior) => eq(row.status, prior)).join(' OR '))
      .go();
    return true;
  } catch (error) {
    if (isConditionFailure(error)) return false;
    throw error;
  }
}

/** ElectroDB wraps what DynamoDB said. */
function isConditionFailure(error: unknown): boolean {
  for (let cause: unknown = error; cause instanceof Error; cause = cause.cause) {
    if (cause.name === 'ConditionalCheckFailedException') return true;
  }
  return false;
}
