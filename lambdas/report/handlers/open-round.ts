import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { OpenRoundInput, openRound } from '../open-round.ts';

export const handler = tableStepHandler(OpenRoundInput, openRound);
