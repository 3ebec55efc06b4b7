/**
 * What invented people write into a field: something that fits it, in a few words, and the same whenever the same
 * people play the same year.
 */
import { createHash } from 'node:crypto';
import { askingTexts, askingTextsOfTrusts } from './texts/asking.ts';
import { feedbackTexts, feedbackTextsOfTrusts } from './texts/feedback.ts';
import { preparationTexts, preparationTextsOfTrusts } from './texts/preparation.ts';
import { reportTexts, reportTextsOfTrusts } from './texts/report.ts';
import { visitTexts } from './texts/visit.ts';

/**
 * The texts of a question by field; one of them is taken. 'reply.*' stands for all fields of that beginning, of which a
 * form has as many as there are comments.
 */
export type TextsOfQuestion = Readonly<Record<string, readonly string[]>>;

const TEXTS: Readonly<Record<string, TextsOfQuestion>> = {
  ...askingTexts,
  ...preparationTexts,
  ...visitTexts,
  ...reportTexts,
  ...feedbackTexts,
};

const TEXTS_OF_TRUSTS: Readonly<Record<string, TextsOfQuestion>> = {
  ...askingTextsOfTrusts,
  ...preparationTextsOfTrusts,
  ...reportTextsOfTrusts,
  ...feedbackTextsOfTrusts,
};

/** Fields of a report that tell of earlier ones. */
const FIRST_REPORT = {
  'cover.last-review': 'empty where this is the first',
  'area.earlier': 'empty where this is the first',
};

/** Fields that a willing person leaves as they stand, each with the reason. */
const LEFT: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'sign-agreement': { reason: 'said by whoever does not sign' },
  'admit-newcomer': { reason: 'said to whoever is refused' },
  'choose-dates': { 'away-reason-*': 'belongs to days that are out, and none are' },
  'agree-dates': { reason: 'said by whoever proposes other days' },
  'confirm-team': { 'reason-*': 'said by whoever objects to somebody' },
  'agree-timetable': { changes: 'said by whoever wants another timetable' },
  'confirm-attendance': { reason: 'said by whoever cannot come' },
  'agree-findings': { disagreement: 'said by whoever does not agree' },
  'draft-report': { ...FIRST_REPORT },
  'quality-read': { words: 'said where something should be changed first' },
  'check-facts': { 'text.*': 'said of a line that is wrong' },
  'amend-report': { ...FIRST_REPORT },
  'agree-report': { reason: 'said by whoever does not agree' },
  'settle-report': { ...FIRST_REPORT },
  'choose-audience': { address: 'the host publishes nothing itself' },
  'change-publication': { address: 'the host publishes nothing itself' },
  availability: {
    reviews: 'what the settings propose',
    distance: 'what the settings propose',
    reason: 'said by whoever would do no review',
  },
  'approve-plan': {
    'whom-*': 'said of a change, and there is none',
    'review-*': 'said of a change, and there is none',
    'reason-*': 'said of a change, and there is none',
  },
};

/** Where a text is to be written. */
export interface TextPlace {
  /** 'propose-timetable' */
  readonly question: string;
  /** 'day-1-morning' */
  readonly field: string;
  /** 'qar-2026-900001', where the question is about a review: what a trust writes differs from what a school does. */
  readonly about?: string | undefined;
  /** How often it was asked; of a note in the evening, the day. Another time takes another text. */
  readonly round?: number | undefined;
  readonly person?: string | undefined;
}

/** A form has a field of which nobody has said what invented people write into it. */
export class NoTextForField extends Error {
  override readonly name = 'NoTextForField';

  constructor({ question, field }: TextPlace) {
    super(
      `Nothing is known to write into '${field}' of '${question}'. Add texts for it in local/people/texts, or why it is left as it stands in local/people/free-text.ts.`,
    );
  }
}

/**
 * The text that a person writes into a field; '' where a willing person leaves it as it stands.
 *
 * @throws NoTextForField so that no field of a form is filled with something that does not fit it
 */
export function freeText(place: TextPlace): string {
  const texts = textsFor(place);
  const text = texts[numberOf(place) % texts.length];
  if (text !== undefined) return text;
  if (ofField(LEFT[place.question], place.field) !== undefined) return '';
  throw new NoTextForField(place);
}

/** All texts of which one is taken; none where the field is left as it stands. */
export function textsFor({ question, field, about = '' }: TextPlace): readonly string[] {
  const ofTrust = about.startsWith('tpr-') ? ofField(TEXTS_OF_TRUSTS[question], field) : undefined;
  return ofTrust ?? ofField(TEXTS[question], field) ?? [];
}

/** Every text that invented people may write, for tests that look where none of it may be. */
export const everyFreeText = (): readonly string[] =>
  [TEXTS, TEXTS_OF_TRUSTS].flatMap((byQuestion) =>
    Object.values(byQuestion).flatMap((byField) => Object.values(byField).flat()),
  );

function ofField<T>(byField: Readonly<Record<string, T>> = {}, field: string): T | undefined {
  const [, all] =
    Object.entries(byField).find(([key]) => key.endsWith('*') && field.startsWith(key.slice(0, -1))) ?? [];
  return byField[field] ?? all;
}

/** Spread by review, person and field; one more for each time it is asked. */
function numberOf({ question, field, about = '', round = 0, person = '' }: TextPlace): number {
  const hash = createHash('sha256').update([question, field, about, person].join('\n')).digest();
  return hash.readUInt16BE(0) + round;
}
