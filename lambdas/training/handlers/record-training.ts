import { stepHandler } from '../../wiring/step-handler.ts';
import { TrainingStep } from '../close-bookings.ts';
import { recordTraining } from '../record-training.ts';

export const handler = stepHandler(TrainingStep, recordTraining);
