import { stepHandler } from '../../wiring/step-handler.ts';
import { letMembershipLapse } from '../let-membership-lapse.ts';
import { SubscriptionStep } from '../open-subscription.ts';

export const handler = stepHandler(SubscriptionStep, letMembershipLapse);
