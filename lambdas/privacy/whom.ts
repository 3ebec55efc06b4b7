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

/** The names and the address as they may be written: in any letters, with any space between. */
export function mentionsOf({ names, email }: Whom): RegExp | undefined {
  const texts = [...names.map(asPattern), ...(email === '' ? [] : [email.replace(SPECIAL, '\\$&')])];
  if (texts.length === 0) return undefined;
  // A name is no part of a longer word, nor an address of a longer one.
  return new RegExp(`(?<![\\p{L}\\p{N}._+-])(?:${texts.join('|')})(?![\\p{L}\\p{N}])`, 'giu');
}

const SPECIAL = /[.*+?^${}()|[\]\\/]/g;

const asPattern = (name: string): string =>
  name
    .trim()
    .split(/\s+/)
    .map((part) => part.replace(SPECIAL, '\\$&'))
    .join('\\s+');
