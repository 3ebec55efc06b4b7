/** The year of one review, from its row: when its stages began and ended, and by when they were to be done. */
import { londonDate } from '../calendar/london.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { Review, StageName } from '../store/store.ts';
import type { ClockName, FixedClock } from './clock-steps.ts';

/** A stage in a review's year, in dates: none of what has not begun, no end of what goes on. */
export interface StageOfYear {
  readonly name: string;
  readonly from: string | undefined;
  readonly to: string | undefined;
  /** By when it is to be done; nothing while that is not fixed, and where nothing says. */
  readonly by: string | undefined;
}

/** The step of the clock by which a stage is to be done. */
const DONE_BY = {
  team: 'confirmTeam',
  preparation: 'attendance',
  report: 'agreeReport',
  publication: 'publicationChoice',
  feedback: 'surveys',
} as const satisfies Partial<Record<StageName, ClockName>>;

/**
 * The stages of a review with when they began and ended, as its row keeps it, and by when each is to be done once its dates are fixed.
 * After a postponement a stage has the dates of its latest turn.
 *
 * @param names the stages to show, in order, and what they are called.
 */
export function yearOfReview(
  review: Pick<Review, 'stages' | 'clock' | 'day1'>,
  names: Readonly<Partial<Record<StageName, string>>>,
): readonly StageOfYear[] {
  const been = (review.stages ?? {}) as Readonly<Record<string, { readonly from?: string; readonly to?: string }>>;
  const clock = review.clock as FixedClock | undefined;
  return Object.entries(names).map(([stage, name]) => {
    const { from, to } = been[stage] ?? {};
    const step = (DONE_BY as Partial<Record<string, ClockName>>)[stage];
    const due = step && clock ? londonDate(clock[step].due) : undefined;
    const by = stage === 'visit' && review.day1 !== undefined ? lastVisitDay(review.day1) : due;
    return { name, from: from?.slice(0, 10), to: to?.slice(0, 10), by };
  });
}
