/** What a plan of a term's teams reads of the reviews: one query of one partition, with no more than it uses. */
import type { Review, Store } from './store.ts';

const REVIEW = [
  'about',
  'programme',
  'year',
  'settingsVersion',
  'host',
  'hostKind',
  'hostName',
  'hub',
  'trust',
  'phase',
  'stage',
  'status',
  'week',
  'day1',
  'size',
  'turn',
] as const;

/** A review as far as its team is planned by it. */
export type ReviewToPlan = Pick<Review, (typeof REVIEW)[number]>;

/** A year's reviews of all programmes from one week's Monday to another's, both included, in the order of their weeks. */
export async function reviewsToPlan(
  store: Store,
  year: string,
  from: string,
  to: string,
): Promise<readonly ReviewToPlan[]> {
  const query = store.entities.review.query
    .byWeek({ year })
    .between({ week: from }, { week: `${to}\uffff` })
    .params({ attributes: [...REVIEW] });
  return ((await store.rowsOf(query)).get('review') ?? []) as readonly ReviewToPlan[];
}
