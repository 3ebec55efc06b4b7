import { stepHandler } from '../../wiring/step-handler.ts';
import { ChooseCandidateInput } from '../choose-candidate.ts';
import { chooseOrTell } from '../seat-stays-empty.ts';

export const handler = stepHandler(ChooseCandidateInput, chooseOrTell);
