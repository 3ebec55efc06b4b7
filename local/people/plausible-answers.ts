import type { Control, FieldValues, ReadPage } from './form.ts';

/** What a willing person chooses where a form offers it, the earlier the rather. */
const WILLING = [
  'accept',
  'accepted',
  'agree',
  'agreed',
  'sign',
  'signed',
  'admit',
  'admitted',
  'confirm',
  'confirmed',
  'yes',
  'ready',
  'held',
  'coming',
  'public',
  'settle',
  'settled',
  'no-comments',
  'effective',
  'under-way',
];

const SENTENCES = [
  'Pupils know what they are learning and why, in every class we saw.',
  'Leaders at all levels speak about the same three priorities.',
  'Middle leaders could check more often how their plans work in class.',
  'Reading is taught with care, and staff share what works.',
  'The next step is to plan the same approach for the later years.',
];

/**
 * Fills a form in as a willing person would who has little time: what is filled in already stays, boxes are ticked,
 * the friendliest choice is taken, and text is written where text is wanted.
 */
export function plausibleAnswer(page: ReadPage, overrides: FieldValues = {}): FieldValues {
  const filled: Record<string, string | readonly string[]> = {};
  let sentence = 0;
  for (const control of page.controls ?? []) {
    if (Object.hasOwn(overrides, control.name)) continue;
    const value = fill(control, () => SENTENCES[sentence++ % SENTENCES.length] ?? '');
    if (value !== undefined) filled[control.name] = value;
  }
  return { ...filled, ...overrides };
}

function fill(control: Control, nextSentence: () => string): string | readonly string[] | undefined {
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
      return value === '' ? nextSentence() : value;
    case 'text':
      return value === '' ? shortText(control.name, nextSentence) : value;
  }
}

function friendliest(options: Control['options']): string | undefined {
  const values = options.map((option) => option.value);
  return WILLING.find((willing) => values.includes(willing)) ?? values[0];
}

/** Fields whose name says that they may stay empty are left so: a part of a date is never guessed. */
function shortText(name: string, nextSentence: () => string): string {
  if (/-(day|month|year)$/.test(name) || /(address|url|link)$/.test(name)) return '';
  if (/(email|mail)$/.test(name)) return 'office@hillview.example';
  if (/(time)$/.test(name)) return '10:00';
  return nextSentence();
}
