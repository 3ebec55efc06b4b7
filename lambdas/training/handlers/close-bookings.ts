import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { closeBookings, TrainingStep } from '../close-bookings.ts';

export const handler = step(TrainingStep, closeBookings, connectStepDeps());
