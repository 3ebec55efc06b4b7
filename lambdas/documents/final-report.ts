import type { Framework } from '../settings/framework.ts';
import type { ReportContent } from './report-content.ts';

/** The agreed version of a report, with what it takes to show or print it. */
export interface FinalReport {
  /** 'Quality Assurance Review: Hill View Primary School'. */
  readonly title: string;
  readonly content: ReportContent;
  readonly framework: Framework;
  /** The instant at which this version was written. */
  readonly writtenAt: string;
  /** The London date on which a fact in it was last put right. */
  readonly correctedOn?: string | undefined;
}
