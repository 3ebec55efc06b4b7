import type { DecisionLink, Store } from '../store/store.ts';

/** So many links a process remembers; those it has not followed for longest go first. */
const MOST = 500;

const byTable = new WeakMap<object, Map<string, DecisionLink>>();

/**
 * A link as this process last read it. What it leads to never changes, so that the rows behind it can be read together with the link's
 * own row; all else of it may have changed, and whether it still opens anything is for the row to say.
 */
export const knownLink = ({ memory }: Pick<Store, 'memory'>, hash: string): DecisionLink | undefined =>
  byTable.get(memory)?.get(hash);

/** Remembers a link that was followed to a question. */
export function rememberLink({ memory }: Pick<Store, 'memory'>, link: DecisionLink): void {
  const links = byTable.get(memory) ?? new Map<string, DecisionLink>();
  byTable.set(memory, links);
  links.delete(link.hash);
  links.set(link.hash, link);
  for (const hash of links.keys()) {
    if (links.size <= MOST) return;
    links.delete(hash);
  }
}

/** Whether a link's row leads to what the process remembers of it. */
export const leadsToTheSame = (a: DecisionLink, b: DecisionLink): boolean =>
  a.about === b.about && a.decision === b.decision && a.person === b.person && a.role === b.role;
