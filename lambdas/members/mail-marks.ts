import type { Person } from '../store/store.ts';

/**
 * What a person's row keeps of its address once somebody imports one for them. Another address gets mail again, whatever
 * happened at the one before. The same address, imported once more, is the word of whoever keeps the file that the person reads
 * there, against the word of a reader that it is not for them; that mail comes back, or is unwanted, is known from elsewhere and
 * stays, and so does a mark that came while the import ran.
 *
 * @param seen the row as the import found it.
 */
export function keptOfMail<Row extends Pick<Person, 'email' | 'mail' | 'mailSince' | 'notMeAt'>>(
  before: Row,
  email: string,
  seen: Partial<Pick<Person, 'mail' | 'mailSince' | 'notMeAt'>> | undefined,
): Omit<Row, 'mail' | 'mailSince' | 'notMeAt'> & Partial<Pick<Row, 'mail' | 'mailSince'>> {
  const { mail, mailSince, notMeAt: _, ...rest } = before;
  const isSame = before.email.toLowerCase() === email.toLowerCase();
  const isSeen = seen?.mail === mail && seen?.mailSince === mailSince && seen?.notMeAt === before.notMeAt;
  if (isSame && !isSeen) return before;
  if (!isSame || mail === undefined || mail === 'wrong-person') return rest;
  return { ...rest, mail, ...(mailSince !== undefined && { mailSince }) };
}
