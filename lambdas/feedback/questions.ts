import type { Question } from '../questions/question.ts';
import { reportProgress } from './questions/report-progress.tsx';
import { survey } from './questions/survey.tsx';

/** Everything that is asked when a report is final, and half a year later. */
export const questions: readonly Question[] = [survey, reportProgress];
