import { NotInTable } from '../store/store.ts';

/** The name of a member's subscription to a year in decisions, mails and audit: 'membership-2026-100183'. */
export const membershipName = (member: string, year: string): string => `membership-${year}-${member}`;

/** The name of the execution that leads through it: 'subscription-2026-100183'. */
export const subscriptionName = ({ member, year }: { readonly member: string; readonly year: string }): string =>
  `subscription-${year}-${member}`;

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
