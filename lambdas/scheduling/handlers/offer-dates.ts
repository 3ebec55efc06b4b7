import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { OfferDatesInput, offerDates } from '../offer-dates.ts';

export const handler = tableStepHandler(OfferDatesInput, offerDates);
