/** Links by which a question is answered: the table has their hashes alone. */
import type { Decision, Store, WriteItem } from '../store/store.ts';
import { afterHandOvers } from './hand-overs.ts';
import { newLink, purgeSeconds } from './links.ts';

/** Makes another link to a question for the person who is asked now; older ones keep working. Gives its secret. */
export async function freshLink(
  deps: { readonly store: Store },
  decision: Pick<Decision, 'about' | 'decision' | 'person' | 'role' | 'handOvers'>,
  at: string,
): Promise<string> {
  const link = newLink();
  await deps.store.write([linkRow(deps, link.hash, decision, decision, at)]);
  return link.secret;
}

/**
 * The row of a link to a question for a person. It was made after all hand-overs that the question has, be `at` before them: the
 * clock of a mail server that sends a mail back may be behind, and tells whole seconds.
 */
export function linkRow(
  deps: { readonly store: Store },
  hash: string,
  decision: Pick<Decision, 'about' | 'decision' | 'handOvers'>,
  to: Pick<Decision, 'person' | 'role'>,
  at: string,
): WriteItem {
  return deps.store.rows.decisionLink
    .create({
      hash,
      about: decision.about,
      decision: decision.decision,
      person: to.person,
      role: to.role,
      madeAt: afterHandOvers(decision, at),
      expiresAtSeconds: purgeSeconds(at),
    })
    .commit();
}
