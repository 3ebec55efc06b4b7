import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { AskAvailabilityInput, askAvailability } from '../availability/ask-availability.ts';

export const handler = step(AskAvailabilityInput, askAvailability, connectStepDeps());
