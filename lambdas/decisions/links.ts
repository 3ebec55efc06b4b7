import { createHash, randomBytes } from 'node:crypto';

/** A link's secret and what is kept of it. */
export interface NewLink {
  /** 256 random bits, base64url: 43 characters. Only ever in the mail itself. */
  readonly secret: string;
  /** SHA-256 of the secret, hexadecimal. */
  readonly hash: string;
}

const SECRET = /^[A-Za-z0-9_-]{43}$/;

export function newLink(): NewLink {
  const secret = randomBytes(32).toString('base64url');
  return { secret, hash: hashOf(secret) };
}

/** What a link's row is found by; nothing for a text that no link ever had. */
export const hashOfLink = (text: string | undefined): string | undefined =>
  text !== undefined && SECRET.test(text) ? hashOf(text) : undefined;

/** How begins what a link is about that confirms an address: it leads to no question. */
export const REGISTRATION = 'registration-';

export const isOfRegistration = ({ about }: { readonly about: string }): boolean => about.startsWith(REGISTRATION);

/** The address that goes into the mail. */
export const linkAddress = (portalOrigin: string, secret: string): string => `${portalOrigin}/d/${secret}`;

const hashOf = (secret: string): string => createHash('sha256').update(secret).digest('hex');

/** Rows of links go two years after they were made, in seconds since the epoch, as DynamoDB's TTL wants it. */
export const purgeSeconds = (madeAt: string): number => Math.floor(Date.parse(madeAt) / 1000) + 2 * 365 * 24 * 3600;
