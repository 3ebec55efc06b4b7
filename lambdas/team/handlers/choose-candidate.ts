import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { ChooseCandidateInput } from '../choose-candidate.ts';
import { chooseOrTell } from '../seat-stays-empty.ts';

export const handler = step(ChooseCandidateInput, chooseOrTell, connectStepDesk());
