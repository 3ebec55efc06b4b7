import { stepHandler } from '../../wiring/step-handler.ts';
import { OfferTrainingInput, offerTraining } from '../offer-training.ts';

export const handler = stepHandler(OfferTrainingInput, offerTraining);
