/** Fields of a report: points one line each, and shorter texts. */

import { anything, refuse, sentence, tooHeavy, typed } from '../pages/form-fields.ts';

/** More points than this under one heading nobody reads; and a version has to fit into one row of the table. */
export const MOST_POINTS = 30;
const LONGEST_POINT = 1000;
/** Characters of one field. */
export const LONGEST_FIELD = 8000;
/** Bytes of one field: 11 fields of a QAR, with 60 KB of comments, keep a version well inside the 400 KB of a row. */
const MOST_BYTES = 2 * LONGEST_FIELD;

interface PointsOptions {
  /** In the middle of a sentence: 'the context'. */
  readonly label: string;
}

/** One point on each line. Marks that people put before points ('-', '•', '1.') are left out, as are empty lines. */
export function pointsField({ label }: PointsOptions) {
  return anything.transform((input, context): string[] => {
    const text = typed(input);
    if (text.length > LONGEST_FIELD) {
      return refuse(context, `${sentence(label)} must be ${LONGEST_FIELD.toLocaleString('en-GB')} characters or fewer`);
    }
    const heavy = tooHeavy(label, text, MOST_BYTES);
    if (heavy !== undefined) return refuse(context, heavy);
    const points = pointsOf(text);
    if (points.length > MOST_POINTS) return refuse(context, `${sentence(label)} must be ${MOST_POINTS} lines or fewer`);
    if (points.some((point) => point.length > LONGEST_POINT)) {
      return refuse(
        context,
        `Each line of ${label} must be ${LONGEST_POINT.toLocaleString('en-GB')} characters or fewer`,
      );
    }
    return points;
  });
}

/** The points of a text, one a line. */
export const pointsOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.replace(/^\s*(?:[-–•*·▪◦\p{Co}]|\d{1,2}[.)])\s+/u, '').trim())
    .filter((line) => line !== '');

/** A short text that may be left empty. */
export function shortField({ label, max = 300 }: PointsOptions & { readonly max?: number }) {
  return anything.transform((input, context): string => {
    const text = typed(input).replace(/\s+/g, ' ');
    if (text.length > max) return refuse(context, `${sentence(label)} must be ${max} characters or fewer`);
    return text;
  });
}
