import type { Member } from '../store/store.ts';

type Numbers = Pick<Member, 'telephone' | 'telephoneOfRegister'>;

/**
 * The number of a school's or trust's office: what it said itself, or our own file did, counts over the register. '' is a word of its own
 * too: that it has none.
 */
export const officeTelephone = ({ telephone, telephoneOfRegister }: Numbers): string | undefined =>
  (telephone ?? telephoneOfRegister) || undefined;

/** Where the number that counts comes from, in a sentence for whoever may change it. */
export function whereOfficeTelephoneIsFrom({ telephone, telephoneOfRegister }: Numbers): string {
  if (telephone === '') return 'You said that there is none.';
  if (telephone !== undefined) return 'It was given by your own school or trust.';
  return telephoneOfRegister === undefined
    ? 'Nobody has given one yet.'
    : 'It is from the register of schools. Left empty, no number is shown.';
}
