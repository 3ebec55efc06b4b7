import * as z from 'zod';
import type { Person } from '../store/store.ts';
import { type Call, command, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutPerson, changePerson, type PersonState } from './on-person.ts';

/** What follows for the questions that wait for somebody, handed in by whoever knows every stage's. */
export interface MovesQuestions {
  readonly people: {
    /** Passes on all that waits for somebody whose row is marked, and tells the central team. As often as this is called. */
    passOn(person: Person, at: string, context: CommandContext): Promise<void>;
  };
}

const schema = z.strictObject({ ...aboutPerson, act: z.literal('stop-mail') });

/** One that stopped it may be made again: that completes a call that broke off while questions were passed on. */
const whyNot = ({ person }: PersonState): string | undefined =>
  person.mail === undefined || person.mail === 'wrong-person' ? undefined : 'No mail goes to this person already.';

/** Somebody else reads the mail to a person: none goes there any more, and what waits for them goes to the next contact. */
export const stopMail = command({
  schema,

  whyNot,

  async run(
    call: Call<z.output<typeof schema> & { readonly at: string }>,
    context: CommandContext & MovesQuestions,
  ): Promise<Steered> {
    const { at, about } = call.input;
    const steered = await changePerson(call, context, whyNot, ({ person, email, mailSince = at }) => ({
      item: context.store.rows.person
        .patch({ person })
        .set({ mail: 'wrong-person', mailSince })
        .remove(['notMeAt'])
        .where(
          (row, { eq, notExists }) =>
            `(${notExists(row.mail)} OR ${eq(row.mail, 'wrong-person')}) AND ${eq(row.email, email)}`,
        )
        .commit(),
      what: 'said that mail to the person reaches somebody else',
      sentence: `Nothing more is mailed to ${person} at this address. What waited for them has been passed on where somebody else can answer.`,
    }));
    if (!steered.done) return steered;
    const marked = await context.store.rowAt<Person>(context.store.entities.person.get({ person: about }));
    if (marked) await context.people.passOn(marked, at, context);
    return steered;
  },

  form({ person: { person, name, email, mail } }) {
    if (mail !== undefined) return undefined;
    return {
      says: { about: person },
      fields: [],
      buttons: [
        {
          label: 'Stop mail to them',
          confirmation: `Does somebody else read what is mailed to ${name} at ${email}? Then nothing more goes there, and all that waits for ${name} goes to the next contact of the school or trust.`,
        },
      ],
    };
  },
});
