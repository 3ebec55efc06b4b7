import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { TrainingStep } from '../close-bookings.ts';
import { recordTraining } from '../record-training.ts';

export const handler = step(TrainingStep, recordTraining, connectStepDeps());
