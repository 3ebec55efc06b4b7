import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { AskAvailabilityInput, askAvailability } from '../availability/ask-availability.ts';

export const handler = step(AskAvailabilityInput, askAvailability, connectStepDesk());
