import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { SubscriptionStep } from '../open-subscription.ts';
import { planReviews } from '../plan-reviews.ts';

export const handler = step(SubscriptionStep, planReviews, connectStepDesk());
