import { NEVER } from '../store/entities/agenda.ts';
import type { Decision, Store } from '../store/store.ts';

/**
 * Takes the end from a question that is to stand without one: rows of releases in which it ended have one. One that was answered
 * meanwhile stays as it is.
 */
export async function standOn({ about, decision }: Pick<Decision, 'about' | 'decision'>, store: Store): Promise<void> {
  await store.write([
    store.rows.decision
      .patch({ about, decision })
      .set({ dueAt: NEVER, expiresAt: NEVER, nextActionAt: NEVER, schedule: [] })
      .composite({ queue: 'open' })
      .where(({ status }, { eq }) => eq(status, 'open'))
      .commit(),
  ]);
}
