import { londonDate } from '../calendar/london.ts';
import type { FixedClock } from '../settings/clock-steps.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';

/** The visits of a week whose dates are fixed, by day and name. What was called off has no visit. */
export const visitsInWeek = (reviews: readonly ReviewOfWeek[], monday: string): readonly ReviewOfWeek[] =>
  reviews
    .filter(({ week, day1, status }) => week === monday && day1 !== undefined && status !== 'cancelled')
    .toSorted((a, b) => `${a.day1} ${a.hostName}`.localeCompare(`${b.day1} ${b.hostName}`));

/** A team that should be complete and is not. */
export interface LateTeam {
  readonly review: ReviewOfWeek;
  /** The day by which it should have been. */
  readonly due: string;
  /** How many places nobody has. */
  readonly open: number;
}

/** The instant by which a review's team was to be complete, if that has passed and the team is still wanted. */
function teamWasDue({ status, stage, clock }: ReviewOfWeek, at: string): string | undefined {
  const due = (clock as FixedClock | undefined)?.teamComplete.due;
  const isWanted = status === 'under-way' && ['team', 'preparation'].includes(stage);
  return isWanted && due !== undefined && due < at ? due : undefined;
}

/** Teams with places that nobody has, though the day by which they were to be complete has passed; the soonest visit first. */
export function lateTeams(
  reviews: readonly ReviewOfWeek[],
  openSeats: ReadonlyMap<string, number>,
  at: string,
): readonly LateTeam[] {
  return reviews
    .flatMap((review): LateTeam[] => {
      const open = openSeats.get(review.about) ?? 0;
      const due = teamWasDue(review, at);
      return open > 0 && due !== undefined ? [{ review, open, due: londonDate(due) }] : [];
    })
    .toSorted((a, b) => (a.review.day1 ?? '').localeCompare(b.review.day1 ?? ''));
}
