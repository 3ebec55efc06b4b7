import type { Question } from '../questions/question.ts';
import { changePublication } from './questions/change-publication.tsx';
import { chooseAudience } from './questions/choose-audience.tsx';
import { receiveReport } from './questions/receive-report.tsx';

/** Everything that is asked about who sees a final report. */
export const questions: readonly Question[] = [chooseAudience, changePublication, receiveReport];
