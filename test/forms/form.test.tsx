import fc from 'fast-check';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, it } from 'vitest';
import * as z from 'zod';
import {
  choice,
  choices,
  dateOf,
  email,
  hidden,
  longText,
  onlyIf,
  pick,
  readAs,
  text,
  YES_OR_NO,
} from '../../lambdas/forms/fields.tsx';
import { fieldsOf } from '../../lambdas/forms/form.tsx';
import {
  dateField,
  emailField,
  emptyForm,
  Form,
  type FormFields,
  type FormState,
  givenAnswers,
  manyOf,
  oneOf,
  parseForm,
  textField,
} from '../../lambdas/pages/kit.ts';
import { readPage } from '../../local/people/form.ts';

const agree = [
  { value: 'agree', text: 'Yes, I agree' },
  { value: 'disagree', text: 'No, not to everything' },
] as const;

/** Text that is always read, but needed in one case only. */
const opinion = fieldsOf({
  answer: choice({ legend: 'Do you agree?', what: 'whether you agree', options: agree }),
  disagreement: longText({
    label: 'Where do you not agree?',
    what: 'where you do not agree',
    max: 30,
    neededWhen: { answer: 'disagree' },
  }),
});

/** Fields that are asked in one case only. */
const settling = fieldsOf({
  decision: choice({
    legend: 'What to do',
    what: 'what to do',
    missing: 'Select whether to fix days or leave the review',
    options: [
      { value: 'fix', text: 'Fix the days below' },
      { value: 'pause', text: 'Leave the review' },
    ],
  }),
  day1: dateOf({ label: 'First day', what: 'the first day of the visit', when: { decision: 'fix' } }),
  why: text({ label: 'Why?', what: 'the reason', when: { decision: 'pause' } }),
});

it('reads text that is needed in one case only', () => {
  expect(opinion.read({ answer: 'agree' })).toEqual({ ok: true, value: { answer: 'agree', disagreement: '' } });
  expect(opinion.read({ answer: 'agree', disagreement: 'or do I' })).toEqual({
    ok: true,
    value: { answer: 'agree', disagreement: 'or do I' },
  });
  expect(opinion.read({ answer: 'disagree', disagreement: ' ' })).toEqual({
    ok: false,
    errors: { disagreement: 'Enter where you do not agree' },
  });
  expect(opinion.read({})).toEqual({ ok: false, errors: { answer: 'Select whether you agree' } });
  expect(opinion.read({ disagreement: 'x'.repeat(31) })).toEqual({
    ok: false,
    errors: {
      answer: 'Select whether you agree',
      disagreement: 'Where you do not agree must be 30 characters or fewer',
    },
  });
});

it('asks a field in one case only, and does not look at it in the other', () => {
  expect(settling.read({})).toEqual({
    ok: false,
    errors: { decision: 'Select whether to fix days or leave the review' },
  });
  expect(settling.read({ decision: 'fix' })).toEqual({
    ok: false,
    errors: { day1: 'Enter the first day of the visit' },
  });
  expect(settling.read({ decision: 'pause', why: 'No dates', 'day1-day': '40' })).toEqual({
    ok: true,
    value: { decision: 'pause', why: 'No dates' },
  });
  expect(settling.read({ decision: 'fix', 'day1-day': '12', 'day1-month': 'Jan', 'day1-year': '2027' })).toEqual({
    ok: true,
    value: { decision: 'fix', day1: '2027-01-12' },
  });
});

it('knows the type of an answer by what its fields say, and names that no field has', () => {
  const read = settling.read({ decision: 'pause', why: 'No dates' });
  if (!read.ok) throw new Error('not read');
  const { decision, day1, why } = read.value;
  // Both lines compile only because the answer is told apart by the decision.
  const said: string = decision === 'pause' ? why : day1;
  expect(said).toBe('No dates');

  const options = [{ value: 'yes', text: 'Yes' }] as const;
  fieldsOf({
    answer: choice({ legend: 'Well?', what: 'an answer', options }),
    // @ts-expect-error nobody can answer 'no'
    words: text({ label: 'Why?', what: 'why', when: { answer: 'no' } }),
    // @ts-expect-error there is no field 'anwser'
    more: text({ label: 'Why?', what: 'why', neededWhen: { anwser: 'yes' } }),
  });
  // @ts-expect-error there is no field 'reason'
  expect(renderToStaticMarkup(settling.show('reason', emptyForm))).toBe('');
});

