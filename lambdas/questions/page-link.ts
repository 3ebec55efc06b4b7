import type { DecisionLink, Store, WriteItem } from '../store/store.ts';
import { aboutPage, linkAddress, newLink, pageOf } from './links.ts';
import type { Role } from './question.ts';

/** A page that asks nothing, and who may open it by a link of their own. */
export interface PageWanted {
  /** The page's name, as the app lists it: 'review-as-written'. */
  readonly page: string;
  /** What it is of: the name of a review, a person's id, a year. */
  readonly of: string;
  readonly reader: { readonly person: string; readonly role: Role };
  /** The instant from which the link opens it, and for how many days. */
  readonly at: string;
  readonly days: number;
}

/** A page as its link's row names it. */
export interface PageOpened {
  readonly page: string;
  readonly of: string;
  readonly reader: { readonly person: string; readonly role: Role };
}

const DAY_MS = 86_400_000;

/**
 * A link to a page. Its row is to be written together with what tells the reader of it, or with the audit entry that says who had
 * it made.
 */
export function pageLink(
  wanted: PageWanted,
  deps: { readonly store: Pick<Store, 'rows'>; readonly portalOrigin: string },
): { readonly row: WriteItem; readonly address: string } {
  const { page, of, reader, at, days } = wanted;
  const { hash, secret } = newLink();
  const row = deps.store.rows.decisionLink
    .create({
      hash,
      about: aboutPage(page),
      decision: of,
      person: reader.person,
      role: reader.role,
      madeAt: at,
      expiresAtSeconds: Math.floor((Date.parse(at) + days * DAY_MS) / 1000),
    })
    .commit();
  return { row, address: linkAddress(deps.portalOrigin, secret) };
}

/** What the row of such a link names. */
export const pageOpened = (link: DecisionLink): PageOpened => ({
  page: pageOf(link),
  of: link.decision,
  reader: { person: link.person, role: link.role as Role },
});
