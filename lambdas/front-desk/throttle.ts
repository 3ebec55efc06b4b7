import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { londonDate } from '../calendar/london.ts';
import { hashOfLink } from '../decisions/links.ts';
import type { Store } from '../store/store.ts';
import { requestInstant } from './portal.ts';

/**
 * Forms that are taken in ten minutes. A person who saves a long form after every sentence does not reach the first; all
 * the leaders of a large school behind one network address do not reach the second together. What makes us write to
 * somebody who is not known by a link is for few.
 */
const LIMITS = { link: 60, address: 600, stranger: 10 } as const;

/** Wishes for fresh links a day for one person by whoever types the address: nobody's inbox is to be filled by strangers. */
const WISHES_A_DAY = 6;

/** Whether this form is one too many from its link or its network address. Only a hash of either is kept, for a day. */
export async function tooMany(event: APIGatewayProxyEventV2, store: Store): Promise<boolean> {
  const at = requestInstant(event);
  const link = hashOfLink(event.pathParameters?.['secret']);
  const address = addressOf(event, at);
  const [ofAddress, ofLink] = await Promise.all([
    store.countAttempt(address, at),
    link === undefined ? store.countAttempt(`${address}-without-link`, at) : store.countAttempt(`link-${link}`, at),
  ]);
  return ofAddress > LIMITS.address || ofLink > (link === undefined ? LIMITS.stranger : LIMITS.link);
}

/** Whether fresh links were wished for a person often enough today by people who came without a link. */
export async function wishedEnough(person: string, at: string, store: Store): Promise<boolean> {
  return (await store.countAttempt(`wish-${person}`, at, londonDate(at))) > WISHES_A_DAY;
}

/** Another hash every day, so that a network address cannot be followed over time. */
function addressOf(event: APIGatewayProxyEventV2, at: string): string {
  const { sourceIp } = event.requestContext.http;
  return `address-${createHash('sha256')
    .update(`${londonDate(at)} ${sourceIp}`)
    .digest('hex')}`;
}
