import { type Membership, NotInTable } from '../store/store.ts';

/** The name of a member's subscription to a year in decisions, mails and audit: 'membership-2026-100183'. */
export const membershipName = (member: string, year: string): string => `membership-${year}-${member}`;

/** An opening of a member's subscription to a year, as its execution is given it. The first has no turn: it never had one. */
export interface Opening {
  readonly member: string;
  readonly year: string;
  readonly turn?: number;
}

/** Which opening a row of a membership, or the input of a step, is about: rows and executions of before are the first. */
export const turnOf = ({ turn = 1 }: { readonly turn?: number | undefined }): number => turn;

/** The opening that a membership's row stands for. */
export const openingOf = ({ member, year, turn }: Pick<Membership, 'member' | 'year' | 'turn'>): Opening =>
  turnOf({ turn }) === 1 ? { member, year } : { member, year, turn: turnOf({ turn }) };

/** The name of the execution that leads through an opening: 'subscription-2026-100183', then 'subscription-2026-100183-2'. */
export const subscriptionName = ({ member, year, turn }: Opening): string =>
  ofTurn(`subscription-${year}-${member}`, '-', turnOf({ turn }));

/** The kind of a mail that goes once in each opening: 'membership-signed', then 'membership-signed.2'. */
export const kindOfTurn = <Kind extends string>(
  kind: Kind,
  { turn }: { readonly turn?: number | undefined },
): Kind | `${Kind}.${number}` => (turnOf({ turn }) === 1 ? kind : `${kind}.${turnOf({ turn })}`);

const ofTurn = (name: string, sign: string, turn: number): string => (turn === 1 ? name : `${name}${sign}${turn}`);

/**
 * The member and year of such a name.
 *
 * @throws NotInTable when it is the name of something else.
 */
export function membershipOf(about: string): { readonly member: string; readonly year: string } {
  const [, year, member] = /^membership-(\d{4})-(.+)$/.exec(about) ?? [];
  if (year === undefined || member === undefined) throw new NotInTable('membership', about);
  return { member, year };
}

/** The person who registered a member's interest in a year; the member's head only once the central team has admitted it. */
export const contactOf = (member: string, year: string): string => `contact-${member}-${year}`;
