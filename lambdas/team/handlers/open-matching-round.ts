import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { OpenMatchingRoundInput, openMatchingRound } from '../round/open-matching-round.ts';

export const handler = step(OpenMatchingRoundInput, openMatchingRound, connectTable());
