import { inParallel } from '../platform/in-parallel.ts';
import type { Person, Store } from '../store/store.ts';
import type { MembersToImport } from './known-members.ts';
import { leavingItems } from './leaving.ts';

/** How the ids begin of people whom no file names: colleagues named on a page, and whoever registered a newcomer. */
const NEVER_IN_A_FILE = /^(?:colleague|contact)-/;

/**
 * Reviewers, lead reviewers and contacts of the files' members whom the table knows and a complete file of people does not name, by their
 * ids: those who have left already, and those whom no file can name, are not among them.
 */
export async function missingPeople(store: Store, files: MembersToImport): Promise<readonly Person[]> {
  const named = new Set((files.people ?? []).map(({ id }) => id));
  const found = new Map<string, Person>();
  const look = (people: readonly Person[]): void => {
    for (const person of people) found.set(person.person, person);
  };
  look(await store.pool('reviewers'));
  look(await store.pool('lead-reviewers'));
  const members = [...(files.schools ?? []).map(({ urn }) => urn), ...(files.trusts ?? []).map(({ id }) => id)];
  await inParallel(members, async (member) => look(await store.peopleOfMember(member)));
  return [...found.values()]
    .filter(({ person, left }) => !left && !named.has(person) && !NEVER_IN_A_FILE.test(person))
    .toSorted((a, b) => a.person.localeCompare(b.person, 'en'));
}

/**
 * Has people leave whom a complete file does not name. What follows is for the daily round: an import sends no mail.
 *
 * @returns the ids of those who have left; without those who changed at the same moment.
 */
export async function haveThemLeave(store: Store, people: readonly Person[], at: string): Promise<readonly string[]> {
  const left: string[] = [];
  await inParallel(people, async (person) => {
    if ((await store.write(leavingItems(store, person, 'network', at))).written) left.push(person.person);
  });
  return left.toSorted();
}
