import * as z from 'zod';
import { command } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutPerson, changePerson, type PersonState } from './on-person.ts';

function whyNot({ person: { mail, notMeAt } }: PersonState): string | undefined {
  if (mail === 'erased') return 'Nobody is written to whose data is erased.';
  return mail === undefined && notMeAt === undefined ? 'Mail goes to this person as usual.' : undefined;
}

/** The address is right after all: whatever kept mail from it, or was said of it, counts no more. Questions stay where they went. */
export const allowMail = command({
  schema: z.strictObject({ ...aboutPerson, act: z.literal('allow-mail') }),

  whyNot,

  run: (call, context: CommandContext) =>
    changePerson(call, context, whyNot, ({ person, email }) => ({
      item: context.store.rows.person
        .patch({ person })
        .remove(['mail', 'mailSince', 'notMeAt'])
        .where((row, { eq, ne }) => `${eq(row.email, email)} AND ${ne(row.mail, 'erased')}`)
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
