import * as z from 'zod';
import type { FormFields } from '../pages/kit.ts';
import { enteredText, parseForm, textField } from '../pages/kit.ts';
import type { Seat } from '../store/store.ts';

/** A seat to whose person the host objects, and why. */
const Objection = z.object({ seat: z.string(), person: z.string(), reason: z.string() });
export type Objection = z.infer<typeof Objection>;

/** What a host says of its team, as it is kept. */
export const TeamAnswer = z.union([
  z.object({ confirms: z.literal(true) }),
  z.object({ confirms: z.literal(false), objections: z.array(Objection) }),
]);
export type TeamAnswer = z.infer<typeof TeamAnswer>;

export const LONGEST_REASON = 500;

/** The fields that belong to a seat. */
export const objectField = (seat: string): string => `object-${seat}`;
export const reasonField = (seat: string): string => `reason-${seat}`;

/** Reads whether the host confirms a team or to whom it objects; every objection needs its reason. */
export function readTeamAnswer(
  fields: FormFields,
  filled: readonly Pick<Seat, 'seat' | 'person'>[],
):
  | { readonly ok: true; readonly value: TeamAnswer }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const answer = enteredText({ values: fields, errors: {} }, 'answer');
  if (answer === 'confirm') return { ok: true, value: { confirms: true } };
  if (answer !== 'object') return { ok: false, errors: { answer: 'Select whether you confirm the team' } };

  const named = filled.filter(({ seat }) => enteredText({ values: fields, errors: {} }, objectField(seat)) !== '');
  const first = filled[0];
  if (named.length === 0) {
    return { ok: false, errors: { [first ? objectField(first.seat) : 'form']: 'Select whom you object to' } };
  }
  const reasons = z.object(
    Object.fromEntries(
      named.map(({ seat }) => [
        reasonField(seat),
        textField({ label: 'the reason', missing: 'Enter why you object', max: LONGEST_REASON }),
      ]),
    ),
  );
  const parsed = parseForm(reasons, fields);
  if (!parsed.ok) return parsed;
  const objections = named.map(({ seat, person }) => ({
    seat,
    person: person ?? '',
    reason: String(parsed.value[reasonField(seat)] ?? ''),
  }));
  return { ok: true, value: { confirms: false, objections } };
}
