import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as z from 'zod';
import {
  dateField,
  emailField,
  type FormFields,
  manyOf,
  oneOf,
  parseForm,
  textField,
  wholeNumberField,
} from '../../lambdas/pages/kit.ts';
import { sampleSchema } from './sample-form.tsx';

/** The value of one field, or its errors. */
function parsed(field: z.ZodType, fields: FormFields): unknown {
  const result = parseForm(z.object({ f: field }), fields);
  return result.ok ? result.value : result.errors;
}

it('reads a form that is filled in', () => {
  expect(
    parseForm(sampleSchema, {
      answer: 'yes',
      reason: ' Glad to \r\n help ',
      'start-day': '1',
      'start-month': 'sept',
      'start-year': '2027',
      end: '2027-09-02',
      days: ['tuesday', 'monday', 'tuesday'],
      hub: 'aire',
      pupils: '210',
      email: ' Head@Hillside.Example ',
      unasked: 'is left out',
    }),
  ).toEqual({
    ok: true,
    value: {
      answer: 'yes',
      reason: 'Glad to \n help',
      start: '2027-09-01',
      end: '2027-09-02',
      days: ['monday', 'tuesday'],
      hub: 'aire',
      pupils: 210,
      email: 'head@hillside.example',
    },
  });
});

it('tells everything that is missing from an empty form, in the order of its fields', () => {
  expect(parseForm(sampleSchema, {})).toEqual({
    ok: false,
    errors: {
      answer: 'Select whether you accept',
      reason: 'Enter the reason',
      start: 'Enter the first day',
      end: 'Enter the last day',
      days: 'Select at least one day',
      hub: 'Select your hub',
      pupils: 'Enter the number of pupils',
      email: 'Enter your email address',
    },
  });
});

it('never throws and never lets a value through that the form does not offer', () => {
  const values = fc.oneof(fc.string(), fc.array(fc.string()));
  fc.assert(
    fc.property(fc.record({ answer: values, days: values, reason: values, 'start-day': values }), (fields) => {
      const result = parseForm(sampleSchema, fields);
      expect(result.ok).toBe(false);
    }),
  );
});

describe('textField', () => {
  it('counts characters as people do', () => {
    expect(parsed(textField({ label: 'your name', max: 3 }), { f: '👩‍🏫' })).toEqual({ f: '👩‍🏫' });
    expect(parsed(textField({ label: 'your name', max: 3 }), { f: 'abcd' })).toEqual({
      f: 'Your name must be 3 characters or fewer',
    });
  });

  it('may be left empty when optional, and says what the author wrote when it may not', () => {
    expect(parsed(textField({ label: 'a note', optional: true }), { f: ' \t ' })).toEqual({ f: '' });
    expect(parsed(textField({ label: 'a note', optional: true }), {})).toEqual({ f: '' });
    expect(parsed(textField({ label: 'a note', missing: 'Tell us why' }), {})).toEqual({ f: 'Tell us why' });
  });

  it('leaves out control characters', () => {
    expect(parsed(textField({ label: 'a note' }), { f: 'a\u0000b\u0007c\td' })).toEqual({ f: 'abc\td' });
  });
});

