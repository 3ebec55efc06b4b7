/** People of no school or trust of whom somebody said that a mail is not for them: *People to look at* has those of a school. */
import { offersOn } from '../commands/offered.ts';
import { ON_PEOPLE } from '../commands/registry.ts';
import { telephoneThem } from '../questions/reach.ts';
import type { OpenQuestion } from '../store/network-reads.ts';
import type { Person, Store } from '../store/store.ts';
import { Offers } from './offers.tsx';
import type { ViewDeps } from './view.ts';
import { counted, onDay } from './words.ts';

/**
 * Lead reviewers who work for themselves, and whoever a question stays with although somebody said that its mail is not for them. One query of some
 * sixty people.
 *
 * @param open the questions that are open.
 */
export async function peopleInDoubt(open: readonly OpenQuestion[], store: Store): Promise<readonly Person[]> {
  const asked = open.flatMap(({ notFor, person }) => (notFor === person ? [person] : []));
  const [leads, others] = await Promise.all([store.pool('lead-reviewers'), store.people([...new Set(asked)])]);
  const all = new Map([...leads, ...others].map((row) => [row.person, row]));
  return [...all.values()]
    .filter(({ left, member, notMeAt }) => notMeAt !== undefined && member === undefined && left !== true)
    .sort((a, b) => (a.notMeAt ?? '').localeCompare(b.notMeAt ?? ''));
}

/** Each by name, with the buttons that say what was found out. */
export function MailNotForThem({ items, deps }: { readonly items: readonly Person[]; readonly deps: ViewDeps }) {
  return (
    <>
      <h3>
        {counted(items.length, 'person', 'people')} of no school, of whom somebody said that a mail is not for them
      </h3>
      <ul>
        {items.map((person) => (
          <li key={person.person}>
            {person.name}, {person.email}: said on {onDay(person.notMeAt ?? '')}. Please {telephoneThem(person)}, then
            press a button
            <form className="pr-acts">
              <Offers offers={offersOn(ON_PEOPLE, { person })} row={person.person} deps={deps} />
            </form>
          </li>
        ))}
      </ul>
    </>
  );
}
