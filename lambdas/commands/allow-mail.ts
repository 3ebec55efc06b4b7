import * as z from 'zod';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutPerson, changePerson, type PersonState } from './on-person.ts';

const whyNot = ({ person }: PersonState): string | undefined =>
  person.mail === undefined && person.notMeAt === undefined ? 'Mail goes to this person as usual.' : undefined;

/** The address is right after all: whatever kept mail from it, or was said of it, counts no more. Questions stay where they went. */
export const allowMail = command({
  schema: z.strictObject({ ...aboutPerson, act: z.literal('allow-mail') }),

  whyNot,

  run: (call, context: CommandContext) =>
    changePerson(call, context, whyNot, ({ person, email }) => ({
      item: context.store.rows.person
        .patch({ person })
        .remove(['mail', 'mailSince', 'notMeAt'])
        .where((row, { eq }) => eq(row.email, email))
        .commit(),
      what: 'said that mail to the person is right',
      sentence: `Mail goes to ${person} as usual. What was passed on to somebody else stays there; from the dashboard you can ask ${person} again.`,
    })),

  form: ({ person: { person, name, email } }) => ({
    says: { about: person },
    fields: [],
    buttons: [
      {
        label: 'Mail is right',
        confirmation: `Does ${name} read what is mailed to ${email}? Then mail goes there as usual.`,
      },
    ],
  }),
});
