import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import { isDeliverable } from '../../lambdas/mail/address.ts';
import { emailField } from '../../lambdas/pages/form-fields.ts';
import { parseForm } from '../../lambdas/pages/parse-form.ts';

const form = z.object({ email: emailField({ label: 'your email address' }) });

describe('an address', () => {
  it.each([
    'bob.school.example',
    '@school.example',
    'jo@school-.example',
    'jo@-school.example',
    'jo@school',
    'jo@school..example',
    'jo@school.example.',
    'jo@127.0.0.1',
    'jo.@school.example',
    '.jo@school.example',
    'jo..ann@school.example',
    'jo@scho_ol.example',
    'jo ann@school.example',
    'jo,ann@school.example',
    'jö@school.example',
    `${'j'.repeat(65)}@school.example`,
    `jo@${'s'.repeat(64)}.example`,
    'jo@a@school.example',
    '@school.example',
    '',
  ])('that SES refuses is refused at a form: %j', (email) => {
    expect(isDeliverable(email)).toBe(false);
    expect(parseForm(form, { email })).toMatchObject({ ok: false });
  });

  it.each([
    'jo@school.example',
    'j.o-ann_2+reviews@st-anns.sch.uk',
    "o'brien@school.example",
    'jo@xn--bcher-kva.example',
    'jo@1st.school.example',
  ])('that SES takes is taken: %j', (email) => {
    expect(isDeliverable(email)).toBe(true);
    expect(parseForm(form, { email })).toEqual({ ok: true, value: { email } });
  });
});
