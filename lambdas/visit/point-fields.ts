import { anything, refuse, typed } from '../pages/form-fields.ts';

/** No more points in one field; more than that nobody can talk through. */
export const MOST_POINTS = 10;
/** Characters in one point: a sentence or two. */
export const LONGEST_POINT = 400;

/** The field of a part under a heading: 'leadership-www'. */
export const pointsField = (heading: string, part: string): string => `${heading}-${part}`;
export const estimateField = (heading: string): string => `${heading}-estimate`;

/** Points typed one a line; bullets and numbers before them are dropped. */
export function pointLines(label: string) {
  return anything.transform((input, context): string[] => {
    const points = typed(input)
      .split('\n')
      .map((line) => line.replace(/^\s*(?:[-*•–▪◦\p{Co}]|\d{1,2}[.)])\s+/u, '').trim())
      .filter((line) => line !== '');
    if (points.length > MOST_POINTS) {
      return refuse(context, `Write no more than ${MOST_POINTS} points under ${label}, one a line`);
    }
    if (points.some((point) => [...point].length > LONGEST_POINT)) {
      return refuse(context, `Each point under ${label} must be ${LONGEST_POINT} characters or fewer`);
    }
    return points;
  });
}

/** Points as they are typed: one a line. */
export const asLines = (points: readonly string[]): string => points.join('\n');
