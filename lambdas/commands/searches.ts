import type { Review, WholeReview } from '../store/store.ts';

/** A search for somebody for a seat that runs beside the review's own execution: one execution of the placement machine. */
export interface Search {
  readonly seat: string;
  readonly turn: number;
  readonly execution: string;
}

/** Those that were started for a review and may still run. */
export const searchesOf = ({ searches }: Pick<Review, 'searches'>): readonly Search[] =>
  (searches as readonly Search[] | undefined) ?? [];

/** Once a team was complete, the review does not wait for the person who follows somebody. */
const STAGES_OF_A_TEAM: readonly string[] = ['preparation', 'visit'];

/**
 * The searches that have to go on when a review goes on at a stage with another execution: one for each reviewer's seat
 * that nobody has. In its team stage the review itself looks for everybody, and at any stage for its lead reviewer.
 *
 * @param execution the review's next execution, from which they take their names.
 */
export function searchesWith(
  execution: string,
  { seats }: Pick<WholeReview, 'seats'>,
  stage: string,
  turn: number,
): readonly Search[] {
  if (!STAGES_OF_A_TEAM.includes(stage)) return [];
  return seats
    .filter(({ kind, status }) => kind === 'reviewer' && status === 'open')
    .map(({ seat }) => ({ seat, turn, execution: `${execution}-${seat}-search` }));
}
