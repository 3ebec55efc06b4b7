import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { ReckonLedgersInput, reckonLedgers } from '../reckon-ledgers.ts';

export const handler = tableStepHandler(ReckonLedgersInput, reckonLedgers);
