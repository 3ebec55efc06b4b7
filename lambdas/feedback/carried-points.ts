import { carriedFinding } from '../documents/last-review.ts';
import { carriedPoints, storedContent } from '../documents/report-content.ts';
import { finalVersion } from '../documents/report-versions.ts';
import type { Framework } from '../settings/framework.ts';
import type { Store, WholeReview, WriteItem } from '../store/store.ts';

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
        finding: carriedFinding(index + 1),
        kind: 'ebi',
        heading,
        text,
        notedAt: at,
      })
      .commit(),
  );
}
