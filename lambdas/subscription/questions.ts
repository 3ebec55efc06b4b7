import type { Question } from '../questions/question.ts';
import { admitNewcomer } from './questions/admit-newcomer.tsx';
import { signAgreement } from './questions/sign-agreement.tsx';

/** The questions of stage 1. */
export const questions: readonly Question[] = [admitNewcomer, signAgreement];
