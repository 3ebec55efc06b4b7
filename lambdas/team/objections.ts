import * as z from 'zod';
import type { Field } from '../forms/field.ts';
import { choice, choices, longText } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { type FormFields, type ParsedForm, WHOLE_FORM } from '../pages/kit.ts';

/** A seat to whose person the host objects, and why. */
const Objection = z.object({ seat: z.string(), person: z.string(), reason: z.string() });
export type Objection = z.infer<typeof Objection>;

/** What a host says of its team, as it is kept. */
export const TeamAnswer = z.union([
  z.object({ confirms: z.literal(true) }),
  z.object({ confirms: z.literal(false), objections: z.array(Objection) }),
]);
export type TeamAnswer = z.infer<typeof TeamAnswer>;

/** What the central team says of a team to which its head objects, as it is kept. */
export const SettledAnswer = z.discriminatedUnion('decision', [
  z.object({
    decision: z.literal('stand'),
    reason: z.string(),
    /** Whom the reason is about: an erasure of one of them finds it by this. */
    objectedTo: z.array(z.string()).default([]),
  }),
  z.object({ decision: z.literal('change'), go: z.array(z.string()) }),
]);
export type SettledAnswer = z.infer<typeof SettledAnswer>;

/** A seat of the team that is to be confirmed, and who has it: 'Reviewer', 'Ada Brook'. */
export interface SeatToConfirm {
  readonly seat: string;
  readonly person?: string | undefined;
  readonly role: string;
  readonly name: string;
}

/** The fields that belong to a seat. */
export const objectField = (seat: string): string => `object-${seat}`;
export const reasonField = (seat: string): string => `reason-${seat}`;

/** Whether the host confirms a team or to whom it objects; every objection needs its reason. */
export const teamForm = (seats: readonly SeatToConfirm[]) =>
  fieldsOf<Readonly<Record<string, Field<string | string[]>>>>(
    {
      answer: choice({
        legend: 'Do you confirm this team?',
        what: 'whether you confirm the team',
        options: [
          { value: 'confirm', text: 'Yes, I confirm the team' },
          { value: 'object', text: 'No, I object to somebody', hint: 'Open ‘Whom I object to’ and say why.' },
        ],
      }),
      ...Object.fromEntries(
        seats.flatMap(({ seat, role, name }): [string, Field<string | string[]>][] => [
          [
            objectField(seat),
            choices({
              legend: `${role}: ${name}`,
              what: 'whom you object to',
              options: [{ value: 'yes', text: 'I object' }],
              when: { answer: 'object' },
            }),
          ],
          [
            reasonField(seat),
            longText({
              label: `Why you object to ${name}`,
              what: 'the reason',
              hint: 'Only the central team sees this.',
              rows: 2,
              max: 500,
              optional: true,
              when: { answer: 'object' },
            }),
          ],
        ]),
      ),
    },
    (sent) => {
      if (sent.answer === 'confirm') return {};
      const named = seats.filter(({ seat }) => sent[objectField(seat)]?.length === 1);
      if (named.length === 0)
        return { [seats[0] ? objectField(seats[0].seat) : WHOLE_FORM]: 'Select whom you object to' };
      const missing = named.filter(({ seat }) => sent[reasonField(seat)] === '');
      return Object.fromEntries(missing.map(({ seat }) => [reasonField(seat), 'Enter why you object']));
    },
  );

/** Reads the form of a team. */
export function readTeamAnswer(fields: FormFields, seats: readonly SeatToConfirm[]): ParsedForm<TeamAnswer> {
  const read = teamForm(seats).read(fields);
  if (!read.ok) return read;
  const { value: sent } = read;
  if (sent.answer === 'confirm') return { ok: true, value: { confirms: true } };
  const objections = seats.flatMap(({ seat, person = '' }) =>
    sent[objectField(seat)]?.length === 1 ? { seat, person, reason: String(sent[reasonField(seat)]) } : [],
  );
  return { ok: true, value: { confirms: false, objections } };
}
