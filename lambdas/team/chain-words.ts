import { longDate } from '../calendar/dates.ts';
import { reachInWords } from '../questions/reach.ts';
import type { Person } from '../store/store.ts';
import type { Chain } from './chains.ts';

type People = ReadonlyMap<string, Pick<Person, 'name' | 'email'> & Partial<Pick<Person, 'telephone'>>>;

const nameIn = (people: People, id: string): string => people.get(id)?.name ?? 'Somebody whose name is not known';

const reach = (person: (Pick<Person, 'email'> & Partial<Pick<Person, 'telephone'>>) | undefined): string =>
  person ? ` (${reachInWords(person)})` : '';

/** A chain that one press carries out. */
export const chainInWords = ({ moves, from, replacement }: Chain, people: People): string =>
  `Ask ${nameIn(people, moves)}, who is planned for the review of ${from.hostName} on ${longDate(from.day1)}, to come here instead; ${nameIn(people, replacement)} is planned for ${from.hostName} in their place`;

/** What has to be done first, where the one who would come has accepted the other review. */
export const acceptedInWords = ({ moves, from, replacement }: Chain, people: People): string =>
  `${nameIn(people, moves)} has accepted the review of ${from.hostName} on ${longDate(from.day1)}. If that can be changed, ask them${reach(people.get(moves))}; then replace them on that review, best by ${nameIn(people, replacement)}, and name them here.`;

/** Them as a choice in the list of names. */
export const acceptedElsewhere = ({ moves, from }: Chain, people: People): string =>
  `${nameIn(people, moves)} (replace them on the review of ${from.hostName} first)`;
