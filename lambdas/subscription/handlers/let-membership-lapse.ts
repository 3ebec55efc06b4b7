import { step } from '../../platform/handlers.ts';
import { connectStepDesk } from '../../wiring/connect-desk.ts';
import { letMembershipLapse } from '../let-membership-lapse.ts';
import { SubscriptionStep } from '../open-subscription.ts';

export const handler = step(SubscriptionStep, letMembershipLapse, connectStepDesk());
