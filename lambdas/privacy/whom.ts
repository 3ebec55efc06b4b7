import type { Person } from '../store/store.ts';

/** By what somebody is found in rows: their id, and what they are or were called and written to by. */
export interface Whom {
  readonly person: string;
  /** As their own row has it, and as places on reviews had it when they were taken. */
  readonly names: readonly string[];
  readonly email: string;
}

/** What stands in the place of a name or an address that was erased, and of words. */
export const ERASED_NAME = 'Somebody whose data was erased';
export const ERASED_WORDS = '(erased)';

export const whomOf = (
  person: Pick<Person, 'person' | 'name' | 'email'>,
  otherNames: readonly string[] = [],
): Whom => ({
  person: person.person,
  names: [...new Set([person.name, ...otherNames])].filter((name) => name.trim() !== '' && name !== ERASED_NAME),
  email: person.email,
});

/** How somebody is looked for in words. */
export interface Mentions {
  isIn(text: string): boolean;
  /** @param instead what stands in the place of each mention. */
  replacedIn(text: string, instead: string): string;
}

/** Ids, days, instants and the names of choices: whatever has neither a space nor a sign of a sentence. */
export const ONE_TOKEN = /^[\w.:+/-]*$/;

/**
 * The names and the address as they may be written: in any letters, with any space between. A name of one word is looked for as it is
 * written, and never where it is all that there is: `closed` of a row is no Mr Closed.
 *
 * @param spared names of schools, trusts and hubs: whoever is called Rose Hill is not named by Rose Hill Primary School.
 */
export function mentionsOf({ names, email }: Whom, spared: readonly string[] = []): Mentions {
  const texts = [...names.map(asPattern), ...(email === '' ? [] : [email.replace(SPECIAL, '\\$&')])];
  if (texts.length === 0) return { isIn: () => false, replacedIn: (text) => text };
  const ofOthers = new Set(spared.map(plainly));
  const longestFirst = [...ofOthers].toSorted((a, b) => b.length - a.length).map(asPattern);
  const oneWord = new Set(names.filter((name) => !/\s/.test(name.trim())).map(plainly));
  // A name is no part of a longer word, nor an address of a longer one.
  const found = new RegExp(
    `(?<![\\p{L}\\p{N}._+-])(?:${[...longestFirst, ...texts].join('|')})(?![\\p{L}\\p{N}])`,
    'giu',
  );
  const isMention = (text: string): boolean =>
    !ofOthers.has(plainly(text)) && (!oneWord.has(plainly(text)) || names.includes(text));
  return {
    isIn: (text) => !ONE_TOKEN.test(text) && [...text.matchAll(found)].some(([one]) => isMention(one)),
    replacedIn: (text, instead) =>
      ONE_TOKEN.test(text) ? text : text.replace(found, (one) => (isMention(one) ? instead : one)),
  };
}

const plainly = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

const asPattern = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(SPECIAL, '\\$&'))
    .join('\\s+');
