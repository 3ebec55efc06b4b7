import type { Question } from '../questions/question.ts';
import { bookTraining } from './questions/book-training.tsx';
import { recordAttendance } from './questions/record-attendance.tsx';

/** Everything that is asked about the training of reviewers. */
export const questions: readonly Question[] = [bookTraining, recordAttendance];
