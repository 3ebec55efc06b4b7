/** What commands on a person have alike: a change of their row with its audit entry, and what follows from it. */
import { NotInTable, type Person, type WriteItem } from '../store/store.ts';
import { type Call, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { aboutReview, name, reason } from './schema-fields.ts';

export const aboutPerson = { ...aboutReview, about: name('a person, such as person-0107'), reason: reason.optional() };

/** A person, as the dashboard and a command look at them. */
export interface PersonState {
  readonly person: Person;
}

/** The audit of what is said of a person, under the name that mails about the person have. */
const auditOf = (person: string): string => `person-${person}`;

interface Change {
  /** What becomes of the person's row, on condition that it is as it was read. */
  readonly item: WriteItem;
  readonly what: string;
  readonly sentence: string;
}

/**
 * Changes a person's row and writes down that the central team did.
 *
 * @param whyNot the command's `whyNot`.
 */
export async function changePerson(
  call: Call,
  { store }: CommandContext,
  whyNot: (state: PersonState) => string | undefined,
  change: (person: Person) => Change,
): Promise<Steered> {
  const { about } = call.input;
  const person = await store.rowAt<Person>(store.entities.person.get({ person: about }));
  if (!person) return refused(new NotInTable('person', about).message);
  const refusal = whyNot({ person });
  if (refusal !== undefined) return refused(refusal);
  const { item, what, sentence } = change(person);
  const written = await store.write([item, ...auditItems(store, call, { what, about: auditOf(about) })]);
  return written.written ? { done: true, sentence } : refused(CHANGED_NOW);
}
