import { canonicalHash } from '../documents/canonical-hash.ts';
import type { ReportContent } from '../documents/report-content.ts';
import { latestVersion, nextVersion, type ReportState } from '../documents/report-versions.ts';
import type { ReviewAtHand, Store, WriteItem } from '../store/store.ts';

/**
 * The rows of a new version: the version itself, which must not exist yet, and the review's record of it. Agreements
 * to earlier texts end with it, and so they are not carried along.
 */
export function writeVersion(
  store: Store,
  whole: ReviewAtHand,
  version: {
    readonly content: ReportContent;
    /** The id of whoever wrote it. */
    readonly by: string;
    readonly at: string;
    /** The central team settled on this text. */
    readonly settled?: boolean;
  },
): readonly WriteItem[] {
  const { about } = whole.review;
  const number = nextVersion(latestVersion(whole));
  const hash = canonicalHash(version.content);
  const written = { version: number, hash };
  const report: ReportState = {
    latest: written,
    ...(version.settled && { settled: { ...written, at: version.at } }),
  };
  return [
    store.rows.reportVersion
      .create({ about, ...written, content: version.content, writtenBy: version.by, writtenAt: version.at })
      .commit(),
    store.rows.review.patch({ about }).set({ report }).commit(),
  ];
}

/** Said when somebody else wrote a version while this one was being written. */
export const versionMeanwhile = {
  sentence:
    'Another version of the report was written while you were working on this one. Open the link again to see it.',
};
