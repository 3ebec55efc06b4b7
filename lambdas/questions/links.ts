import { createHash, randomBytes } from 'node:crypto';
import { mailHash } from '../store/entities/members.ts';

/** A link's secret and what is kept of it. */
export interface NewLink {
  /** 256 random bits, base64url: 43 characters. Only ever in the mail itself. */
  readonly secret: string;
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string;
}

const SECRET = /^[A-Za-z0-9_-]{43}(?![A-Za-z0-9_-])/;

/**
 * What is put into long addresses where a line ends: the '=' of quoted-printable (RFC 2045, 6.7), spaces, and signs that
 * nobody sees. None of them can be part of a secret.
 */
const BREAKS = /[=\s\u00AD\u200B-\u200D\u2060\uFEFF]/g;

export function newLink(): NewLink {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/**
 * The secret in the last part of an address, as somebody copied it or a mail program made it a link: a full stop, a bracket
 * or whatever else no secret holds may follow, and the end of a line may be within. Nothing where there is none.
 */
export const secretIn = (text: string): string | undefined =>
  (SECRET.exec(text) ?? SECRET.exec(text.replace(BREAKS, '')))?.[0];

/** What a link's row is found by; nothing for a text that no link ever had. */
export function hashOfLink(text: string | undefined): string | undefined {
  const secret = text === undefined ? undefined : secretIn(text);
  return secret === undefined ? undefined : hashOf(secret);
}

/** How begins what a link is about that confirms an address: it leads to no question. */
const REGISTRATION = 'registration-';

/** The name of what is registered with an address. */
export const registrationAt = (email: string): string => `${REGISTRATION}${mailHash(email).slice(0, 32)}`;

export const isOfRegistration = ({ about }: { readonly about: string }): boolean => about.startsWith(REGISTRATION);

/** How begins what a link is about that leads to a page which asks nothing: 'page-review-as-written'. */
const PAGE = 'page-';

export const isOfPage = ({ about }: { readonly about: string }): boolean => about.startsWith(PAGE);

/** The name of the page that such a link leads to. */
export const pageOf = ({ about }: { readonly about: string }): string => about.slice(PAGE.length);

export const aboutPage = (page: string): string => `${PAGE}${page}`;

/** The address that goes into the mail. */
export const linkAddress = (portalOrigin: string, secret: string): string => `${portalOrigin}/d/${secret}`;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Rows of links go two years after they were made, in seconds since the epoch, as DynamoDB's TTL wants it. */
export const purgeSeconds = (madeAt: string): number => Math.floor(Date.parse(madeAt) / 1000) + 2 * 365 * 24 * 3600;

/** A link as the audit names it: enough of its hash to tell links apart, and nothing to open one with. */
export const linkInAudit = ({ hash }: { readonly hash: string }): string => hash.slice(0, 12);
