import * as z from 'zod';
import { type FormFields, manyOf, oneOf, parseForm, textField } from '../pages/kit.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';

/** That somebody signed for the member: in which role, and what the membership is to be used for. */
export type Signature = { readonly decision: 'sign'; readonly role: string; readonly use: string };

/** What a head answers to the year's agreement. */
export type AgreementAnswer = Signature | { readonly decision: 'decline'; readonly reason: string };

const Decision = z.object({
  decision: oneOf(['sign', 'decline'], { label: 'your answer', missing: 'Select whether you take part' }),
});

const Decline = z.object({
  reason: textField({ label: 'your reason', missing: 'Enter your reason; a few words are enough', max: 1000 }),
});

const signature = (uses: readonly string[]) =>
  z.object({
    agreed: manyOf(['yes'], { label: 'the box', min: 1, missing: 'Tick the box to say that you agree' }),
    role: textField({ label: 'the role', missing: 'Enter the role in which you sign, such as headteacher', max: 100 }),
    use: oneOf(uses, { label: 'the use', missing: 'Select what the membership is to be used for' }),
  });

/** Reads the form of `signingPage`. Where a membership has one use only, it is not asked for. */
export function readAgreement(
  fields: FormFields,
  settings: Pick<ProgrammeSettings, 'membershipUses'>,
):
  | { readonly ok: true; readonly answer: AgreementAnswer }
  | { readonly ok: false; readonly errors: Readonly<Record<string, string>> } {
  const decision = parseForm(Decision, fields);
  if (!decision.ok) return decision;
  if (decision.value.decision === 'decline') {
    const decline = parseForm(Decline, fields);
    return decline.ok ? { ok: true, answer: { decision: 'decline', reason: decline.value.reason } } : decline;
  }
  const uses = settings.membershipUses.map(({ use }) => use);
  const [only] = uses;
  const signed = parseForm(signature(uses), uses.length === 1 && only ? { ...fields, use: only } : fields);
  if (!signed.ok) return signed;
  return { ok: true, answer: { decision: 'sign', role: signed.value.role, use: signed.value.use } };
}
