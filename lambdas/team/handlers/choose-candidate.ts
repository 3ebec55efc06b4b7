import { stepHandler } from '../../steering/step-handler.ts';
import { ChooseCandidateInput, chooseCandidate } from '../choose-candidate.ts';

export const handler = stepHandler(ChooseCandidateInput, chooseCandidate);
