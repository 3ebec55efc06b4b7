import { describe, expect, test } from 'vitest';
import { emptyForm } from '../../lambdas/pages/kit.ts';
import { interestPage } from '../../lambdas/subscription/interest.tsx';
import { readInterest } from '../../lambdas/subscription/interest-form.ts';

const site = {
  membershipCost: 'A school pays 600 pounds a year.',
  charityName: 'The Charity',
  helpAddress: 'team@charity.example',
  urgentTelephone: '01632 960100',
};
const typed = {
  kind: 'school',
  name: 'Brook Lane School',
  postcode: 'ab1 2cd',
  urn: '900777',
  phase: 'secondary',
  'contact-name': 'Robin Field',
  'job-title': 'Head',
  email: 'Robin.Field@mail.example',
};

describe('the form', () => {
  test('reads a school', () => {
    expect(readInterest(typed)).toEqual({
      ok: true,
      value: {
        kind: 'school',
        urn: '900777',
        phase: 'secondary',
        name: 'Brook Lane School',
        postcode: 'AB1 2CD',
        contactName: 'Robin Field',
        jobTitle: 'Head',
        email: 'robin.field@mail.example',
      },
    });
  });

  test('does not ask a trust for URN and phase', () => {
    const read = readInterest({ ...typed, kind: 'trust', urn: '', phase: '' });

    expect(read).toMatchObject({ ok: true, value: { kind: 'trust', name: 'Brook Lane School' } });
    expect(read.ok && 'urn' in read.value).toBe(false);
  });

  test('says by the field what is missing, in the order of the page', () => {
    const read = readInterest({ kind: 'school' });

    expect(Object.entries(read.ok ? {} : read.errors)).toEqual([
      ['name', 'Enter the name of your school or trust'],
      ['postcode', 'Enter the postcode'],
      ['urn', 'Enter the URN of the school'],
      ['phase', 'Select the phase of your school'],
      ['contact-name', 'Enter your name'],
      ['job-title', 'Enter your job title'],
      ['email', 'Enter your work email address'],
    ]);
    expect(readInterest({})).toMatchObject({ errors: { kind: 'Select whether you are a school or a trust' } });
  });

  test.each([
    ['urn', '12345', 'The URN must be 6 digits, like 123456. It is not the DfE number'],
    ['urn', '203/3331', 'The URN must be 6 digits, like 123456. It is not the DfE number'],
    ['postcode', 'AB1', 'The postcode must be a full UK postcode, like AB1 2CD'],
    ['email', 'robin', 'Your work email address must be an email address, like name@example.org'],
  ])('refuses a wrong %s', (field, value, sentence) => {
    expect(readInterest({ ...typed, [field]: value })).toEqual({ ok: false, errors: { [field]: sentence } });
  });

  test('is a whole page that needs no script, and shows errors with what was typed', () => {
    const values = { ...typed, urn: '12' };
    const read = readInterest(values);
    const html = interestPage(site, { values, errors: read.ok ? {} : read.errors });

    expect(html).toContain('<title>Error: Join the partnership – The Charity</title>');
    expect(html).toContain('href="#urn"');
    expect(html).toContain('A school pays 600 pounds a year.');
    expect(html).toContain('value="Brook Lane School"');
    expect(interestPage(site, emptyForm)).not.toMatch(/<script|Error:/);
  });
});
