import { stepHandler } from '../../wiring/step-handler.ts';
import { FixDatesInput, fixDates } from '../fix-dates.ts';

export const handler = stepHandler(FixDatesInput, fixDates);
