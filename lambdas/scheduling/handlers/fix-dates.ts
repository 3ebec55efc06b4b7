import { stepHandler } from '../../steering/step-handler.ts';
import { FixDatesInput, fixDates } from '../fix-dates.ts';

export const handler = stepHandler(FixDatesInput, fixDates);
