import { answerTo } from './answers/all-answers.ts';
import type { Situation } from './answers/answer.ts';
import type { Control, FieldValues, ReadPage } from './form.ts';
import { freeText } from './free-text.ts';

/**
 * Fills a form in as a willing person would who has little time: what is filled in already stays; the rest is what is known
 * of the question's fields, or what the fields say themselves, or else the first thing that is offered.
 *
 * @throws NoTextForField
 */
export function plausibleAnswer(page: ReadPage, situation: Situation, overrides: FieldValues = {}): FieldValues {
  const filled: Record<string, string | readonly string[]> = {};
  const answer = answerTo(situation.question);
  for (const control of page.controls ?? []) {
    if (Object.hasOwn(overrides, control.name)) continue;
    const value = answer.fields?.[control.name]?.(control, situation) ?? fill(control, situation);
    // Of a choice that is not made a browser sends nothing.
    if (value !== undefined && (value.length > 0 || control.options.length === 0)) filled[control.name] = value;
  }
  return { ...filled, ...overrides };
}

function fill(control: Control, situation: Situation): string | readonly string[] | undefined {
  const { kind, name, value, options } = control;
  if (value.length > 0 || kind === 'hidden') return value;
  const sample = situation.samples?.[name];
  switch (kind) {
    case 'radio':
    case 'checkbox':
      return sample ?? options[0]?.value;
    case 'select':
      return sample ?? options.find((option) => option.value !== '')?.value;
    case 'long-text':
      return freeText({ ...situation, field: name });
    case 'day':
      return sample ?? value;
    case 'text':
      return freeText({ ...situation, field: name });
  }
}
