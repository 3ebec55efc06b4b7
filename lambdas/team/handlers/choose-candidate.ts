import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { ChooseCandidateInput } from '../choose-candidate.ts';
import { chooseOrTell } from '../seat-stays-empty.ts';

export const handler = step(ChooseCandidateInput, chooseOrTell, connectStepDeps());
