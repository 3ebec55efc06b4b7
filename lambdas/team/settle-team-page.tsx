/** The page on which the central team settles a team to which its head objects once more, and what its form takes. */
import { choice, choices, longText } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { type FormState, Paragraph, Subheading, SummaryList } from '../pages/kit.ts';
import type { Person, Seat } from '../store/store.ts';
import { nameOf, personInWords, roleOf } from './members-of-team.ts';
import type { Objection } from './objections.ts';

/** Somebody of the team who can be taken out of it. */
export interface Member {
  readonly person: string;
  /** 'Ada Brook (lead reviewer)'. */
  readonly name: string;
  readonly isObjectedTo: boolean;
}

/** @param leader what the head of the host is called: 'head'. */
export const formOf = (members: readonly Member[], leader: string) =>
  fieldsOf({
    decision: choice({
      legend: 'What happens with this team?',
      what: 'what happens with this team',
      missing: 'Select whether the team stands or somebody goes',
      options: [
        {
          value: 'stand',
          text: 'The team stands as it is',
          hint: `The ${leader} is told so at once, with your reason.`,
        },
        {
          value: 'change',
          text: 'Whoever is ticked below goes',
          hint: `They are told at once. Their places are filled again, and the ${leader} is asked to confirm the new team.`,
        },
      ],
    }),
    reason: longText({
      label: 'If it stands: why',
      what: 'why the team stands',
      missing: 'Enter why the team stands',
      hint: `The ${leader} reads this.`,
      rows: 3,
      max: 500,
      when: { decision: 'stand' },
    }),
    go: choices({
      legend: 'If somebody goes: who',
      what: 'who goes',
      min: 1,
      options: members.map(({ person, name, isObjectedTo }) => ({
        value: person,
        text: name,
        ...(isObjectedTo && { hint: `The ${leader} objects to them.` }),
      })),
      when: { decision: 'change' },
    }),
  });

/** Who is in a team, as its form has them. */
export const membersOf = (
  seats: readonly Seat[],
  objections: readonly Objection[],
  people: ReadonlyMap<string, Person>,
): readonly Member[] =>
  seats.flatMap((seat) =>
    seat.person === undefined
      ? []
      : {
          person: seat.person,
          name: `${nameOf(seat, people)} (${roleOf(seat).toLowerCase()})`,
          isObjectedTo: objections.some(({ person }) => person === seat.person),
        },
  );

/** What the head wrote, with whom of it has left the team since. */
export const objectionsInWords = (
  objections: readonly Objection[],
  seats: readonly Seat[],
  people: ReadonlyMap<string, Person>,
): readonly { readonly label: string; readonly value: string }[] =>
  objections.map(({ person, reason }) => {
    const name = people.get(person)?.name ?? 'somebody whose name is not known';
    const isGone = !seats.some((seat) => seat.person === person);
    return { label: `Why not ${name}${isGone ? ', who has left the team since' : ''}`, value: reason };
  });

export function SettleTeamBody(props: {
  readonly form: FormState;
  readonly fields: ReturnType<typeof formOf>;
  readonly objectedBy: { readonly label: string; readonly value: string };
  readonly objections: readonly Objection[];
  readonly seats: readonly Seat[];
  readonly people: ReadonlyMap<string, Person>;
}) {
  const { form, fields, objectedBy, objections, seats, people } = props;
  return (
    <>
      <SummaryList rows={[objectedBy, ...objectionsInWords(objections, seats, people)]} />
      <Subheading>The team</Subheading>
      <SummaryList rows={seats.map((seat) => ({ label: roleOf(seat), value: personInWords(seat, people) }))} />
      {fields.showAll(form)}
      <Paragraph>
        To move the visit or to call it off, postpone or cancel the review on the dashboard. This question is withdrawn
        then.
      </Paragraph>
    </>
  );
}
