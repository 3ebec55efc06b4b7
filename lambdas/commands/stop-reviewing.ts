import { leavingItems, whyOutOfPools } from '../members/leaving.ts';
import { errorName } from '../platform/error-name.ts';
import { logger } from '../platform/logger.ts';
import { aboutPerson, leavingCarriedOut } from '../store/agenda.ts';
import type { Person } from '../store/store.ts';
import { type LeavingContext, leftOnAMorning } from './carry-out-leaving.ts';

export interface StopsReviewing {
  readonly person: string;
  readonly at: string;
  /** The link by which they say so, as the audit has it. */
  readonly link: string;
}

/**
 * Somebody goes on no more reviews by their own wish. That is on record before anything follows, so that the daily round does what this
 * call did not; a failure of what follows is for us to notice. Whoever says it twice has said it.
 *
 * @returns false where they are no reviewer, or changed at the same moment.
 */
export async function stopReviewing(
  { person: id, at, link }: StopsReviewing,
  context: LeavingContext,
): Promise<boolean> {
  const { store } = context;
  const person = await store.rowAt<Person>(store.entities.person.get({ person: id }));
  if (!person) return false;
  if (whyOutOfPools(person) !== undefined) return true;
  if (person.pool === undefined) return false;
  const written = await store.write([
    ...leavingItems(store, person, 'reviews', at),
    store.rows.auditEntry
      .create({
        ...{ about: aboutPerson(id), at, entry: 'stopped-reviewing', who: id, role: 'reviewer', link },
        what: 'said that they go on no more reviews',
      })
      .commit(),
  ]);
  if (!written.written) return whyOutOfPools(await store.needPerson(id)) !== undefined;
  try {
    await leftOnAMorning(id, at, context);
    await store.write([leavingCarriedOut(store, id, at)]);
  } catch (error) {
    logger.error('Somebody goes on no more reviews, but what follows failed', { person: id, error: errorName(error) });
  }
  return true;
}
