import * as z from 'zod';
import { isConfirmed } from '../questions/confirmed-contact.ts';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutPerson, changePerson, type PersonState } from './on-person.ts';

const whyNot = ({ person }: PersonState): string | undefined => {
  if (isConfirmed(person)) return 'This person is a contact already.';
  return person.member === undefined ? 'This person belongs to no school or trust.' : undefined;
};

/** Somebody whom a page named is a contact of their school or trust from now on, and may be asked where its head is not reached. */
export const confirmContact = command({
  schema: z.strictObject({ ...aboutPerson, act: z.literal('confirm-contact') }),

  whyNot,

  run: (call, context: CommandContext) =>
    changePerson(call, context, whyNot, ({ person }) => ({
      item: context.store.rows.person
        .patch({ person })
        .set({ confirmedAt: call.input.at })
        .where(({ confirmedAt }, { notExists }) => notExists(confirmedAt))
        .commit(),
      what: 'confirmed as a contact',
      sentence: `${person} is a contact now, and may be asked in the place of somebody whom no mail reaches.`,
    })),

  form: ({ person: { person, name, email } }) => ({
    says: { about: person },
    fields: [],
    buttons: [
      {
        label: 'Confirm as contact',
        confirmation: `Does ${name}, ${email}, work there? From now on they may be asked in the place of a head whom no mail reaches.`,
      },
    ],
  }),
});
