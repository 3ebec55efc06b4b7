import { longDateRange } from '../calendar/dates.ts';
import type { Member, Review, Seat } from '../store/store.ts';
import { daysOf } from './host-facts.ts';

/** In a sentence: 'Will you be a reviewer?' */
export const roleOf = (kind: Seat['kind']): string => (kind === 'lead' ? 'the lead reviewer' : 'a reviewer');

/** 'Tuesday 12 to Thursday 14 January 2027'. */
export function datesOf(review: Pick<Review, 'about' | 'day1'>): string {
  const [first, , last] = daysOf(review);
  return longDateRange(first, last);
}

/** The host's name and where it is, as far as it is known. */
export const whereOf = (
  review: Pick<Review, 'hostName'>,
  host: Pick<Member, 'town' | 'postcode'> | undefined,
): string => [review.hostName, host?.town, host?.postcode].filter((part) => part !== undefined).join(', ');
