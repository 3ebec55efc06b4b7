/**
 * What invented people write into a field: something that fits it, in a few words, and the same whenever the same
 * people play the same year.
 */
import { createHash } from 'node:crypto';
import { allAnswers, answerTo } from './answers/all-answers.ts';
import type { SampleValues } from './samples.ts';

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
  /** What the form's own fields say. */
  readonly samples?: SampleValues | undefined;
}

/** A form has a field of which neither it nor anybody else has said what invented people write into it. */
export class NoTextForField extends Error {
  override readonly name = 'NoTextForField';

  constructor({ question, field }: TextPlace) {
    super(
      `Nothing is known to write into '${field}' of '${question}'. Give the field a sample, or add texts for it to local/people/answers.`,
    );
  }
}

/**
 * The text that a person writes into a field: one of those that are known, or what the field itself says, which is '' where a
 * willing person leaves it as it stands.
 *
 * @throws NoTextForField so that no field of a form is filled with something that does not fit it
 */
export function freeText(place: TextPlace): string {
  const texts = textsFor(place);
  const sample = place.samples?.[place.field];
  const text = texts[numberOf(place) % texts.length] ?? (sample === null ? '' : sample);
  if (typeof text !== 'string') throw new NoTextForField(place);
  return text;
}

/** All texts of which one is taken; none where none is known. */
export function textsFor({ question, field, about = '' }: TextPlace): readonly string[] {
  const { texts, ofTrusts } = answerTo(question);
  const ofTrust = about.startsWith('tpr-') ? ofField(ofTrusts, field) : undefined;
  return ofTrust ?? ofField(texts, field) ?? [];
}

/** Every text that invented people may write, for tests that look where none of it may be. */
export const everyFreeText = (): readonly string[] =>
  Object.values(allAnswers).flatMap(({ texts = {}, ofTrusts = {} }) =>
    [texts, ofTrusts].flatMap((byField) => Object.values(byField).flat()),
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
