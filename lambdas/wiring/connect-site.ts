import type { PublicWords, Site } from '../pages/kit.ts';
import { environment } from '../platform/environment.ts';

/** Whose pages they are and who helps, from the environment of a function that shows pages. */
export function connectSite(): Site & PublicWords {
  const env = environment(
    'CHARITY_NAME',
    'CENTRAL_TEAM_ADDRESS',
    'URGENT_TELEPHONE',
    'TELEPHONE_HOURS',
    'MEMBERSHIP_COST',
    'ACCESSIBILITY_TESTED_ON',
  );
  return {
    charityName: env.CHARITY_NAME,
    helpAddress: env.CENTRAL_TEAM_ADDRESS,
    urgentTelephone: env.URGENT_TELEPHONE,
    telephoneHours: env.TELEPHONE_HOURS,
    membershipCost: env.MEMBERSHIP_COST,
    accessibilityTestedOn: env.ACCESSIBILITY_TESTED_ON,
  };
}
