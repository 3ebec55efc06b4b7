import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { londonDate } from '../calendar/london.ts';
import { hashOfLink } from '../questions/links.ts';
import type { DecisionLink, Store } from '../store/store.ts';
import { requestInstant } from './portal.ts';

/**
 * Forms of a link's life that are counted on its own row alone, so that an ordinary answer costs one count: it is checked and
 * sent. Nobody can make links but we, so whoever hammers soon has no such forms left, and without a link there are none.
 */
const EVERY_LINKS_DUE = 2;

/** Forms of a link's life for which the clock is not looked at. */
const UNTIMED = 20;

/**
 * Forms that are taken in ten minutes. A link takes 40 beyond its first 20, which a person who saves a long form after every
 * sentence does not reach; all the leaders of a large school behind one network address do not reach the second together. What
 * makes us write to somebody who is not known by a link is for few. What the script of a page saves while somebody types is counted by
 * itself, and by no address, so that it turns no button away: 30 in ten minutes, for three browsers that have one link open.
 */
const LIMITS = { link: 40, address: 600, stranger: 10, typing: 90 } as const;

/** Wishes for fresh links a day for one person by whoever types the address: nobody's inbox is to be filled by strangers. */
const WISHES_A_DAY = 6;

/** A form that was counted. */
export interface CountedForm {
  /** Whether it is one too many from its link or its network address. */
  readonly tooMany: boolean;
  /** The link that it came by; nothing where it came by none, or by one that was never made or is purged. */
  readonly link: DecisionLink | undefined;
}

/**
 * Counts a form by its link, on the link's row, and by its network address: every form that comes without a link, and those of
 * a link after its first two. Only a hash of the address is kept, for a day.
 *
 * @param isWhileTyping whether the page's script sent it.
 */
export async function countForm(
  event: APIGatewayProxyEventV2,
  store: Store,
  isWhileTyping = false,
): Promise<CountedForm> {
  const at = requestInstant(event);
  const hash = hashOfLink(event.pathParameters?.['secret']);
  const link = hash === undefined ? undefined : await store.countForm(hash);
  const forms = link?.forms ?? 0;
  if (link && forms <= EVERY_LINKS_DUE) return { tooMany: false, link };
  if (link && isWhileTyping) {
    return { tooMany: forms > UNTIMED && (await exceeds(LIMITS.typing, `typing-${link.hash}`, at, store)), link };
  }
  const address = addressOf(event, at);
  const counts = await Promise.all([
    exceeds(LIMITS.address, address, at, store),
    hash === undefined && exceeds(LIMITS.stranger, `${address}-without-link`, at, store),
    link !== undefined && forms > UNTIMED && exceeds(LIMITS.link, `link-${link.hash}`, at, store),
  ]);
  return { tooMany: counts.includes(true), link };
}

const exceeds = async (limit: number, by: string, at: string, store: Store): Promise<boolean> =>
  (await store.countAttempt(by, at)) > limit;

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
