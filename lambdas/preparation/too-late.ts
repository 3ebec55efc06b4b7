import { addDays } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { Asked } from '../questions/question.ts';
import type { ReviewContext } from '../questions/review-context.ts';
import { visitOf } from './visit.ts';

/**
 * Why a question about what comes before a visit is not asked, where its review comes to it so late that the visit has begun: a
 * team may have been complete on the last day only. What was asked before stays open until its own end.
 *
 * @param onDay from which day of the visit on nobody is asked any more.
 */
export function tooLate(
  { at }: Pick<Asked, 'at'>,
  { review, decision }: Pick<ReviewContext, 'review' | 'decision'>,
  onDay: 1 | 2 = 1,
): { readonly nothingToAsk?: string } {
  const [first] = visitOf(review).days;
  const isLate = londonDate(decision?.askedAt ?? at) >= addDays(first, onDay - 1);
  return isLate ? { nothingToAsk: 'the visit had begun' } : {};
}
