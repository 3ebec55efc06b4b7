import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { ChooseCandidateInput, chooseCandidate } from '../choose-candidate.ts';

export const handler = tableStepHandler(ChooseCandidateInput, chooseCandidate);
