import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DateInput, emptyForm, type FormFields, Hidden, parseForm, Text } from '../../lambdas/pages/kit.ts';
import { readMarkup, readPage, sampleFields, sampleSchema } from './sample-form.tsx';

function refused(values: FormFields) {
  const parsed = parseForm(sampleSchema, values);
  return { values, errors: parsed.ok ? {} : parsed.errors };
}

describe('a form with errors', () => {
  const form = refused({ start: '12 2027', end: '2027-01-12' });
  const $ = readPage(form, sampleFields(form));

  it('lists every error as a link to an input that exists and can take focus', () => {
    const links = $('.govuk-error-summary a').toArray();
    expect(links.map((link) => $(link).text())).toEqual(Object.values(form.errors));
    for (const link of links) {
      expect($(String($(link).attr('href'))).is('input, textarea, select')).toBe(true);
    }
  });

  it('says each error beside its field, and ties it to the input or its group', () => {
    for (const message of Object.values(form.errors)) {
      const said = $('.govuk-error-message').filter((_, element) => $(element).text() === `Error: ${message}`);
      expect(said).toHaveLength(1);
      expect($(`[aria-describedby~="${said.attr('id')}"]`)).toHaveLength(1);
    }
  });

  it('takes the focus to the summary without a script', () => {
    expect($('.govuk-error-summary').attr('autofocus')).toBeDefined();
    expect($('.govuk-error-summary').attr('tabindex')).toBe('-1');
    expect($('script:not([src^="/assets/"])')).toHaveLength(0);
  });

  it('says so in the title', () => {
    expect($('title').text()).toBe('Error: A question – Bright Lanterns Partnership');
  });

  it('marks the date that is wrong, and not the one that is right', () => {
    const wrong = (name: string) => $(`input[name="${name}"]`).hasClass('govuk-input--error');
    expect(['start', 'end'].map(wrong)).toEqual([true, false]);
  });
});

it('shows no summary, no error and no chosen option before anything was typed', () => {
  const $ = readPage(emptyForm, sampleFields(emptyForm));
  expect($('.govuk-error-summary, .govuk-error-message, :checked:not(option)')).toHaveLength(0);
  expect($('option:checked').attr('value')).toBe('');
  expect($('title').text()).toBe('A question – Bright Lanterns Partnership');
});

it('keeps what was typed and chosen', () => {
  const values = {
    answer: 'no',
    reason: '\nA first line\n<b>bold</b> & "quoted"',
    start: '31 Feb 27',
    'end-day': '12',
    'end-month': 'Jan',
    'end-year': '2027',
    days: ['monday', 'tuesday'],
    hub: 'calder',
    pupils: 'about 300',
    email: 'head@',
  };
  const form = refused(values);
  const $ = readPage(form, sampleFields(form));
  expect($('input[name="answer"]:checked').val()).toBe('no');
  expect($('textarea').text()).toBe(values.reason);
  expect(
    $('input[type="date"]')
      .toArray()
      .map((input) => $(input).val()),
  ).toEqual(['31 Feb 27', '2027-01-12']);
  expect(
    $('input[name="days"]:checked')
      .toArray()
      .map((input) => $(input).val()),
  ).toEqual(['monday', 'tuesday']);
  expect($('select').val()).toBe('calder');
  expect($('input[name="pupils"]').val()).toBe('about 300');
  expect($('input[name="email"]').val()).toBe('head@');
});

it('shows any text as text, whatever it looks like', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme-ascii' }), (typed) => {
      const form = { values: { name: typed }, errors: { name: `You typed ${typed}` } };
      const $ = readMarkup(<Text form={form} name="name" label={typed} />);
      expect($('input').attr('value')).toBe(typed);
      expect($('label').text()).toBe(typed);
      expect($('.govuk-error-message').text()).toBe(`Error: You typed ${typed}`);
      expect($('*')).toHaveLength(5);
    }),
  );
});

it('gives every input a label, and every id once', () => {
  const $ = readPage(emptyForm, sampleFields(emptyForm));
  const ids = $('[id]')
    .toArray()
    .map((element) => String($(element).attr('id')));
  expect(new Set(ids).size).toBe(ids.length);
  for (const input of $('input, textarea, select').toArray()) {
    expect($(`label[for="${$(input).attr('id')}"]`)).toHaveLength(1);
  }
});

it('says the length allowed in words, and does not cut what is pasted', () => {
  const $ = readPage(emptyForm, sampleFields(emptyForm));
  expect($('#reason-info').text()).toBe('Up to 3,000 characters, about 500 words');
  expect($('textarea').attr('aria-describedby')).toBe('reason-info');
  expect($('textarea').attr('maxlength')).toBeUndefined();
});

it('links an error about a whole date to its first box', () => {
  const form = { values: {}, errors: { start: 'Enter the first day' } };
  const $ = readPage(form, <DateInput form={form} name="start" label="First day" />);
  expect($('.govuk-error-summary a').attr('href')).toBe('#start');
  expect($('#start').attr('name')).toBe('start');
});

it('tells an error about the whole form without a link', () => {
  const form = { values: {}, errors: { form: 'These dates were taken meanwhile' } };
  const $ = readPage(form, null);
  expect($('.govuk-error-summary li').text()).toBe('These dates were taken meanwhile');
  expect($('.govuk-error-summary a')).toHaveLength(0);
});

it('carries a hidden value', () => {
  const $ = readMarkup(<Hidden name="version" value={'"3"'} />);
  expect($('input[type="hidden"]').val()).toBe('"3"');
});
