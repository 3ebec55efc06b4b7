/** What planning a term's teams, and the page of a plan, read: each a query of one partition, with no more than it uses. */
import type { Person, Review, Store } from './store.ts';

const REVIEW = [
  'about',
  'programme',
  'year',
  'settingsVersion',
  'host',
  'hostKind',
  'hostName',
  'goesOnAt',
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

const NAME = ['person', 'name', 'member', 'pool', 'left', 'mail'] as const;

/** Somebody of a pool by name, and whether they may be planned. */
export type NameInPool = Pick<Person, (typeof NAME)[number]>;

/** Everybody of both pools: two queries, in pages of 1 MB. */
export async function namesInPools(store: Store): Promise<readonly NameInPool[]> {
  const pools = await Promise.all(
    (['reviewers', 'lead-reviewers'] as const).map((pool) =>
      store.rowsOf(store.entities.person.query.inPool({ pool }).params({ attributes: [...NAME] })),
    ),
  );
  return pools.flatMap((rows) => (rows.get('person') ?? []) as readonly NameInPool[]);
}
