import * as z from 'zod';
import { leavingItems, returningItem, whyOutOfPools } from '../members/leaving.ts';
import { aboutPerson as aboutOf, leavingCarriedOut } from '../store/agenda.ts';
import { NotInTable, type Person } from '../store/store.ts';
import { carryOutLeaving, type LeavingContext, leftInWords } from './carry-out-leaving.ts';
import { type Call, command, refused, type Steered } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutPerson, changePerson, type PersonState } from './on-person.ts';
import { auditItems, CHANGED_NOW } from './record.ts';

/** What leaving takes beside commands: handed in by whoever knows every stage's. */
export type CarriesOutLeaving = Pick<LeavingContext, 'giveUpTraining'>;

/** The people of one school or trust, to choose from. */
export interface ColleaguesState {
  readonly people: readonly Person[];
}

const hasLeftSchema = z.strictObject({ ...aboutPerson, act: z.literal('has-left') });

const still = ({ people }: ColleaguesState) => people.filter(({ left }) => !left);
const gone = ({ people }: ColleaguesState) =>
  people.filter((person) => whyOutOfPools(person) !== undefined && person.erasureAskedAt === undefined);

const choicesOf = (people: readonly Person[]) => ({
  name: 'about' as const,
  label: 'Who',
  kind: 'choice' as const,
  choices: people.map(({ person, name }) => ({ value: person, text: `${name} (${person})` })),
});

/** Somebody has left the network: they are asked nothing more, and their places are filled again. */
export const hasLeft = command({
  schema: hasLeftSchema,

  whyNot: (state: ColleaguesState) => (still(state).length === 0 ? 'There is nobody who could leave.' : undefined),

  async run(
    call: Call<z.output<typeof hasLeftSchema> & { readonly at: string }>,
    context: CommandContext & CarriesOutLeaving,
  ): Promise<Steered> {
    const { about, at } = call.input;
    const { store } = context;
    const person = await store.rowAt<Person>(store.entities.person.get({ person: about }));
    if (!person) return refused(new NotInTable('person', about).message);
    if (person.left) return refused(`${about} has left already.`);
    const written = await store.write([
      ...leavingItems(store, person, 'network', at),
      ...auditItems(store, call, { what: 'said that the person has left', about: aboutOf(about) }),
    ]);
    if (!written.written) return refused(CHANGED_NOW);
    const left = await carryOutLeaving(about, at, context);
    await store.write([leavingCarriedOut(store, about, at)]);
    return { done: true, sentence: [`${about} has left.`, ...(left ? leftInWords(left) : [])].join(' ') };
  },

  form: (state) => ({
    folded: 'Somebody has left',
    says: {},
    fields: [choicesOf(still(state))],
    buttons: [
      {
        label: 'Has left',
        confirmation:
          'Has this person left the network? They are asked nothing more, their places in teams to come are filled again, and what they did stays in all counts.',
      },
    ],
  }),
});

function whyNotBack({ person }: PersonState): string | undefined {
  const { person: id, erasureAskedAt, leftOn } = person;
  if (erasureAskedAt !== undefined) {
    return `${id} is erased, as was asked, and cannot come back; if they take part again, import them under another id.`;
  }
  return whyOutOfPools(person) === undefined && leftOn === undefined
    ? `${id} has not left, and may be asked as usual.`
    : undefined;
}

/** Somebody is back, or never left: they are in their pool again, with all that they did before. */
export const isBack = command({
  schema: z.strictObject({ ...aboutPerson, act: z.literal('is-back') }),

  whyNot: (state: ColleaguesState) => (gone(state).length === 0 ? 'Nobody has left.' : undefined),

  run: (call, context: CommandContext) =>
    changePerson(call, context, whyNotBack, (person) => ({
      item: returningItem(context.store, person),
      what: 'said that the person is back',
      sentence: `${person.person} is back, and may be asked as before. Places that were filled again stay with whoever has them.`,
    })),

  form: (state) => ({
    folded: 'Somebody is back',
    says: {},
    fields: [choicesOf(gone(state))],
    buttons: [
      { label: 'Is back', confirmation: 'Is this person back? They may be asked to go on reviews again, as before.' },
    ],
  }),
});
