import type { Member, Review, Store, WriteItem } from '../store/store.ts';
import { hostOf, reviewsOf } from './lineage.ts';

/** What a review repeats of its host: mails begin with the name, and the hub's manager gets the report. */
export const REPEATED_BY_REVIEWS = ['name', 'hub', 'trust', 'phase'] as const;

const isOver = ({ status, stage }: Pick<Review, 'status' | 'stage'>): boolean =>
  status === 'cancelled' || stage === 'closed';

/** A review's row with what its host is now; what the host has no more goes from it. */
export function likeItsHost({ name, hub, trust, phase }: Pick<Member, (typeof REPEATED_BY_REVIEWS)[number]>) {
  const repeated = { hub, trust, phase };
  const names = ['hub', 'trust', 'phase'] as const;
  return {
    set: {
      hostName: name,
      ...Object.fromEntries(Object.entries(repeated).filter(([, value]) => value !== undefined)),
    } as Partial<Pick<Review, 'hostName' | 'hub' | 'trust' | 'phase'>>,
    remove: names.filter((one) => repeated[one] === undefined),
  };
}

/** The rows by which the reviews of a member that are not over follow it: a query for it, and one for each school it followed. */
export async function reviewsFollow(store: Store, member: Member): Promise<readonly WriteItem[]> {
  const { set, remove } = likeItsHost(member);
  const names = ['hub', 'trust', 'phase'] as const;
  const isAsNow = (review: Review): boolean =>
    review.hostName === member.name && names.every((name) => review[name] === member[name]);
  return (await reviewsOf(store, member.member))
    .filter((review) => hostOf(review) === member.member && !isOver(review) && !isAsNow(review))
    .map(({ about }) => store.rows.review.patch({ about }).set(set).remove(remove).commit());
}
