import { stepHandler } from '../../steering/step-handler.ts';
import { OpenRoundInput, openRound } from '../open-round.ts';

export const handler = stepHandler(OpenRoundInput, openRound);