describe('dateField', () => {
  const date = (day: string, month: string, year: string) => ({ 'f-day': day, 'f-month': month, 'f-year': year });
  const field = dateField({ label: 'the visit', min: '2027-01-04', max: '2027-07-16' });

  it.each([
    ['12', '1', '2027', '2027-01-12'],
    ['05', '02', '2027', '2027-02-05'],
    ['12', 'Jan', '2027', '2027-01-12'],
    ['1', 'february', '2027', '2027-02-01'],
    [' 4 ', 'Jan.', ' 2027', '2027-01-04'],
  ])('reads %s %s %s', (day, month, year, iso) => {
    expect(parsed(field, date(day, month, year))).toEqual({ f: iso });
  });

  it.each([
    ['', '', '', { f: 'Enter the visit' }],
    ['', '1', '2027', { f: 'The visit must include a day' }],
    ['12', '', '2027', { f: 'The visit must include a month' }],
    ['12', '', '', { f: 'The visit must include a month and a year' }],
    ['12', '1', '27', { f: 'The visit must have a year of 4 numbers, like 2027' }],
    ['30', '2', '2027', { f: 'The visit must be a real date' }],
    ['12', 'ja', '2027', { f: 'The visit must be a real date' }],
    ['0', '1', '2027', { f: 'The visit must be a real date' }],
    ['3', '1', '2027', { f: 'The visit must be from Monday 4 January 2027 to Friday 16 July 2027' }],
  ])('says what is wrong with "%s %s %s"', (day, month, year, errors) => {
    expect(parsed(field, date(day, month, year))).toEqual(errors);
  });

  it.each([
    '2027-03-12',
    '12 3 2027',
    '12/3/2027',
    '12.3.2027',
    '12 Mar 2027',
    'Friday 12 March 2027',
    'Fri, 12 Mar 2027',
  ])('takes "%s" from one field', (text) => {
    expect(parsed(dateField({ label: 'the visit' }), { f: text })).toEqual({ f: '2027-03-12' });
  });

  it.each([
    ['next week', 'The visit must include a year'],
    ['12 March', 'The visit must include a year'],
    ['12 March 27', 'The visit must have a year of 4 numbers, like 2027'],
    ['2027-02-30', 'The visit must be a real date'],
  ])('says what is wrong with "%s" in one field', (text, sentence) => {
    expect(parsed(dateField({ label: 'the visit' }), { f: text })).toEqual({ f: sentence });
  });

  it('says the one end that there is', () => {
    expect(parsed(dateField({ label: 'the visit', min: '2027-01-04' }), date('3', '1', '2027'))).toEqual({
      f: 'The visit must be Monday 4 January 2027 or later',
    });
    expect(parsed(dateField({ label: 'the visit', max: '2027-01-04' }), date('5', '1', '2027'))).toEqual({
      f: 'The visit must be Monday 4 January 2027 or earlier',
    });
  });

  it('may be left empty when optional, but not half empty', () => {
    const optional = dateField({ label: 'the visit', optional: true });
    expect(parsed(optional, {})).toEqual({});
    expect(parsed(optional, date('1', '', '2027'))).toEqual({ f: 'The visit must include a month' });
  });

  it('does not take a field whose name only ends like a part of a date for a date', () => {
    const schema = z.object({ inset: textField({ label: 'the topic' }), 'inset-day': textField({ label: 'the day' }) });
    expect(parseForm(schema, { inset: 'Reading', 'inset-day': 'Monday' })).toEqual({
      ok: true,
      value: { inset: 'Reading', 'inset-day': 'Monday' },
    });
  });
});

describe('manyOf', () => {
  it('takes none when none is needed', () => {
    expect(parsed(manyOf(['a', 'b'], { label: 'days' }), {})).toEqual({ f: [] });
  });

  it('refuses a value that was never offered', () => {
    expect(parsed(manyOf(['a', 'b'], { label: 'the days' }), { f: ['a', 'c'] })).toEqual({ f: 'Select the days' });
  });
});

it('oneOf takes a lone value and nothing that every object has', () => {
  expect(parsed(oneOf(['a', 'b'], { label: 'one' }), { f: 'b' })).toEqual({ f: 'b' });
  expect(parsed(oneOf(['a', 'b'], { label: 'one' }), { f: 'constructor' })).toEqual({ f: 'Select one' });
});

it.each(['12.5', '1e3', 'twelve', '0x10'])('wholeNumberField refuses %s', (typed) => {
  expect(parsed(wholeNumberField({ label: 'the number', min: 0, max: 99 }), { f: typed })).toEqual({
    f: 'The number must be a whole number, like 12',
  });
});

it('wholeNumberField says its bounds', () => {
  const field = wholeNumberField({ label: 'the number', min: 1, max: 99 });
  expect(parsed(field, { f: '0' })).toEqual({ f: 'The number must be between 1 and 99' });
  expect(parsed(field, { f: '99' })).toEqual({ f: 99 });
});

it.each(['head', 'head@', 'a b@x.example', 'a@x.example, b@x.example', 'a@x.example\nBcc: b@x.example'])(
  'emailField refuses "%s"',
  (typed) => {
    expect(parsed(emailField({ label: 'your email address' }), { f: typed })).toEqual({
      f: 'Your email address must be an email address, like name@example.org',
    });
  },
);

it('gives an error about the whole form, or across fields, the place that its path names', () => {
  const schema = z
    .object({ a: textField({ label: 'a' }), b: textField({ label: 'b' }) })
    .superRefine(({ a, b }, context) => {
      if (a === b) context.addIssue({ code: 'custom', message: 'Choose two different ones', path: ['b'] });
      if (a === 'x') context.addIssue({ code: 'custom', message: 'Not now' });
    });
  expect(parseForm(schema, { a: 'x', b: 'x' })).toEqual({
    ok: false,
    errors: { b: 'Choose two different ones', form: 'Not now' },
  });
});

it.each([
  ['a mark that turns the direction', 'abc\u202ecba', 'abccba'],
  ['isolates', '\u2066abc\u2069', 'abc'],
  ['signs without width', 'a\u200bb\u2060c\ufeff', 'abc'],
  ['a null', 'a\u0000b', 'ab'],
  ['half a character', 'a\ud800', 'a\ufffd'],
  ['an emoji of several parts, which stays', '\u{1f469}\u200d\u{1f3eb}', '\u{1f469}\u200d\u{1f3eb}'],
  ['line breaks of a browser', 'a\r\nb\rc', 'a\nb\nc'],
])('textField takes %s as what people see', (_what, typed, read) => {
  expect(parsed(textField({ label: 'the text' }), { f: typed })).toEqual({ f: read });
});
