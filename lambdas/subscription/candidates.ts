/** Of whom the central team can admit one for a school or trust. */
import type { Person, Store } from '../store/store.ts';
import type { Interest } from './interest-form.ts';
import type { MembershipContext } from './membership-context.ts';
import { contactOf } from './membership-name.ts';
import { interestOf } from './registration.ts';

/** Somebody whom the central team can admit for a school or trust: an applicant, or the contact that an earlier release wrote. */
export interface Candidate {
  readonly id: string;
  readonly name: string;
  readonly jobTitle?: string | undefined;
  readonly email: string;
  /** What they typed of the school or trust; nothing where it was not kept. */
  readonly typed?: Interest;
  /** Their id where they lead it already, as the table knows by the same address: then they get no second one. */
  readonly known?: string;
}

/** Applicants, the first to confirm first. Before addresses were confirmed, whoever sent the form was written as a person. */
export async function candidatesOf(
  { member, membership }: MembershipContext,
  store: Store,
): Promise<readonly Candidate[]> {
  const [applicants, head] = await Promise.all([
    store.applicants(member.member, membership.year),
    member.head === undefined ? undefined : store.person(member.head),
  ]);
  if (applicants.length > 0) {
    return applicants
      .toSorted((a, b) => (a.confirmedAt < b.confirmedAt ? -1 : 1))
      .map((row) => {
        const typed = interestOf(row);
        const known = head && isSame(head, typed.email) ? { known: head.person } : {};
        return {
          id: row.applicant,
          name: typed.contactName,
          jobTitle: typed.jobTitle,
          email: typed.email,
          typed,
          ...known,
        };
      });
  }
  const contact = (await store.person(contactOf(member.member, membership.year))) ?? head;
  return contact ? [{ id: contact.person, name: contact.name, jobTitle: contact.jobTitle, email: contact.email }] : [];
}

/** Whether somebody who reads at an address is the one whom the table has as head: of a school that lapsed, or of one that followed it. */
const isSame = ({ email, left, erasureAskedAt }: Person, typed: string): boolean =>
  left !== true && erasureAskedAt === undefined && email.trim().toLowerCase() === typed.trim().toLowerCase();
