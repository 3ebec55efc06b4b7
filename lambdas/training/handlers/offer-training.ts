import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { OfferTrainingInput, offerTraining } from '../offer-training.ts';

export const handler = step(OfferTrainingInput, offerTraining, connectStepDesk());
