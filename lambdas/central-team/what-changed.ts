import type { StageDates } from '../questions/enter-stage.ts';
import type { Membership, StageName } from '../store/store.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import { type DigestWeek, isSince } from './digest-week.ts';
import type { NetworkWeek, Unreached } from './network-week.ts';

/** A visit that was put off. */
export interface Postponed {
  readonly review: ReviewOfWeek;
  /** Day 1 of the visit that does not take place; none when dates were still being agreed. */
  readonly from: string | undefined;
  /** A word such as 'inspection': why, as `steer-review` was told. */
  readonly reason: string;
}

/** What happened in the days since the last digest. */
export interface Changes {
  readonly datesFixed: readonly ReviewOfWeek[];
  readonly postponed: readonly Postponed[];
  readonly cancelled: readonly ReviewOfWeek[];
  /** Reviews by the stage that they entered, in the order of the stages. A review may have gone through several. */
  readonly entered: readonly { readonly stage: StageName; readonly reviews: readonly ReviewOfWeek[] }[];
  readonly published: readonly ReviewOfWeek[];
  readonly withdrawn: readonly ReviewOfWeek[];
  readonly memberships: readonly Membership[];
  readonly unreached: readonly Unreached[];
}

/** Stages whose beginning is news. 'scheduling' is: the host is asked for dates; 'planned' is nobody's doing. */
const TOLD = ['scheduling', 'team', 'preparation', 'visit', 'report', 'publication', 'feedback', 'closed'] as const;

/** What changed in the network since the last digest, each change in one list. */
export function whatChanged(network: NetworkWeek, week: DigestWeek): Changes {
  const reviews = network.reviews.toSorted((a, b) => a.hostName.localeCompare(b.hostName));
  const cancelled = reviews.filter(
    (review) => review.status === 'cancelled' && isSince(week, stageDates(review).closed?.from),
  );
  return {
    datesFixed: reviews.filter(
      ({ status, day1, datesFixedAt }) => status !== 'cancelled' && day1 !== undefined && isSince(week, datesFixedAt),
    ),
    postponed: reviews.flatMap((review) => postponements(review, week)),
    cancelled,
    entered: TOLD.map((stage) => ({
      stage,
      reviews: reviews.filter(
        (review) => !cancelled.includes(review) && isSince(week, stageDates(review)[stage]?.from),
      ),
    })).filter((entered) => entered.reviews.length > 0),
    published: reviews.filter(
      ({ publishedAt, withdrawnAt }) => withdrawnAt === undefined && isSince(week, publishedAt),
    ),
    withdrawn: reviews.filter(({ withdrawnAt }) => isSince(week, withdrawnAt)),
    memberships: network.memberships,
    unreached: network.unreached,
  };
}

/** How many changes there are. A review that went through three stages in a week counts three times. */
export const countOfChanges = ({ entered, ...lists }: Changes): number =>
  [...Object.values(lists), ...entered.map(({ reviews }) => reviews)].reduce((sum, list) => sum + list.length, 0);

const stageDates = (review: ReviewOfWeek): StageDates => (review.stages ?? {}) as StageDates;

/** What `steer-review` keeps of each postponement. */
interface PostponementRow {
  readonly at: string;
  readonly reason: string;
  readonly day1: string | null;
}

const postponements = (review: ReviewOfWeek, week: DigestWeek): readonly Postponed[] =>
  ((review.postponements ?? []) as PostponementRow[])
    .filter(({ at }) => isSince(week, at))
    .map(({ reason, day1 }) => ({ review, reason, from: day1 ?? undefined }));
