import type { Question } from '../questions/question.ts';
import { confirmYear } from './questions/confirm-year.tsx';

/** What the central team is asked about a year before members are. */
export const questions: readonly Question[] = [confirmYear];
