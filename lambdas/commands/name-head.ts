import * as z from 'zod';
import { hostWords } from '../members/host-words.ts';
import { passOfficeOn } from '../questions/pass-office-on.ts';
import type { Member, Person } from '../store/store.ts';
import { command, refused, why } from './command.ts';
import type { CommandContext } from './command-context.ts';
import { aboutOffice, holdOffice, whyNotHolder } from './on-office.ts';

/** A school or trust on the dashboard, with its people. */
export interface MemberState {
  readonly member: Member;
  readonly people: readonly Person[];
}

const leaderOf = ({ kind, name }: Member): string => hostWords({ hostKind: kind, hostName: name }).leader;

const whyNot = ({ member }: MemberState): string | undefined =>
  member.standing === 'closed' ? `${member.name} has closed.` : undefined;

/**
 * Somebody else leads a school or trust: what waits for its head goes to them. Made again of whoever is the head already, it passes on
 * what still is with somebody else.
 */
export const nameHead = command({
  schema: z.strictObject({
    ...aboutOffice('a school or trust, such as 100183 or trust-12'),
    act: z.literal('name-head'),
  }),

  whyNot,

  async run(call, context: CommandContext) {
    const { about, person: id, at } = call.input;
    const { store } = context;
    const [member, person] = await Promise.all([store.member(about), store.person(id)]);
    if (!member) return refused(`There is no school or trust '${about}' in the table.`);
    const refusal = whyNot({ member, people: [] }) ?? whyNotHolder(id, person) ?? whyNotHere(id, person, member);
    if (refusal !== undefined) return refused(refusal);
    const leader = leaderOf(member);
    if (member.head === id) {
      await passOfficeOn({ office: 'head', of: about, from: undefined, at }, context);
      const sentence = `${id} is the ${leader} of ${member.name} already. Whatever was still with somebody else has been passed on.`;
      return { done: true, sentence };
    }
    return holdOffice(call, context, {
      item: store.rows.member
        .patch({ member: about })
        .set({ head: id })
        .where(({ head }, { eq, notExists }) => (member.head === undefined ? notExists(head) : eq(head, member.head)))
        .commit(),
      what: `named ${id} as the ${leader}${member.head === undefined ? '' : ` in place of ${member.head}`}`,
      sentence: `${id} is the ${leader} of ${member.name} now. What waits for the ${leader} goes to them by mail within minutes in working hours, and links of whoever was it before show nothing any more.`,
    });
  },

  form({ member, people }) {
    const choices = people
      .filter((one) => one.person !== member.head && whyNotHolder(one.person, one) === undefined)
      .map(({ person: value, name, jobTitle }) => ({
        value,
        text: jobTitle === undefined ? name : `${name}, ${jobTitle}`,
      }));
    if (choices.length === 0) return undefined;
    const leader = leaderOf(member);
    const now = people.find(({ person }) => person === member.head)?.name;
    return {
      says: { about: member.member },
      folded: `Name another ${leader}`,
      fields: [why('for the audit'), { name: 'person', label: 'Who', kind: 'choice', choices }],
      buttons: [
        {
          label: `Name as ${leader}`,
          confirmation: `Does the person you have chosen lead ${member.name} from now on? All that waits for its ${leader} goes to them by mail.${now === undefined ? '' : ` ${now} is told so, and their links show nothing any more.`}`,
        },
      ],
    };
  },
});

const whyNotHere = (id: string, person: Person | undefined, { member, name }: Member): string | undefined =>
  person?.member === member || person?.alsoOf?.includes(member)
    ? undefined
    : `${id} does not work at ${name}. Import them as one of its people first.`;
