import type { Site } from '../pages/kit.ts';
import { environment } from '../platform/environment.ts';

/** Whose pages they are and who helps, from the environment of a function that shows pages. */
export function connectSite(): Site {
  const env = environment('CHARITY_NAME', 'CENTRAL_TEAM_ADDRESS', 'URGENT_TELEPHONE');
  return {
    charityName: env.CHARITY_NAME,
    helpAddress: env.CENTRAL_TEAM_ADDRESS,
    urgentTelephone: env.URGENT_TELEPHONE,
  };
}
