import { tableStepHandler } from '../../wiring/table-step-handler.ts';
import { openSubscription, SubscriptionStep } from '../open-subscription.ts';

export const handler = tableStepHandler(SubscriptionStep, openSubscription);
