import * as z from 'zod';
import { recordOf } from '../privacy/places.ts';
import { NotInTable } from '../store/store.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutSomebody, nobodyToChoose, type PeopleState, whom } from './on-personal-data.ts';
import { giveReadingLink } from './reading-link.ts';

/** Makes a link by which the central team reads everything that is held on a person, to give it to them or to mend it. */
export const showData = command({
  schema: z.strictObject({ ...aboutSomebody, act: z.literal('show-data') }),

  whyNot: nobodyToChoose,

  async run(call, context: CommandContext) {
    const { about } = call.input;
    const person = await context.store.person(about);
    if (!person) return refused(new NotInTable('person', about).message);
    if (person.erasedAt !== undefined)
      return refused('Nothing is held on this person any more: their data was erased.');
    const what = 'everything held on the person';
    const reading = { page: 'held-data', of: about, what, text: 'Read what is held on them', audit: recordOf(about) };
    return giveReadingLink(call, reading, context);
  },

  form: (state: PeopleState) => ({
    says: {},
    fields: [whom(state)],
    folded: 'What is held on somebody',
    buttons: [
      {
        label: 'Read what is held on them',
        confirmation:
          'Make a link to everything that is held on this person? It opens it for one day, and the audit says that you had it made.',
      },
    ],
  }),
});
