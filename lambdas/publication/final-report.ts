import { londonDate } from '../calendar/london.ts';
import type { FinalReport } from '../documents/final-report.ts';
import { hostWord, type ReportContent, storedContent } from '../documents/report-content.ts';
import { finalVersion, reportState } from '../documents/report-versions.ts';
import type { Asked, Deps } from '../questions/question.ts';
import { type Recipient, type ReviewContext, reviewContext } from '../questions/review-context.ts';
import type { Framework } from '../settings/framework.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { ReviewAtHand } from '../store/store.ts';

/** What every question about a final report is worked out from. */
export interface FinalContext extends ReviewContext {
  readonly framework: Framework;
  readonly content: ReportContent;
  /** 'school' or 'trust'. */
  readonly host: 'school' | 'trust';
  /** The same as a document of its own. */
  readonly report: FinalReport;
}

/** @throws ReportNotAgreed when the review has no final report. */
export async function finalContext(asked: Asked, deps: Deps, to: Recipient): Promise<FinalContext> {
  const context = await reviewContext(asked, deps, to);
  const report = finalReport(context.whole, context.settings);
  const { content, framework } = report;
  return { ...context, framework, content, host: hostWord(framework), report };
}

/**
 * The agreed version of a review's report.
 *
 * @throws ReportNotAgreed when there is none.
 */
export function finalReport(whole: ReviewAtHand, settings: ProgrammeSettings): FinalReport {
  const { framework } = settings.report;
  const version = finalVersion(whole);
  const { corrected } = reportState(whole.review);
  return {
    title: `${settings.name}: ${whole.review.hostName}`,
    content: storedContent(version, framework),
    framework,
    writtenAt: version.writtenAt,
    correctedOn: corrected && londonDate(corrected.at),
  };
}
