import * as z from 'zod';
import { recordOf } from '../privacy/places.ts';
import { pageLink } from '../questions/page-link.ts';
import { NotInTable } from '../store/store.ts';
import { command, refused } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutSomebody, nobodyToChoose, type PeopleState, whom } from './on-personal-data.ts';
import { auditItems, CHANGED_NOW } from './record.ts';

/** So long a link of the central team opens what is held on somebody. */
const DAYS = 1;

/** Makes a link by which the central team reads everything that is held on a person, to give it to them or to mend it. */
export const showData = command({
  schema: z.strictObject({ ...aboutSomebody, act: z.literal('show-data') }),

  whyNot: nobodyToChoose,

  async run(call, context: CommandContext) {
    const { store } = context;
    const { about, at } = call.input;
    const person = await store.person(about);
    if (!person) return refused(new NotInTable('person', about).message);
    if (person.erasedAt !== undefined)
      return refused('Nothing is held on this person any more: their data was erased.');
    const { row, address } = pageLink(
      {
        page: 'held-data',
        of: about,
        reader: { person: 'central-team', role: 'central-team' },
        at,
        days: DAYS,
      },
      context,
    );
    const written = await store.write([
      row,
      ...auditItems(store, call, { what: 'had a link made to everything held on the person', about: recordOf(about) }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
    return {
      done: true,
      sentence: 'This link opens everything that is held on them, for one day. That you had it made is in the audit.',
      link: { address, text: 'Read what is held on them' },
    };
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
