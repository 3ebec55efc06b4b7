import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { OfferDatesInput, offerDates } from '../offer-dates.ts';

export const handler = step(OfferDatesInput, offerDates, connectTable());
