import type { Person, Store } from '../store/store.ts';
import { isConfirmed } from './confirmed-contact.ts';
import type { Addressee } from './question.ts';
import { addresseeOf, noMailOf } from './review-context.ts';

/**
 * Who is asked in the place of somebody whom no mail reaches. For a school or trust it is the one who answers for it,
 * then its other contacts, then its reviewers, who are all leaders too; for a hub its senior partner. A lead reviewer or a
 * reviewer was asked as themselves: nobody is asked in their place. Whoever was named on a page is no contact before the
 * central team has confirmed them: a link that fell into wrong hands could name anybody.
 *
 * @returns nothing when nobody else can be mailed.
 */
export async function nextContact(
  store: Pick<Store, 'member' | 'peopleOfMember' | 'people' | 'hub' | 'person'>,
  addressee: Addressee,
): Promise<Addressee | undefined> {
  const { role, organisation, hub } = addressee;
  if (role === 'hub-manager' && hub !== undefined) {
    const partner = (await store.hub(hub))?.seniorPartner;
    const person = partner === undefined ? undefined : await store.person(partner);
    return person && isReachable(person, addressee)
      ? { ...addresseeOf(person, role, hub), organisation, standsIn: true }
      : undefined;
  }
  if (role !== 'host' || organisation === undefined) return undefined;
  const [member, found] = await Promise.all([store.member(organisation), store.peopleOfMember(organisation)]);
  // An index finds them, perhaps as they were before somebody's mail was stopped.
  const people = (await store.people(found.map(({ person }) => person))).filter((row) => row.member === organisation);
  // The head may lead another school too, and be among its people.
  const head = people.some(({ person }) => person === member?.head) ? undefined : member?.head;
  const elsewhere = head === undefined ? undefined : await store.person(head);
  const [next] = [...people, ...(elsewhere ? [elsewhere] : [])]
    .filter((person) => isReachable(person, addressee) && (isConfirmed(person) || person.person === member?.head))
    .toSorted((a, b) => rank(a, member?.head) - rank(b, member?.head) || a.person.localeCompare(b.person, 'en'));
  if (!next) return undefined;
  const standsIn = next.person === member?.head ? undefined : true;
  return { ...addresseeOf(next, role, hub), organisation, standsIn };
}

/** Whoever is said not to read there is asked nothing in another's place until the central team has found out. */
const isReachable = (person: Person, addressee: Addressee): boolean =>
  person.person !== addressee.person && !person.left && person.notMeAt === undefined && noMailOf(person) === undefined;

function rank(person: Person, head: string | undefined): number {
  if (person.person === head) return 0;
  return person.pool === undefined ? 1 : 2;
}
