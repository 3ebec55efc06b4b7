import type { Person } from '../store/store.ts';

/** How the ids of people begin whom somebody named on a page; all others were imported or admitted. */
export const NAMED_ON_A_PAGE = 'colleague-';

/** How the ids of people begin who registered a school's or trust's interest. */
export const REGISTERED_THEMSELVES = 'contact-';

/**
 * Whether somebody is a contact of their school or trust by the central team's word: imported, admitted, or confirmed after a
 * page named them. Whoever is none answers the one question that was handed to them, and is asked nothing else.
 */
export const isConfirmed = ({ person, confirmedAt }: Pick<Person, 'person' | 'confirmedAt'>): boolean =>
  confirmedAt !== undefined || !(person.startsWith(NAMED_ON_A_PAGE) || person.startsWith(REGISTERED_THEMSELVES));
