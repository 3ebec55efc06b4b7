/** What a plan is worth, in words for people who do not plan. */
import { longDate, longDateRange } from '../../calendar/dates.ts';
import { visitDays } from '../../calendar/working-days.ts';
import { farOff } from './far-off.ts';
import type { PlanTotals } from './plan-totals.ts';

export const number = (count: number): string => count.toLocaleString('en-GB');

export const counted = (count: number, one: string, many: string): string =>
  `${number(count)} ${count === 1 ? one : many}`;

export const weekTitle = (monday: string): string => `Week of ${longDate(monday)}`;

export function visitInWords(day1: string): string {
  const [first, , last] = visitDays(day1);
  return longDateRange(first, last);
}

type Worth = Pick<PlanTotals, 'cost' | 'bound' | 'proved'>;

/** How far a plan is from the best possible, said so that it is never less. */
export function howGood({ cost, bound, proved }: Worth): string {
  if (proved || cost <= bound) return 'No plan can be better';
  if (bound <= 0) return 'How good it is could not be worked out';
  const perCent = Math.ceil(((cost - bound) / bound) * 1000) / 10;
  return `At most ${perCent.toLocaleString('en-GB')} per cent above the best possible`;
}

/** 'cost 4,334', and what no plan costs less than where that is something else. */
export const costInWords = ({ cost, bound, proved }: Worth): string =>
  proved || cost <= bound
    ? `its cost is ${number(cost)} points`
    : `its cost is ${number(cost)} points, and no plan costs less than ${number(Math.max(0, bound))}`;

export function emptyInWords({ seats, filled, leadSeats, leadsFilled }: PlanTotals): string {
  const [reviewers, leads] = [seats - filled, leadSeats - leadsFilled];
  const parts = [
    ...(leads > 0 ? [counted(leads, 'lead reviewer', 'lead reviewers')] : []),
    ...(reviewers > 0 ? [counted(reviewers, 'reviewer', 'reviewers')] : []),
  ];
  return parts.length === 0 ? 'None' : `${parts.join(' and ')} missing`;
}

export const seatsInWords = ({ reviews, seats, leadSeats }: PlanTotals): string =>
  `${counted(reviews, 'review', 'reviews')}, with ${counted(leadSeats, 'lead reviewer', 'lead reviewers')} and ${counted(seats, 'reviewer', 'reviewers')}`;

export const reciprocityInWords = ({ owed, given }: PlanTotals): string =>
  `${number(given)} of the year’s ${number(owed)} are given or planned`;

/** Schools of a list, the farthest from their share first, and how many there are with those that are not in it. */
interface FarOff {
  readonly count: number;
  readonly schools: readonly string[];
}

/** Schools that give more than they owe, and schools that still owe several. A plan of an earlier release has all schools, and no counts. */
export function schoolsFarOff(totals: Pick<PlanTotals, 'schools' | 'beyond' | 'behind'>): {
  readonly beyond: FarOff;
  readonly behind: FarOff;
} {
  const { beyond, behind } = farOff(totals.schools);
  const inWords = ({ name, owed, given }: (typeof beyond)[number]): string => `${name}: owes ${owed}, gives ${given}`;
  return {
    beyond: { count: totals.beyond ?? beyond.length, schools: beyond.map(inWords) },
    behind: {
      count: totals.behind ?? behind.length,
      schools: behind.map((school) =>
        [inWords(school), whyBehind(school)].filter((part) => part !== undefined).join('; '),
      ),
    },
  };
}

/** Why a school gives less than its share, as far as the plan tells; nothing where a plan of an earlier release does not. */
function whyBehind({ couldGo }: PlanTotals['schools'][number]): string | undefined {
  if (couldGo === undefined) return undefined;
  if (couldGo === 0) return 'distance, days or another rule keep its people from every review of the term';
  return `its people could come to ${counted(couldGo, 'review', 'reviews')} of the term, but with others there the plan as a whole is better`;
}