it('looks at several fields together once each is right', () => {
  const form = fieldsOf(
    { name: text({ label: 'Name', what: 'the name' }), other: text({ label: 'Other', what: 'the other', max: 5 }) },
    ({ name, other }) => (name === other ? { other: 'The two must differ' } : {}),
  );
  expect(form.read({ name: 'a', other: 'a' })).toEqual({ ok: false, errors: { other: 'The two must differ' } });
  expect(form.read({ name: 'a', other: 'b' })).toEqual({ ok: true, value: { name: 'a', other: 'b' } });
  expect(form.read({ other: 'too long' })).toMatchObject({ errors: { name: 'Enter the name' } });
});

it('reads a text further, and says what else is wrong with it', () => {
  const form = fieldsOf({
    time: readAs(text({ label: 'Time', what: 'the time' }), (reading) => reading.transform((typed) => `at ${typed}`)),
    words: longText({ label: 'Words', what: 'words', wrong: (typed) => (typed === 'No' ? 'Not no' : undefined) }),
    boxes: choices({
      legend: 'Boxes',
      what: 'a box',
      min: 1,
      options: [
        { value: 'a', text: 'A' },
        { value: 'b', text: 'B' },
      ],
      wrong: (chosen) => (chosen.length > 1 ? 'Only one of them' : undefined),
    }),
  });
  expect(form.read({ time: '15:30', words: 'Yes', boxes: 'a' })).toEqual({
    ok: true,
    value: { time: 'at 15:30', words: 'Yes', boxes: ['a'] },
  });
  expect(form.read({ words: 'No', boxes: ['a', 'b'] })).toEqual({
    ok: false,
    errors: { time: 'Enter the time', words: 'Not no', boxes: 'Only one of them' },
  });
});

/** A field of each kind, and the schema of the pages that it is read by. */
const whole = fieldsOf({
  answer: choice({ legend: 'Do you agree?', what: 'whether you agree', options: agree }),
  days: choices({
    legend: 'Days',
    what: 'a day',
    min: 1,
    options: [
      { value: 'monday', text: 'Monday' },
      { value: 'tuesday', text: 'Tuesday' },
    ],
  }),
  hub: pick({
    label: 'Hub',
    what: 'a hub',
    options: [
      { value: 'aire', text: 'Aire' },
      { value: 'ouse', text: 'Ouse' },
    ],
  }),
  role: text({ label: 'Role', what: 'your role', missing: 'Enter the role in which you sign', max: 12 }),
  words: longText({ label: 'Words', what: 'what you write', max: 40 }),
  email: email({ label: 'Email', what: 'your email address' }),
  start: dateOf({ label: 'Start', what: 'the start', min: '2027-01-04', max: '2027-12-20' }),
});
const schema = z.object({
  answer: oneOf(['agree', 'disagree'], { label: 'whether you agree' }),
  days: manyOf(['monday', 'tuesday'], { label: 'a day', min: 1 }),
  hub: oneOf(['aire', 'ouse'], { label: 'a hub' }),
  role: textField({ label: 'your role', missing: 'Enter the role in which you sign', max: 12 }),
  words: textField({ label: 'what you write', max: 40 }),
  email: emailField({ label: 'your email address' }),
  start: dateField({ label: 'the start', min: '2027-01-04', max: '2027-12-20' }),
});

/** Mostly right, since one wrong field of nine makes the whole form wrong. */
const value = (...right: string[]) =>
  fc.oneof(
    { weight: 14, arbitrary: fc.constantFrom(...right) },
    { weight: 1, arbitrary: fc.string({ maxLength: 50 }) },
  );
const sent: fc.Arbitrary<FormFields> = fc.record(
  {
    answer: value('agree', 'disagree'),
    days: fc.oneof(value('monday'), fc.uniqueArray(value('monday', 'tuesday'), { maxLength: 3 })),
    hub: value('aire'),
    role: value('Head'),
    words: value('A few words.\r\nAnd more.'),
    email: value('Head@Hill.Example'),
    start: value('2027-01-12', '12 Jan 2027', '12 sept 2028'),
  },
  { requiredKeys: [] },
);

it('says word for word, and in the same order, what the schemas of the pages say', () => {
  fc.assert(
    fc.property(sent, (fields) => {
      const ours = whole.read(fields);
      const theirs = parseForm(schema, fields);
      expect(ours).toEqual(theirs);
      expect(Object.keys(ours.ok ? ours.value : ours.errors)).toEqual(
        Object.keys(theirs.ok ? theirs.value : theirs.errors),
      );
    }),
  );
});

/** What a browser would send of a page as it stands. */
function asSent(form: FormState): FormFields {
  const html = renderToStaticMarkup(<Form>{whole.showAll(form)}</Form>);
  const { controls = [] } = readPage(`<main>${html}</main>`, 200);
  return Object.fromEntries(controls.map(({ name, value: shown }) => [name, shown]));
}

