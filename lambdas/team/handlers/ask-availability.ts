import { stepHandler } from '../../wiring/step-handler.ts';
import { AskAvailabilityInput, askAvailability } from '../availability/ask-availability.ts';

export const handler = stepHandler(AskAvailabilityInput, askAvailability);
