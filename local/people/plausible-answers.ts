import { answerTo } from './answers/all-answers.ts';
import type { Situation } from './answers/answer.ts';
import type { Control, FieldValues, ReadPage } from './form.ts';
import { freeText } from './free-text.ts';

/** What a willing person chooses where a form offers it. */
const WILLING = new Set(
  'accept agree sign admit confirm yes ready right private public coming fix settle effective under-way'.split(' '),
);

/**
 * Fills a form in as a willing person would who has little time: what is filled in already stays, boxes are ticked,
 * the friendliest choice is taken, and what is written fits the field.
 *
 * @throws NoTextForField
 */
export function plausibleAnswer(page: ReadPage, situation: Situation, overrides: FieldValues = {}): FieldValues {
  const filled: Record<string, string | readonly string[]> = {};
  const answer = answerTo(situation.question);
  const known = { ...answer.known?.(situation), ...overrides };
  for (const control of page.controls ?? []) {
    if (Object.hasOwn(known, control.name)) continue;
    if (answer.decisionAlone && (control.kind === 'select' || control.kind === 'checkbox')) continue;
    const write = () => freeText({ ...situation, field: control.name });
    const value = answer.fields?.[control.name]?.(control, situation) ?? fill(control, write);
    if (value !== undefined) filled[control.name] = value;
  }
  return { ...filled, ...known };
}

function fill(control: Control, write: () => string): string | readonly string[] | undefined {
  const { kind, value, options } = control;
  switch (kind) {
    case 'hidden':
      return value;
    case 'radio':
      return value.length > 0 ? value : friendliest(options);
    case 'checkbox':
      return value.length > 0 ? value : options.slice(0, 1).map((option) => option.value);
    case 'select':
      return value !== '' ? value : options.find((option) => option.value !== '')?.value;
    case 'long-text':
      return value === '' ? write() : value;
    case 'text':
      return value === '' && !/-(day|month|year)$/.test(control.name) ? write() : value;
  }
}

/** A choice about a single thing wrong, as in the check of facts, is not made at all. */
function friendliest(options: Control['options']): string | undefined {
  const values = options.map((option) => option.value);
  if (values.includes('disagree') && !values.some((value) => WILLING.has(value))) return undefined;
  return values.find((value) => WILLING.has(value)) ?? values[0];
}
