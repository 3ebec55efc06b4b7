import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { TrainingStep } from '../close-bookings.ts';
import { recordTraining } from '../record-training.ts';

export const handler = step(TrainingStep, recordTraining, connectStepDesk());
