/** Programmes of which no training session is to come though reviewers are trained no more: then seats find nobody. */
import { addWeeks } from '../calendar/dates.ts';
import { PROGRAMMES, type Programme } from '../programmes/programmes.ts';
import type { Store } from '../store/store.ts';
import { trainingSessionsFrom } from '../store/training-reads.ts';

/** Teams are asked some twelve weeks before their visits: whoever is trained until then can be asked for them. */
const WEEKS_AHEAD = 12;

/** How many of those who go on reviews are in date for none of a programme's visits in twelve weeks. */
export interface RunOut {
  readonly programme: Programme;
  readonly untrained: number;
  readonly of: number;
}

/**
 * Two queries on most mornings. Only where a programme has no session to come its pool is read, and of those trained for it before it is
 * counted who is no more; a programme that nobody was ever trained for is none that runs out.
 */
export async function trainingsRunOut(store: Store, today: string): Promise<readonly RunOut[]> {
  const sessions = await Promise.all(PROGRAMMES.map((programme) => trainingSessionsFrom(store, programme, today)));
  const without = PROGRAMMES.filter((_, index) => !sessions[index]?.some(({ status }) => status === 'open'));
  if (without.length === 0) return [];
  const pool = await store.pool('reviewers');
  const day = addWeeks(today, WEEKS_AHEAD);
  return without.flatMap((programme) => {
    const held = pool.flatMap(({ training = [] }) => {
      const untils = training.filter((one) => one.programme === programme).map(({ until }) => until);
      return untils.length > 0 ? [untils.toSorted().at(-1) ?? ''] : [];
    });
    const untrained = held.filter((until) => until < day).length;
    return untrained > 0 ? [{ programme, untrained, of: held.length }] : [];
  });
}
