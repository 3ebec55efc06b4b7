import type { Desk } from '../decisions/question.ts';
import type { House } from '../pages/kit.ts';
import { environment } from '../platform/environment.ts';
import { connectStore } from './connect-store.ts';

/** What a function that only shows works with, from its environment. */
export function connectReadingDesk(): { readonly desk: Desk; readonly house: House } {
  const env = environment('TABLE_NAME', 'CENTRAL_TEAM_ADDRESS', 'CHARITY_NAME');
  return {
    desk: { store: connectStore(env.TABLE_NAME), centralTeam: { name: 'colleagues', email: env.CENTRAL_TEAM_ADDRESS } },
    house: { charityName: env.CHARITY_NAME, helpAddress: env.CENTRAL_TEAM_ADDRESS },
  };
}
