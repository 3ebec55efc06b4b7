import type { Question } from '../questions/question.ts';
import { agreeDates } from './questions/agree-dates.tsx';
import { chooseDates } from './questions/choose-dates.tsx';
import { settleDates } from './questions/settle-dates.tsx';

/** The questions of stage 2. */
export const questions: readonly Question[] = [chooseDates, agreeDates, settleDates];
