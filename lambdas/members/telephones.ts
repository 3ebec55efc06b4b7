import type { Member } from '../store/store.ts';

/** The number of a school's or trust's office: what it said itself, or our own file did, counts over the register. */
export const officeTelephone = ({
  telephone,
  telephoneOfRegister,
}: Pick<Member, 'telephone' | 'telephoneOfRegister'>): string | undefined => telephone ?? telephoneOfRegister;
