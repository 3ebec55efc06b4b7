import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { OpenMatchingRoundInput, openMatchingRound } from '../round/open-matching-round.ts';

export const handler = tableStepHandler(OpenMatchingRoundInput, openMatchingRound);
