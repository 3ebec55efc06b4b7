import { createHash } from 'node:crypto';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { londonDate } from '../calendar/london.ts';
import { factsOf } from '../catalogue/all-facts.ts';
import { knownLink, rememberLink } from '../questions/known-links.ts';
import { hashOfLink, isOfPage, isOfRegistration } from '../questions/links.ts';
import { questionOf } from '../questions/question.ts';
import type { UncountedForm } from '../questions/uncounted-form.ts';
import type { DecisionLink, Store } from '../store/store.ts';
import { requestInstant } from './portal.ts';

/**
 * Forms of a link's life that are counted on its own row alone, so that an ordinary answer costs one count a form: it is checked and
 * sent; of a form in parts eight are saved at most before that. Nobody can make links but we, so whoever hammers soon has no such
 * forms left, and without a link there are none.
 */
const LINKS_DUE = { plain: 2, inParts: 10 } as const;

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
 * a link beyond what its question takes. Only a hash of the address is kept, for a day.
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
  if (link && !isOfRegistration(link) && !isOfPage(link)) rememberLink(store, link);
  const forms = link?.forms ?? 0;
  if (link && forms <= dueOf(link)) return { tooMany: false, link };
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

/** A form is one too many from its link or its network address. */
export class TooManyForms extends Error {
  override name = 'TooManyForms';
}

/** The form of a request, until it is counted. */
export interface FormToCount extends UncountedForm {
  countNow(): Promise<DecisionLink | undefined>;
}

/**
 * A form by a link that this process remembers, and that has forms left which no limit is for: such a one may be counted with what it
 * writes, and its link's row be read with the rest. Nothing for any other, which is counted before anything else.
 *
 * @returns the link as it is remembered, and the form that is still to be counted, once
 */
export function countsLater(
  event: APIGatewayProxyEventV2,
  store: Store,
): { readonly link: DecisionLink; readonly form: FormToCount } | undefined {
  const hash = hashOfLink(event.pathParameters?.['secret']);
  const link = hash === undefined ? undefined : knownLink(store, hash);
  if (!link || (link.forms ?? 0) >= dueOf(link)) return undefined;
  let isCounted = false;
  const form: FormToCount = {
    item: store.countFormItem(link.hash, dueOf(link)),
    get isCounted() {
      return isCounted;
    },
    counted() {
      isCounted = true;
      rememberLink(store, { ...link, forms: (link.forms ?? 0) + 1 });
    },
    async countNow() {
      isCounted = true;
      const { tooMany, link: now } = await countForm(event, store);
      if (tooMany) throw new TooManyForms('One form too many came by a link.');
      return now;
    },
  };
  return { link, form };
}

const dueOf = ({ decision }: DecisionLink): number =>
  factsOf(questionOf(decision))?.inParts ? LINKS_DUE.inParts : LINKS_DUE.plain;

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
