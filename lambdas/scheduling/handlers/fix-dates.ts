import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { FixDatesInput, fixDates } from '../fix-dates.ts';

export const handler = step(FixDatesInput, fixDates, connectStepDesk());
