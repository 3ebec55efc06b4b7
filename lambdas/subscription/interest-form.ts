import * as z from 'zod';
import { choice, email, nameOf, pick, readAs, text } from '../forms/fields.tsx';
import { fieldsOf } from '../forms/form.tsx';
import { phaseName } from '../members/phase.ts';
import { postcodeOf } from '../members/values.ts';
import type { FormFields, ParsedForm } from '../pages/kit.ts';
import { PHASES } from '../store/entities/members.ts';

/** What a school or trust says of itself that would like to join. */
export interface Interest {
  readonly kind: 'school' | 'trust';
  /** A school's URN. */
  readonly urn?: string | undefined;
  readonly name: string;
  /** In capitals with one space. */
  readonly postcode: string;
  readonly phase?: (typeof PHASES)[number] | undefined;
  readonly contactName: string;
  readonly jobTitle: string;
  readonly email: string;
}

const wrongUrn = (urn: string): string | undefined =>
  /^\d{6}$/.test(urn) ? undefined : 'The URN must be 6 digits, like 123456. It is not the DfE number';

const inCapitals = (reading: z.ZodType<string>) =>
  reading.transform((text, context) => {
    const postcode = postcodeOf(text);
    if (postcode !== undefined) return postcode;
    context.addIssue({ code: 'custom', message: 'The postcode must be a full UK postcode, like AB1 2CD' });
    return z.NEVER;
  });

/** The form of `interestPage`. */
export const interestForm = fieldsOf({
  kind: choice({
    legend: 'Are you a school or a trust?',
    what: 'the kind',
    missing: 'Select whether you are a school or a trust',
    options: [
      { value: 'school', text: 'A school' },
      { value: 'trust', text: 'A multi-academy trust' },
    ],
  }),
  name: nameOf({
    label: 'Name of the school or trust',
    what: 'the name of your school or trust',
    max: 150,
    autocomplete: 'organization',
  }),
  postcode: readAs(
    text({ label: 'Postcode', what: 'the postcode', width: 10, autocomplete: 'postal-code' }),
    inCapitals,
  ),
  urn: text({
    label: 'Unique reference number (URN)',
    what: 'the URN',
    missing: 'Enter the URN of the school',
    hint: '6 digits. You find it on ‘Get information about schools’.',
    kind: 'number',
    width: 10,
    wrong: wrongUrn,
    when: { kind: 'school' },
  }),
  phase: pick({
    label: 'Phase',
    what: 'the phase',
    missing: 'Select the phase of your school',
    unchosen: 'Choose the phase',
    options: PHASES.map((value) => ({ value, text: phaseName[value] })),
    when: { kind: 'school' },
  }),
  'contact-name': nameOf({ label: 'Your name', what: 'your name', max: 100, autocomplete: 'name' }),
  'job-title': nameOf({
    label: 'Your job title',
    what: 'your job title',
    max: 100,
    autocomplete: 'organization-title',
  }),
  email: email({ label: 'Your work email address', what: 'your work email address', autocomplete: 'email' }),
});

/** Reads the form of `interestPage`, or says in words by field what is missing. */
export function readInterest(fields: FormFields): ParsedForm<Interest> {
  const read = interestForm.read(fields);
  if (!read.ok) return read;
  const { kind, urn, phase, name, postcode, 'contact-name': contactName, 'job-title': jobTitle, email } = read.value;
  const everybody = { name, postcode, contactName, jobTitle, email };
  return { ok: true, value: kind === 'school' ? { kind, urn, phase, ...everybody } : { kind, ...everybody } };
}
