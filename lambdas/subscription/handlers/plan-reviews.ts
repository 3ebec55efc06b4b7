import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { SubscriptionStep } from '../open-subscription.ts';
import { planReviews } from '../plan-reviews.ts';

export const handler = step(SubscriptionStep, planReviews, connectStepDeps());
