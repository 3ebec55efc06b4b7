import { choice, choices, longText, nameOf, onlyIf, telephone } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import { type OwnDays, readDays } from './school-days.ts';

/** That somebody signed for the member: in which role, and what the membership is to be used for. */
export type Signature = {
  readonly decision: 'sign';
  readonly role: string;
  readonly use: string;
  /** The office's number, where one was given. */
  readonly telephone?: string;
  /** The school's own days without school within the year, where they are not the usual ones. */
  readonly own?: readonly OwnDays[];
};

/** What a head answers to the year's agreement. */
export type AgreementAnswer = Signature | { readonly decision: 'decline'; readonly reason: string };

/**
 * What a head can choose from: nothing that leads nowhere. All that follows from a use is whether a review is planned, so of those that
 * plan one the first is offered, and none of the others. Settings keep them for what was signed before.
 */
export function usesOffered(uses: ProgrammeSettings['membershipUses']): ProgrammeSettings['membershipUses'] {
  const planning = uses.filter(({ plansReview }) => plansReview);
  return (planning.length > 0 ? planning : uses).slice(0, 1);
}

/** Some twelve lines are usual; this is more than anybody has days to give. */
const LONGEST_DAYS = 4000;

/**
 * The form of `signingPage`.
 *
 * @param host 'school' or 'trust'. A trust has no days without school of its own.
 */
export const agreementForm = (uses: ProgrammeSettings['membershipUses'], host: string) =>
  fieldsOf({
    decision: choice({
      legend: 'Your answer',
      what: 'your answer',
      missing: 'Select whether you take part',
      options: [
        { value: 'sign', text: `Yes, our ${host} takes part` },
        { value: 'decline', text: `No, our ${host} does not take part this year` },
      ],
    }),
    agreed: choices({
      legend: 'Signature',
      what: 'the box',
      missing: 'Tick the box to say that you agree',
      min: 1,
      options: [{ value: 'yes', text: `I have read the agreement and agree to it for our ${host}` }],
      when: { decision: 'sign' },
    }),
    role: nameOf({
      label: 'In which role do you sign?',
      what: 'the role',
      missing: 'Enter the role in which you sign, such as headteacher',
      hint: host === 'trust' ? 'For example, chief executive' : 'For example, headteacher',
      max: 100,
      width: 20,
      autocomplete: 'organization-title',
      when: { decision: 'sign' },
    }),
    use: choice({
      legend: 'What is the membership to be used for?',
      what: 'the use',
      missing: 'Select what the membership is to be used for',
      options: uses.map(({ use, label }) => ({ value: use, text: label })),
      when: { decision: 'sign' },
    }),
    telephone: telephone({
      label: `The telephone number of your ${host}’s office`,
      what: 'the number of your office',
      hint: 'So that the team of your review and the central team can reach you. Nobody else is shown it.',
      sample: '01632 960123',
      when: { decision: 'sign' },
    }),
    ...onlyIf(host !== 'trust', {
      days: longText({
        label: 'Days on which your school is closed',
        what: 'the days on which your school is closed',
        hint: 'Holidays and inset days, a line each. Correct what is different at your school, and add inset days as a line with one date. Bank holidays are known.',
        optional: true,
        max: LONGEST_DAYS,
        tellMax: false,
        rows: 10,
      }),
    }),
    reason: longText({
      label: 'Why not?',
      what: 'your reason',
      missing: 'Enter your reason; a few words are enough',
      hint: 'Only the central team reads this. It helps us to do better.',
      max: 1000,
      when: { decision: 'decline' },
    }),
  });

/** Reads the form of `signingPage`. Where a membership has one use only, it is not asked for. */
export function readAgreement(
  fields: FormFields,
  uses: ProgrammeSettings['membershipUses'],
  host: string,
  year: PartnershipYear,
): ParsedForm<AgreementAnswer> {
  const [only] = uses;
  const read = agreementForm(uses, host).read(uses.length === 1 && only ? { ...fields, use: only.use } : fields);
  if (!read.ok) return read;
  const { decision, role, use, reason, telephone: office, days = '' } = read.value;
  if (decision !== 'sign') return { ok: true, value: { decision, reason } };
  const given = readDays(days, year);
  if (!given.ok) return { ok: false, errors: { days: given.sentence } };
  return {
    ok: true,
    value: { decision, role, use, ...(office && { telephone: office }), ...(given.own && { own: given.own }) },
  };
}
