import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { OpenRoundInput, openRound } from '../open-round.ts';

export const handler = step(OpenRoundInput, openRound, connectTable());
