import * as z from 'zod';
import { postcodeOf } from '../members/values.ts';
import { emailField, type FormFields, oneOf, type ParsedForm, parseForm, textField } from '../pages/kit.ts';
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

const urnField = textField({ label: 'the URN', missing: 'Enter the URN of the school' }).superRefine((urn, context) => {
  if (!/^\d{6}$/.test(urn)) {
    context.addIssue({ code: 'custom', message: 'The URN must be 6 digits, like 123456. It is not the DfE number' });
  }
});

const postcodeField = textField({ label: 'the postcode' }).transform((text, context) => {
  const postcode = postcodeOf(text);
  if (postcode !== undefined) return postcode;
  context.addIssue({ code: 'custom', message: 'The postcode must be a full UK postcode, like AB1 2CD' });
  return z.NEVER;
});

const Kind = z.object({
  kind: oneOf(['school', 'trust'], { label: 'the kind', missing: 'Select whether you are a school or a trust' }),
});

const organisation = {
  name: textField({ label: 'the name of your school or trust', max: 150 }),
  postcode: postcodeField,
};
const contact = {
  'contact-name': textField({ label: 'your name', max: 100 }),
  'job-title': textField({ label: 'your job title', max: 100 }),
  email: emailField({ label: 'your work email address' }),
};

const Trust = z.object({ ...organisation, ...contact });
const School = z.object({
  ...organisation,
  urn: urnField,
  phase: oneOf(PHASES, { label: 'the phase', missing: 'Select the phase of your school' }),
  ...contact,
});

/** Reads the form of `interestPage`, or says in words by field what is missing. */
export function readInterest(fields: FormFields): ParsedForm<Interest> {
  const kind = parseForm(Kind, fields);
  if (!kind.ok) {
    const others = parseForm(Trust, fields);
    return { ok: false, errors: { ...kind.errors, ...(others.ok ? {} : others.errors) } };
  }
  if (kind.value.kind === 'school') {
    const school = parseForm(School, fields);
    if (!school.ok) return school;
    const { urn, phase } = school.value;
    return { ok: true, value: { kind: 'school', urn, phase, ...whatEverybodySays(school.value) } };
  }
  const trust = parseForm(Trust, fields);
  return trust.ok ? { ok: true, value: { kind: 'trust', ...whatEverybodySays(trust.value) } } : trust;
}

const whatEverybodySays = (value: z.output<typeof Trust>) => ({
  name: value.name,
  postcode: value.postcode,
  contactName: value['contact-name'],
  jobTitle: value['job-title'],
  email: value.email,
});
