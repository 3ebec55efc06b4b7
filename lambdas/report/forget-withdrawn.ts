/** What a report's form was filled in with of last year's report, once that is withdrawn. */
import type { LastReview } from '../documents/last-review.ts';
import { beginsPoint, pointInWords } from '../documents/last-review-view.tsx';
import type { FormFields } from '../pages/kit.ts';

/** Before the points of last year in the first text of a report's context. */
export const LAST_POINTS = 'Points of last year’s review:';

/** The lines of a report's context that the points of last year make. */
export const linesOfPoints = ({ points }: Pick<LastReview, 'points'>): readonly string[] =>
  points.length === 0 ? [] : [LAST_POINTS, ...points.map(pointInWords)];

/**
 * The fields of a form without the lines that it was filled in with of a report that is withdrawn since: points, areas and the overall estimate
 * are for the host alone then. They were not written by whoever writes the form; a line that they have changed is theirs, and stays.
 *
 * @param all what last year's review left, as the host reads it.
 * @param shown the same as the team may read it.
 */
export function withoutWithdrawn(
  fields: FormFields,
  all: LastReview | undefined,
  shown: LastReview | undefined,
): FormFields {
  if (!all || !shown || shown.withdrawnBy.length === 0) return fields;
  const isShown = new Set(shown.points.map(pointInWords));
  const points = all.points.filter((point) => !isShown.has(pointInWords(point)));
  const isPoint = (line: string): boolean =>
    points.some((point) => beginsPoint(line, point)) || (shown.points.length === 0 && line === LAST_POINTS);
  const areas = all.accredited.filter((area) => !shown.accredited.includes(area));
  const overall = `${all.title}: ${all.overall}`;
  return {
    ...fields,
    ...changed(fields, 'context', (text) => withoutLines(text, isPoint)),
    ...changed(fields, 'area.earlier', (text) => withoutLines(text, (line) => areas.includes(line))),
    ...changed(fields, 'cover.last-review', (text) => (text === overall ? shown.title : text)),
  };
}

const changed = (fields: FormFields, name: string, change: (text: string) => string): FormFields => {
  const text = fields[name];
  return typeof text === 'string' ? { [name]: change(text) } : {};
};

/** A text in which no line goes stays as it was typed. */
function withoutLines(text: string, goes: (line: string) => boolean): string {
  const lines = text.split(/\r?\n/);
  const kept = lines.filter((line) => !goes(line.trim()));
  return kept.length === lines.length ? text : kept.join('\n');
}
