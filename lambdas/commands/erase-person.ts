import * as z from 'zod';
import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { beginErasure, isMarked, markForErasure, waitWithErasure } from '../privacy/erase.ts';
import { type Needed, neededBy } from '../privacy/needed-by.ts';
import { recordOf } from '../privacy/places.ts';
import { NotInTable, type Person } from '../store/store.ts';
import { type Call, command, refused, type Steered, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutSomebody, nobodyToChoose, type PeopleState, whom } from './on-personal-data.ts';
import { auditItems, CHANGED_NOW } from './record.ts';
import { reason } from './schema-fields.ts';
import type { MovesQuestions } from './stop-mail.ts';

const schema = z.strictObject({ ...aboutSomebody, act: z.literal('erase-person'), reason });

const waits = (person: string, { about, as }: Needed): string =>
  `${person} is not erased yet: ${about} is under way and needs them as ${as}. It is on record, and is done by the morning round once no review needs them; they are asked for no other.`;

/**
 * Has everything that is held on a person erased: their names, their address, and words of theirs and about them. Where a review under way
 * needs them it is put on record and done when that has ended.
 */
export const erasePerson = command({
  schema,

  whyNot: nobodyToChoose,

  async run(
    call: Call<z.output<typeof schema> & { readonly at: string }>,
    context: CommandContext & MovesQuestions,
  ): Promise<Steered> {
    const { store } = context;
    const { about, at } = call.input;
    const person = await store.person(about);
    if (!person) return refused(new NotInTable('person', about).message);
    const { erasedAt, erasureAskedAt } = person;
    if (erasedAt !== undefined) return refused(`Their data was erased on ${longDate(londonDate(erasedAt))}.`);
    // One that broke off after it was recorded is completed by making it again, and by the next morning's round.
    if (isMarked(person)) return passedOn(person, call, context);
    const needed = await neededBy(person, store);
    if (needed && erasureAskedAt !== undefined) return refused(waits(about, needed));
    const written = await store.write([
      ...(needed ? [waitWithErasure(person, at, store)] : markForErasure(person, at, store)),
      beginErasure(about, store),
      ...auditItems(store, call, {
        what: needed ? 'asked that the person be erased once no review needs them' : 'has the person erased',
        about: recordOf(about),
      }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
    return needed
      ? { done: true, sentence: waits(about, needed) }
      : passedOn(await store.needPerson(about), call, context);
  },

  form: (state: PeopleState) => ({
    says: {},
    fields: [whom(state), why('for the audit')],
    folded: 'Erase what is held on somebody',
    buttons: [
      {
        label: 'Erase them',
        confirmation:
          'Erase the name, the address and the words of this person everywhere? It cannot be taken back. Whatever waits for them goes to somebody else, and nothing is mailed to them any more.',
      },
    ],
  }),
});

async function passedOn(person: Person, { input }: Call, context: CommandContext & MovesQuestions): Promise<Steered> {
  await context.people.passOn(person, input.at, context);
  const others = (await context.store.peopleAt(person.email)).filter((one) => one.person !== person.person);
  const known =
    others.length === 0
      ? ''
      : ` Also written to at this address: ${others.map((one) => one.person).join(', ')}. If that is the same person, have them erased too.`;
  return {
    done: true,
    sentence: `${person.person} is erased by the next morning rounds, each on record; nothing is mailed to them from now on. What waited for them has been passed on where somebody else can answer.${known}`,
  };
}
