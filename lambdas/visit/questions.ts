import type { Question } from '../questions/question.ts';
import { agreeFindings } from './questions/agree-findings.tsx';
import { eveningNote } from './questions/evening-note.tsx';
import { findings } from './questions/findings.tsx';

/** Everything that this stage asks people. */
export const questions: readonly Question[] = [eveningNote, findings, agreeFindings];
