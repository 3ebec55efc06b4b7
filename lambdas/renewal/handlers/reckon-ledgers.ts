import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { ReckonLedgersInput, reckonLedgers } from '../reckon-ledgers.ts';

export const handler = step(ReckonLedgersInput, reckonLedgers, connectTable());
