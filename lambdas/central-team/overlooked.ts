import { addDays } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import { workingDayAtOrBefore } from '../calendar/working-days.ts';
import { errorName } from '../platform/error-name.ts';
import { inParallel } from '../platform/in-parallel.ts';
import { logger } from '../platform/logger.ts';
import { type Placed, placeInAgenda } from '../store/agenda.ts';
import type { Store } from '../store/store.ts';

/** Some questions could not be given their place. The others were. */
export class OverlookedNotPlaced extends Error {
  override name = 'OverlookedNotPlaced';
}

/**
 * Gives the questions that the daily rounds overlooked the place in the agenda that their own rows say, so that the next round does what is
 * due. What was due before the last working day began was done in its round, unless the agenda lacks it or has it for later: an earlier
 * release wrote or moved it while it was brought back for some days. What a round put off is given the place that it has.
 *
 * @param places of all questions in the queue.
 * @param today the London date of the digest, which goes out before that day's round.
 * @throws OverlookedNotPlaced after all were tried.
 */
export async function placeOverlooked(store: Store, places: readonly Placed[], today: string): Promise<void> {
  const done = londonInstant(workingDayAtOrBefore(addDays(today, -1)), '00:00');
  const overlooked = places.filter(({ nextActionAt, expiresAt }) => (nextActionAt ?? expiresAt) < done);
  let failed = 0;
  await inParallel(overlooked, async (one) => {
    try {
      await store.write([placeInAgenda(store, one)]);
    } catch (error) {
      failed += 1;
      const { about, decision } = one;
      logger.error('An overlooked question was not placed', { about, decision, error: errorName(error) });
    }
  });
  if (overlooked.length > 0) logger.info('Questions that the rounds overlooked', { questions: overlooked.length });
  if (failed > 0) throw new OverlookedNotPlaced(`${failed} of ${overlooked.length} questions were not placed.`);
}
