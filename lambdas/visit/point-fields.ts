import type { Field } from '../forms/field.ts';
import { longText, readAs } from '../forms/fields.tsx';
import { anything, refuse, tooHeavy, typed } from '../pages/form-fields.ts';
import { WHOLE_FORM } from '../pages/kit.ts';
import type { Framework } from '../settings/framework.ts';

/** No more points in one field; more than that nobody can talk through. */
export const MOST_POINTS = 10;
/** Characters in one point: a sentence or two. */
export const LONGEST_POINT = 400;

/** Bytes in one field: the nine of a programme with three parts, and the information form, keep a review well inside the 400 KB of its row. */
const MOST_BYTES = 2 * MOST_POINTS * LONGEST_POINT;

/** The field of a part under a heading: 'leadership-www'. */
export const pointsField = (heading: string, part: string): string => `${heading}-${part}`;
export const estimateField = (heading: string): string => `${heading}-estimate`;

/** The fields of all parts under a heading. */
export const namesUnder = (heading: string, parts: Framework['parts']): readonly string[] =>
  parts.map((part) => pointsField(heading, part.key));

/** A field for the points of each part under each heading. */
export const pointFields = (
  { headings }: Framework,
  parts: Framework['parts'],
  looks: { readonly rows: number; readonly hint?: string },
): Readonly<Record<string, Field<string[]>>> =>
  Object.fromEntries(
    headings.flatMap((heading) =>
      parts.map((part) => {
        const what = `‘${part.title}: ${heading.title}’`;
        const typedIn = longText({ label: part.title, what, under: heading.title, ...looks });
        return [pointsField(heading.key, part.key), readAs(typedIn, () => pointLines(what))];
      }),
    ),
  );

/** What is wrong with a form in none of whose fields is a point: said at the first of them. */
export const noPoint = (fields: readonly string[]) => ({ [fields[0] ?? WHOLE_FORM]: 'Enter at least one point' });

/** Points typed one a line; bullets and numbers before them are dropped. */
function pointLines(label: string) {
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
    const heavy = tooHeavy(label, asLines(points), MOST_BYTES);
    return heavy === undefined ? points : refuse(context, heavy);
  });
}

/** Points as they are typed: one a line. */
export const asLines = (points: readonly string[]): string => points.join('\n');
