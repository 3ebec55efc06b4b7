import { load } from 'cheerio';
import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { ErrorSummary, emptyForm, type FormFields, type FormState } from '../../lambdas/pages/kit.ts';
import type { BoundQuestion } from '../../lambdas/questions/question.ts';

/** A question's page as a browser has it, with what was typed and what is wrong. */
export function pageOf(bound: BoundQuestion, form?: Partial<FormState>) {
  const page = bound.page();
  const state: FormState = { ...emptyForm, values: page.values ?? {}, ...form };
  const html = renderToStaticMarkup(
    createElement('div', {}, createElement(ErrorSummary, { form: state }), page.opening, page.body(state)),
  );
  const $ = load(html);
  return { ...page, html, $, text: $('body').text() };
}

/** What a browser would send if nobody changed anything: every field as it is filled in. */
export function fieldsAsShown(bound: BoundQuestion): FormFields {
  const { $ } = pageOf(bound);
  const fields: Record<string, string> = {};
  $('input[name],textarea[name]').each((_, element) => {
    const input = $(element);
    const name = input.attr('name') ?? '';
    if (element.tagName === 'textarea') fields[name] = input.text();
    else if (input.attr('type') !== 'radio' || input.attr('checked') !== undefined)
      fields[name] = input.attr('value') ?? '';
  });
  return fields;
}

/** The errors of a form, or nothing when it was read. */
export function errorsOf(bound: BoundQuestion, fields: FormFields): Readonly<Record<string, string>> {
  const read = bound.read(fields, { person: 'x', role: 'host', at: '2027-01-18T10:00:00.000Z' });
  return read.ok ? {} : read.errors;
}

/** Every error of a page leads to an input that is there. */
export function deadErrorLinks(bound: BoundQuestion, values: FormFields): string[] {
  const errors = errorsOf(bound, values);
  const { $ } = pageOf(bound, { values, errors });
  const ids = new Set(
    $('[id]')
      .toArray()
      .map((element) => $(element).attr('id')),
  );
  return Object.keys(errors).filter((field) => field !== 'form' && !ids.has(field));
}
