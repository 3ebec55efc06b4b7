import type { PublicWords, Site } from '../pages/kit.ts';
import { environment } from '../platform/environment.ts';
import type { Deps } from '../questions/question.ts';
import { connectSite } from './connect-site.ts';
import { connectStore } from './connect-store.ts';

/** What a function that only shows works with, from its environment. */
export function connectReadingDeps(): { readonly deps: Deps; readonly site: Site & PublicWords } {
  const env = environment('TABLE_NAME', 'CENTRAL_TEAM_ADDRESS');
  return {
    deps: { store: connectStore(env.TABLE_NAME), centralTeam: { name: 'colleagues', email: env.CENTRAL_TEAM_ADDRESS } },
    site: connectSite(),
  };
}
