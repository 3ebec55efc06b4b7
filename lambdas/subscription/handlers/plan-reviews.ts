import { stepHandler } from '../../wiring/step-handler.ts';
import { SubscriptionStep } from '../open-subscription.ts';
import { planReviews } from '../plan-reviews.ts';

export const handler = stepHandler(SubscriptionStep, planReviews);
