import { step } from '../../platform/handlers.ts';
import { connectStepDeps } from '../../wiring/connect-deps.ts';
import { letMembershipLapse } from '../let-membership-lapse.ts';
import { SubscriptionStep } from '../open-subscription.ts';

export const handler = step(SubscriptionStep, letMembershipLapse, connectStepDeps());