it('shows what can be read back, with what is wrong beside it', () => {
  fc.assert(
    fc.property(sent, (fields) => {
      const read = whole.read(fields);
      const errors = read.ok ? {} : read.errors;
      if (read.ok) expect(whole.read(asSent({ values: fields, errors: {} }))).toEqual(read);
      const html = renderToStaticMarkup(whole.showAll({ values: fields, errors }));
      expect(html.split('govuk-error-message').length - 1).toBe(Object.keys(errors).length);
      expect(givenAnswers(whole.showAll, fields).map(({ names }) => names[0])).toEqual([
        'answer',
        'days',
        'hub',
        'role',
        'words',
        'email',
        'start',
      ]);
    }),
  );
});

it('says what a willing person sends: of what is not asked then, nothing', () => {
  const form = fieldsOf({
    answer: choice({ legend: 'Do you agree?', what: 'whether you agree', options: agree }),
    disagreement: longText({
      label: 'Where not?',
      what: 'where not',
      neededWhen: { answer: 'disagree' },
      sample: 'All',
    }),
    scale: choice({
      legend: 'Scale',
      what: 'how far',
      options: [
        { value: '1', text: 'Far' },
        { value: '2', text: 'Near' },
      ],
      sample: '2',
    }),
    boxes: choices({ legend: 'Boxes', what: 'a box', min: 1, options: agree }),
    others: choices({ legend: 'Others', what: 'others', options: agree }),
    start: dateOf({ label: 'Start', what: 'the start', min: '2027-01-04', when: { scale: '2' } }),
    end: dateOf({ label: 'End', what: 'the end', sample: '2027-01-05', when: { scale: '1' } }),
    role: text({ label: 'Role', what: 'the role', sample: 'Head' }),
    more: text({ label: 'More', what: 'more', optional: true }),
    unknown: text({ label: 'Unknown', what: 'what nobody knows' }),
  });
  const samples = givenAnswers(form.showAll, {}).map(({ names, sample }) => [names[0], sample]);
  expect(Object.fromEntries(samples)).toEqual({
    answer: { answer: 'agree' },
    disagreement: {},
    scale: { scale: '2' },
    boxes: { boxes: ['agree'] },
    others: { others: [] },
    start: { start: '2027-01-04' },
    end: {},
    role: { role: 'Head' },
    more: { more: '' },
    unknown: undefined,
  });
  const sent = Object.assign({}, ...samples.map(([, sample]) => sample));
  expect(form.read({ ...sent, unknown: 'x' })).toMatchObject({
    ok: true,
    value: { role: 'Head', start: '2027-01-04' },
  });
});

it('leaves out fields that only some programmes have, and puts text before a field', () => {
  const formOf = (has: boolean) =>
    fieldsOf({
      name: text({ label: 'Name', what: 'the name' }),
      ...onlyIf(has, {
        area: choice({ legend: 'An area?', what: 'whether', options: YES_OR_NO }),
        title: text({ label: 'Its title', what: 'the title', when: { area: 'yes' } }),
      }),
    });
  expect(formOf(true).read({ name: 'a', area: 'yes' })).toEqual({ ok: false, errors: { title: 'Enter the title' } });
  expect(formOf(true).read({ name: 'a' })).toEqual({ ok: false, errors: { area: 'Select whether' } });
  expect(formOf(false).read({ name: 'a', area: 'yes', title: 'b' })).toEqual({
    ok: true,
    value: { name: 'a', area: undefined },
  });
  const html = (has: boolean) => renderToStaticMarkup(formOf(has).showAll(emptyForm, { name: <p>Before</p> }));
  expect(html(false)).not.toContain('An area?');
  expect(html(true)).toContain('An area?');
  expect(html(true).startsWith('<p>Before</p>')).toBe(true);
});

it('carries a value unseen, and reads it as it came back', () => {
  const form = fieldsOf({ hash: hidden({ what: 'the version', value: 'abc' }) });
  expect(renderToStaticMarkup(form.showAll(emptyForm))).toBe('<input type="hidden" name="hash" value="abc"/>');
  expect(form.read({ hash: 'of another page' })).toEqual({ ok: true, value: { hash: 'of another page' } });
  expect(givenAnswers(form.showAll, { hash: 'abc' })).toEqual([]);
});

it('gathers for the check page what its own words say', () => {
  const given = givenAnswers((form) => opinion.showAll(form), { answer: 'disagree', disagreement: 'Point 2' });
  expect(given.map(({ label }) => label)).toEqual(['Do you agree?', 'Where do you not agree?']);
  expect(given[0]?.value).toBe('No, not to everything');
});
