import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { Review } from '../store/store.ts';

/** Which visit is meant, for people who go on several: its dates, where they are known. */
export const visitFacts = ({
  day1,
}: Pick<Review, 'day1'>): readonly { readonly label: string; readonly value: string }[] =>
  day1 === undefined ? [] : [{ label: 'Visit', value: longDateRange(day1, lastVisitDay(day1)) }];
