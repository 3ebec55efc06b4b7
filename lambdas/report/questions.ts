import type { Question } from '../questions/question.ts';
import { agreeReport } from './questions/agree-report.tsx';
import { amendReport } from './questions/amend-report.tsx';
import { checkFacts } from './questions/check-facts.tsx';
import { draftReport } from './questions/draft-report.tsx';
import { qualityRead } from './questions/quality-read.tsx';
import { settleReport } from './questions/settle-report.tsx';

/** Everything that is asked while a report is written and agreed. */
export const questions: readonly Question[] = [
  draftReport,
  qualityRead,
  checkFacts,
  amendReport,
  agreeReport,
  settleReport,
];
