import type { Question } from '../questions/question.ts';
import { agreeTimetable } from './questions/agree-timetable.tsx';
import { confirmAttendance } from './questions/confirm-attendance.tsx';
import { informationForm } from './questions/information-form.tsx';
import { preReviewCall } from './questions/pre-review-call.tsx';
import { proposeTimetable } from './questions/propose-timetable.tsx';

/** Everything that this stage asks people. */
export const questions: readonly Question[] = [
  informationForm,
  proposeTimetable,
  agreeTimetable,
  preReviewCall,
  confirmAttendance,
];
