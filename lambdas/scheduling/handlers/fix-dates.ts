import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { FixDatesInput, fixDates } from '../fix-dates.ts';

export const handler = step(FixDatesInput, fixDates, connectStepDeps());
