import type { Person } from '../store/store.ts';

/**
 * What a person's row keeps of its address once somebody imports one for them. Another address gets mail again, whatever
 * happened at the one before. The same address, imported once more, is the word of whoever keeps the file that the person reads
 * there, against the word of a reader that it is not for them; that mail comes back, or is unwanted, is known from elsewhere and
 * stays.
 */
export function keptOfMail<Row extends Pick<Person, 'email' | 'mail' | 'mailSince' | 'notMeAt'>>(
  before: Row,
  email: string,
): Omit<Row, 'mail' | 'mailSince' | 'notMeAt'> & Partial<Pick<Row, 'mail' | 'mailSince'>> {
  const { mail, mailSince, notMeAt: _, ...rest } = before;
  const isSame = before.email.toLowerCase() === email.toLowerCase();
  if (!isSame || mail === undefined || mail === 'wrong-person') return rest;
  return { ...rest, mail, ...(mailSince !== undefined && { mailSince }) };
}
