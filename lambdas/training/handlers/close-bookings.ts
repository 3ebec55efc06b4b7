import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { closeBookings, TrainingStep } from '../close-bookings.ts';

export const handler = step(TrainingStep, closeBookings, connectStepDesk());
