import { step } from '../../platform/handlers.ts';
import { connectTable } from '../../wiring/connect-store.ts';
import { openSubscription, SubscriptionStep } from '../open-subscription.ts';

export const handler = step(SubscriptionStep, openSubscription, connectTable());
