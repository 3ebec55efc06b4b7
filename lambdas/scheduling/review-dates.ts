import type { DateRange } from '../calendar/dates.ts';
import type { Review } from '../store/store.ts';

/** Which wish of the host an offer meets: its own proposal, a week that it ranked, or none but the nearness to a week. */
export type Met =
  | { readonly wish: 'proposal' }
  | { readonly wish: 'window'; readonly rank: number }
  | { readonly wish: 'near'; readonly week: string };

export interface Offer {
  readonly round: number;
  readonly day1: string;
  readonly met: Met;
  readonly expiresAt: string;
}

/** Other dates that the host chose in place of the ones offered in `round`. */
export interface Proposal {
  readonly round: number;
  readonly day1: string;
  readonly reason: string;
}

/** That the days offered in `round` did not suit, and why; the host named no others. */
export interface Refusal {
  readonly round: number;
  readonly reason: string;
}

/** What a review's row keeps of the way to its dates, in `dates`. */
export interface ReviewDates {
  /** The turn of the review it belongs to; of a turn that is over nothing holds any more. */
  readonly turn: number;
  /** The weeks that the host ranked, the best first, by their Mondays. Empty when it did not answer. */
  readonly windows: readonly string[];
  /** The host's days that are out. */
  readonly away: readonly DateRange[];
  readonly offers: readonly Offer[];
  readonly proposals: readonly Proposal[];
  /** Rows of earlier releases have none. */
  readonly refusals?: readonly Refusal[] | undefined;
  readonly agreed?:
    | {
        readonly day1: string;
        readonly by: 'host' | 'central-team';
        /** Who agreed for the host: mostly its head, whose row is read ahead by it. Rows of earlier releases have none. */
        readonly person?: string | undefined;
      }
    | undefined;
}

/** What was said about dates in this turn of the review so far. */
export function datesOf(review: Pick<Review, 'dates'>, turn: number): ReviewDates {
  const dates = review.dates as ReviewDates | undefined;
  return dates?.turn === turn ? dates : { turn, windows: [], away: [], offers: [], proposals: [] };
}

export const offerOf = (dates: ReviewDates, round: number): Offer | undefined =>
  dates.offers.find((offer) => offer.round === round);
