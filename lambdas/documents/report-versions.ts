/** Which versions of its report a review has, and what was agreed: the field `report` of the review's row. */
import * as z from 'zod';
import type { ReportVersion, Review, WholeReview } from '../store/store.ts';

/** One side's agreement. It holds for the text with this hash and no other. */
const Agreement = z.object({ hash: z.string(), version: z.string(), at: z.string() });

const ReportState = z.object({
  /** The newest version. Written together with it. */
  latest: z.object({ version: z.string(), hash: z.string() }).optional(),
  host: Agreement.optional(),
  lead: Agreement.optional(),
  /** The central team settled on this version. */
  settled: z.object({ version: z.string(), hash: z.string(), at: z.string() }).optional(),
  /** A fact was put right since it was final: this is the final text from then on. */
  corrected: z.object({ version: z.string(), hash: z.string(), at: z.string() }).optional(),
});
export type ReportState = z.infer<typeof ReportState>;

/** Who agrees to a report. */
export type Side = 'host' | 'lead';

/** What is recorded of a review's report. Empty before the first draft. */
export const reportState = (review: Pick<Review, 'report'>): ReportState => ReportState.parse(review.report ?? {});

/** The newest version, if there is one. */
export const latestVersion = (whole: Pick<WholeReview, 'versions'>): ReportVersion | undefined =>
  whole.versions.toSorted((a, b) => a.version.localeCompare(b.version)).at(-1);

/** The number that follows: '001', then '002'. */
export const nextVersion = (latest: Pick<ReportVersion, 'version'> | undefined): string =>
  String(Number(latest?.version ?? 0) + 1).padStart(3, '0');

/** 'version 2', as people read it. */
export const versionInWords = ({ version }: { readonly version: string }): string => `version ${Number(version)}`;

/** The report of a review is neither agreed by both sides nor settled by the central team. */
export class ReportNotAgreed extends Error {
  override name = 'ReportNotAgreed';
}

/**
 * The version that is the review's final report: the one in which a fact was last put right, else the one the central team
 * settled on, else the newest that host and lead reviewer both agreed to.
 *
 * @throws ReportNotAgreed when there is none.
 */
export function finalVersion(whole: Pick<WholeReview, 'review' | 'versions'>): ReportVersion {
  const { corrected, host, lead, settled } = reportState(whole.review);
  const hash = (corrected ?? settled)?.hash ?? (host?.hash === lead?.hash ? host?.hash : undefined);
  const final = latestVersion({ versions: whole.versions.filter((version) => version.hash === hash) });
  if (!final) throw new ReportNotAgreed(`The report of ${whole.review.about} has not been agreed or settled.`);
  return final;
}
