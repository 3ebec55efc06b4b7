/** What commands have alike that name somebody for an office: who may be named. What follows from it the table's stream brings about. */
import * as z from 'zod';
import { isConfirmed } from '../questions/confirmed-contact.ts';
import { noMailOf } from '../questions/review-context.ts';
import type { Person, WriteItem } from '../store/store.ts';
import { type Call, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { aboutReview, name, reason } from './schema-fields.ts';

/** @param of the office's member or hub, for the sentence that says what is missing. */
export const aboutOffice = (of: string) => ({
  ...aboutReview,
  about: name(of),
  person: name('a person, such as person-0107'),
  reason: reason.optional(),
});

const anyOffice = z.object(aboutOffice('an office'));
type OfficeCall = Call<z.output<typeof anyOffice> & { readonly act: string; readonly at: string }>;

/** Why somebody can hold no office, in a sentence; nothing where they can. */
export function whyNotHolder(id: string, person: Person | undefined): string | undefined {
  if (!person) return `There is no person '${id}'. Import them first, or use the id of somebody who is known.`;
  if (person.erasureAskedAt !== undefined) return `${id} is to be erased, as was asked, and can hold no office.`;
  if (person.left) return `${id} has left.`;
  if (!isConfirmed(person)) return `A page named ${id}, so confirm them as a contact first.`;
  return noMailOf(person) ? `No mail reaches ${id}. Import their right address first.` : undefined;
}

/** Writes who holds an office, on condition that whoever held it is as it was read, with its audit entry. */
export async function holdOffice(
  call: OfficeCall,
  { store }: CommandContext,
  held: { readonly item: WriteItem; readonly what: string; readonly sentence: string },
): Promise<Steered> {
  const { item, what, sentence } = held;
  const written = await store.write([item, ...auditItems(store, call, { what })]);
  return written.written ? { done: true, sentence } : refused(CHANGED_NOW);
}
