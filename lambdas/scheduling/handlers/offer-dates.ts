import { stepHandler } from '../../steering/step-handler.ts';
import { OfferDatesInput, offerDates } from '../offer-dates.ts';

export const handler = stepHandler(OfferDatesInput, offerDates);
