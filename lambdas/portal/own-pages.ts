/** The pages of a person's own that every link of theirs shows beside what it is about. */
import { hasHandedOver } from '../questions/hand-overs.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { Role } from '../questions/question.ts';
import type { Person, Store } from '../store/store.ts';
import type { Reader } from './reading-page.tsx';
import { visibilityOf } from './who-sees-what.ts';

/**
 * Whether a question's link shows what is its person's own. Not the central team's, not one by which the question was passed on, since
 * the mail may have gone with it, and not that of somebody who has no part in the review any more.
 */
export function showsOwnPages({ link, decision, whole, reader }: OpenedLink): boolean {
  if (link.person === 'central-team' || !isThere(reader) || hasHandedOver(link, decision)) return false;
  return whole === undefined || visibilityOf(whole, link.person, link.role as Role).none === undefined;
}

/** Whoever opens a page of their own, if they are still there to be shown it; an address may have gone to somebody else. */
export async function ownReader(
  { person }: Pick<Reader, 'person'>,
  store: Pick<Store, 'person'>,
): Promise<Person | undefined> {
  const row = person === 'central-team' ? undefined : await store.person(person);
  return isThere(row) ? row : undefined;
}

const isThere = (person: Person | undefined): person is Person =>
  person !== undefined && person.left !== true && person.mail !== 'wrong-person';
