import { stepHandler } from '../../wiring/step-handler.ts';
import { closeBookings, TrainingStep } from '../close-bookings.ts';

export const handler = stepHandler(TrainingStep, closeBookings);
