/** The pages of a person's own that every link of theirs shows beside what it is about. */
import { hasHandedOver } from '../questions/hand-overs.ts';
import type { OpenedLink } from '../questions/open-link.ts';
import type { Person, Store } from '../store/store.ts';
import { opensNothing } from './holds-no-office-page.tsx';
import type { Reader } from './reading-page.tsx';

/**
 * Whether a question's link shows what is its person's own. Not the central team's, not one by which the question was passed on, since
 * the mail may have gone with it, and not that of somebody who has no part in the review any more.
 */
export function showsOwnPages(opened: OpenedLink): boolean {
  const { link, decision, reader } = opened;
  if (link.person === 'central-team' || !isThere(reader) || hasHandedOver(link, decision)) return false;
  return !opensNothing(opened);
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
