import type { FinalReport } from './final-report.ts';

/** A report before it is final, with what it takes to show or print it. */
export interface DraftReport extends FinalReport {
  /** Which text it is: 'version 2, of Monday 18 January 2027'. */
  readonly state: string;
}

/** Said of every draft that can be taken away. */
export const NOT_FINAL =
  'It changes until the host and the lead reviewer have agreed to it, and is confidential until then: please pass nothing of it on.';
