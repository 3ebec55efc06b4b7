/** What is looked at before a form is taken, in this order: where it comes from, what it is, and how many came before it. */
import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import {
  type FormFields,
  FormNotReadable,
  htmlResponse,
  readForm,
  type Site,
  tooManyPage,
  unreadableFormPage,
} from '../pages/kit.ts';
import type { DecisionLink, Store } from '../store/store.ts';
import { PART_FIELD } from './form-parts.tsx';
import type { Answer, PortalResponse } from './portal.ts';
import { stepOf } from './steps.ts';
import { isWhileTyping } from './take-while-typing.ts';
import { countForm, countsLater, type FormToCount, TooManyForms } from './throttle.ts';

/** The request of a form that is taken. */
export interface SentForm extends APIGatewayProxyEventV2 {
  fields: FormFields;
  /** The link that it came by; nothing where it came by none, or by one that was never made or is purged. */
  link: DecisionLink | undefined;
  /** Where the form is to be counted with what it writes: then the link is as this process remembers it. */
  uncounted?: FormToCount | undefined;
}

/** The page for one form too many, by the address that forms are sent to; elsewhere a page that has all that was typed. */
export type TooManyPages = Readonly<Record<string, (site: Site, typed: FormFields) => string>>;

/** Lets `take` have forms of our own pages that can be read; all others are answered with a page that says why not. */
export const formsOfOurs = (site: Site, store: Store, take: Answer<SentForm>, tooManyAt: TooManyPages = {}): Answer =>
  middy<SentForm, PortalResponse>({ timeoutEarlyInMillis: 0 })
    .use([fromOurs(site), readable(site), notTooMany(site, store, tooManyAt)])
    .handler(take) as Answer;

type Middleware = MiddlewareObj<SentForm, PortalResponse>;

const fromOurs = (site: Site): Middleware => ({
  before: ({ event }) =>
    fromOurOwnPage(event)
      ? undefined
      : htmlResponse(403, unreadableFormPage(site, 'This answer did not come from our own page.')),
});

const readable = (site: Site): Middleware => ({
  before: ({ event }) => {
    try {
      event.fields = readForm(event);
      return undefined;
    } catch (error) {
      if (!(error instanceof FormNotReadable)) throw error;
      return htmlResponse(error.status, unreadableFormPage(site, error.message));
    }
  },
});

const notTooMany = (site: Site, store: Store, tooManyAt: TooManyPages): Middleware => {
  const tooManyResponse = ({ rawPath, fields }: SentForm): PortalResponse =>
    htmlResponse(429, (tooManyAt[rawPath] ?? tooManyPage)(site, fields));
  return {
    before: async ({ event }) => {
      const later = writesSomething(event.fields) ? countsLater(event, store) : undefined;
      event.uncounted = later?.form;
      event.link = later?.link;
      if (later) return undefined;
      const { tooMany, link } = await countForm(event, store, isWhileTyping(event.fields));
      event.link = link;
      return tooMany ? tooManyResponse(event) : undefined;
    },
    after: async ({ event: { uncounted } }) => {
      if (uncounted?.isCounted === false) await uncounted.countNow();
    },
    onError: async ({ event, error }) => {
      if (error instanceof TooManyForms) return tooManyResponse(event);
      if (event.uncounted?.isCounted === false) await event.uncounted.countNow().catch(() => {});
      return undefined;
    },
  };
};

/** A form by which somebody saves a part, or sends what was checked: it is counted with that. */
const writesSomething = (fields: FormFields): boolean =>
  !isWhileTyping(fields) && (Object.hasOwn(fields, PART_FIELD) || stepOf(fields) === 'send');

/**
 * Whether a form was sent from one of our own pages. Browsers say so themselves; an older one names the origin alone, and
 * says 'null' for pages that send no referrer, as ours do. A mail program that says nothing is let through, since the
 * link's secret is what another site does not have.
 */
export function fromOurOwnPage({ headers }: Pick<APIGatewayProxyEventV2, 'headers'>): boolean {
  const { 'sec-fetch-site': site, origin, host } = headers;
  if (site !== undefined) return site === 'same-origin' || site === 'none';
  if (origin === undefined || origin === 'null') return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
