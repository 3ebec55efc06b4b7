import { carriedFinding, carriedOf } from '../documents/last-review.ts';
import { carriedPoints, storedContent } from '../documents/report-content.ts';
import { finalVersion } from '../documents/report-versions.ts';
import type { Framework } from '../settings/framework.ts';
import type { Finding, Store, WholeReview, WriteItem } from '../store/store.ts';

/**
 * The rows that carry the final report's points to the progress check and to the next year. Of a report that was written anew since
 * they were written before, what was said of a point stays with it, wherever it stands now, and points that it has no more go.
 *
 * @throws ReportNotAgreed when there is no final report.
 */
export function carryPoints(store: Store, whole: WholeReview, framework: Framework, at: string): readonly WriteItem[] {
  const content = storedContent(finalVersion(whole), framework);
  const { about } = whole.review;
  const before = carriedOf(whole.findings);
  const points = carriedPoints(content, framework);
  const written = points.flatMap((point, index): WriteItem[] => {
    const finding = carriedFinding(index + 1);
    const known = before.find((one) => one.finding === finding);
    if (known && isSame(known, point)) return [];
    const progress = progressOf(point, known, before, points);
    const row = { about, finding, kind: 'ebi' as const, ...point, notedAt: at };
    return [store.rows.finding.put({ ...row, ...(progress !== undefined && { progress }) }).commit()];
  });
  const names = new Set(points.map((_, index) => carriedFinding(index + 1)));
  const gone = before.filter(({ finding }) => !names.has(finding));
  return [...written, ...gone.map(({ finding }) => store.rows.finding.delete({ about, finding }).commit())];
}

type Point = ReturnType<typeof carriedPoints>[number];

const isSame = (row: Finding, { heading, text }: Point): boolean => row.heading === heading && row.text === text;

/** What was said of a point before; of one in other words, what was said of the one in whose place it stands. */
function progressOf(
  point: Point,
  inItsPlace: Finding | undefined,
  before: readonly Finding[],
  points: readonly Point[],
): string | undefined {
  const same = before.find((row) => isSame(row, point));
  if (same) return same.progress;
  const isReworded =
    inItsPlace?.heading === point.heading && !points.some((one) => inItsPlace && isSame(inItsPlace, one));
  return isReworded ? inItsPlace?.progress : undefined;
}
