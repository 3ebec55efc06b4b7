/** How many reviews were where, week by week, and what became of them. */
import { addWeeks, mondayOf } from '../../../lambdas/calendar/dates.ts';
import { londonDate } from '../../../lambdas/calendar/london.ts';
import { STAGES } from '../../../lambdas/store/entities/reviews.ts';
import type { Review } from '../../../lambdas/store/entities.ts';
import type { EndingIndex } from '../invariants/ending-index.ts';
import { counted } from './spread.ts';

export interface ReviewFigures {
  readonly reviews: number;
  /** By their last stage or, of those that stand still or are off, by that. */
  readonly ended: readonly { readonly where: string; readonly reviews: number }[];
  readonly weeks: readonly ReviewWeek[];
}

export interface ReviewWeek {
  /** Its Monday. */
  readonly week: string;
  /** Visits that begin in it, of reviews that are not off. */
  readonly visits: number;
  /** Reviews by stage on its last day, of those that have begun and are not closed; nothing of a stage without any. */
  readonly stages: Readonly<Record<string, number>>;
}

type Span = { readonly from: string; readonly to?: string };

/**
 * @param from the London date on which the play began
 * @param years the partnership years that were played; reviews that are planned for the next one are left out
 */
export function reviewFigures(
  { reviews, now }: EndingIndex,
  { from, years }: { readonly from: string; readonly years: readonly string[] },
): ReviewFigures {
  const all = reviews.flatMap(({ review }) => (years.includes(review.year) ? [review] : []));
  const last = mondayOf(londonDate(now));
  const weeks: ReviewWeek[] = [];
  for (let week = mondayOf(from); week <= last; week = addWeeks(week, 1)) weeks.push(weekOf(week, all));
  return {
    reviews: all.length,
    ended: counted(all.map(whereNow)).map(([where, count]) => ({ where, reviews: count })),
    weeks,
  };
}

export const whereNow = ({ status, stage }: Pick<Review, 'status' | 'stage'>): string =>
  status === 'paused' || status === 'cancelled' ? status : stage;

function weekOf(week: string, all: readonly Review[]): ReviewWeek {
  const next = addWeeks(week, 1);
  const stages = counted(all.flatMap((review) => stageBefore(review, next) ?? []));
  return {
    week,
    visits: all.filter(({ day1, status }) => day1 !== undefined && status !== 'cancelled' && mondayOf(day1) === week)
      .length,
    stages: Object.fromEntries(STAGES.flatMap((stage) => stages.filter(([name]) => name === stage))),
  };
}

/** The stage of a review before the beginning of a day. A review that came back to a stage tells of its last time there alone. */
function stageBefore({ stages }: Review, day: string): string | undefined {
  const spans = Object.entries((stages ?? {}) as Readonly<Record<string, Span>>);
  const open = spans.filter(
    ([stage, { from, to }]) => stage !== 'closed' && from < day && (to === undefined || to >= day),
  );
  return open.sort(([, a], [, b]) => (a.from < b.from ? 1 : -1))[0]?.[0];
}
