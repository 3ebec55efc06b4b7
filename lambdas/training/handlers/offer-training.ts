import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { OfferTrainingInput, offerTraining } from '../offer-training.ts';

export const handler = step(OfferTrainingInput, offerTraining, connectStepDeps());
