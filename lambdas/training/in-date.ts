/** For how long somebody's training holds, and what a training that they came to adds. */

import { addMonths } from '../calendar/dates.ts';
import type { Programme } from '../programmes/programmes.ts';
import type { Person, TrainingSession } from '../store/store.ts';

type Training = NonNullable<Person['training']>[number];
type Trained = Pick<Person, 'training'>;

/** The last day on which somebody's training for a programme holds, or held; nothing for whoever never had one. */
export const trainedUntil = ({ training = [] }: Trained, programme: Programme): string | undefined =>
  training
    .filter((one) => one.programme === programme)
    .map(({ until }) => until)
    .toSorted()
    .at(-1);

/**
 * For which programmes somebody needs a training, to be asked until `day`: those of which theirs ends before, or all of
 * `programmes` where they never had any. Somebody trained for one programme alone is not asked to be trained for another.
 */
export function programmesRunningOut(
  person: Trained,
  programmes: readonly Programme[],
  day: string,
): readonly Programme[] {
  const known = programmes.filter((programme) => trainedUntil(person, programme) !== undefined);
  return (known.length === 0 ? programmes : known).filter((programme) => (trainedUntil(person, programme) ?? '') < day);
}

/** Somebody's training with what a session adds. It replaces the one of its programme, unless that holds for longer. */
export function withTraining(
  { training = [] }: Trained,
  { programme, date }: Pick<TrainingSession, 'programme' | 'date'>,
  validMonths: number,
): readonly Training[] {
  const until = addMonths(date, validMonths);
  if ((trainedUntil({ training: [...training] }, programme) ?? '') >= until) return training;
  return [...training.filter((one) => one.programme !== programme), { programme, from: date, until }];
}
