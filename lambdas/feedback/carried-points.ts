/** The points of an agreed report that are looked back on: rows 'agreed.ebi.01' and so on, in the report's order. */
import { carriedPoints, storedContent } from '../documents/report-content.ts';
import { finalVersion } from '../documents/report-versions.ts';
import type { Framework } from '../settings/framework.ts';
import type { Finding, Store, WholeReview, WriteItem } from '../store/store.ts';

const PREFIX = 'agreed.ebi.';

/**
 * The rows that carry the final report's points to the progress check and to the next year. Written again they keep
 * what was said about them meanwhile.
 *
 * @throws ReportNotAgreed when there is no final report.
 */
export function carryPoints(store: Store, whole: WholeReview, framework: Framework, at: string): readonly WriteItem[] {
  const content = storedContent(finalVersion(whole), framework);
  return carriedPoints(content, framework).map(({ heading, text }, index) =>
    store.rows.finding
      .upsert({
        about: whole.review.about,
        finding: `${PREFIX}${String(index + 1).padStart(2, '0')}`,
        kind: 'ebi',
        heading,
        text,
        notedAt: at,
      })
      .commit(),
  );
}

/** The carried points of a review, in the report's order. */
export const carriedOf = (findings: readonly Finding[]): readonly Finding[] =>
  findings
    .filter(({ finding }) => finding.startsWith(PREFIX))
    .toSorted((a, b) => a.finding.localeCompare(b.finding, 'en', { numeric: true }));
