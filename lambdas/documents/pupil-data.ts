/**
 * What must not be in a report: data about single pupils (domain.md, 'The report'). Only what has an unmistakable
 * form can be found here; names cannot, so the forms say it in words too.
 */

/** A unique pupil number: a letter, eleven digits, and a digit or (for temporary numbers) a letter. */
const pupilNumber = /\b[A-HJ-NP-RT-Z]\d{11}[0-9A-HJ-NP-RT-Z]\b/i;
const date = String.raw`\d{1,2}[./-]\d{1,2}[./-](?:\d{4}|\d{2})\b`;
const numericDate = new RegExp(String.raw`\b${date}`);
/** A day of a month after a word of birth. A year alone ('pupils born in 2015') is a cohort and not a person. */
const birthInWords = /\b(?:born|d\.?o\.?b|date of birth|birthday)\b\D{0,12}\d{1,2}(?:st|nd|rd|th)?\b/i;

/** What in a text looks like data about a pupil, as the rest of a sentence; nothing when nothing does. */
export function pupilDataIn(text: string): string | undefined {
  if (pupilNumber.test(text)) return 'what looks like a pupil number';
  if (numericDate.test(text) || birthInWords.test(text)) return 'what looks like a date of birth';
  return undefined;
}

/** The sentence beside a field, or nothing. A date that is none of birth can be written in words. */
export function pupilDataSentence(text: string): string | undefined {
  const found = pupilDataIn(text);
  if (found === undefined) return undefined;
  const otherwise = found.includes('date') ? ' If it is another date, write the month as a word' : '';
  return `This has ${found} in it. Take it out: no data about single pupils may be here.${otherwise}`;
}
