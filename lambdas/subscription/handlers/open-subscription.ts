import { stepHandler } from '../../steering/step-handler.ts';
import { openSubscription, SubscriptionStep } from '../open-subscription.ts';

export const handler = stepHandler(SubscriptionStep, openSubscription);
