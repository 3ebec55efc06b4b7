import { changeOf, news } from '../store/news.ts';
import type { Review, Store, WriteItem } from '../store/store.ts';
import type { Audience } from './audience-fields.tsx';

/** Who may see a report from now on, and where its host publishes it itself; that stays as it is where nothing is said of it. */
export interface AudienceChosen {
  readonly choice: Audience | 'withdrawn';
  readonly address?: string;
}

/**
 * Changes who may see a final report, withdraws it or publishes it again, on condition that nobody has done so since the review was
 * read. A report that is withdrawn stays so since the day on which it was.
 */
export function changeAudience(
  store: Pick<Store, 'rows'>,
  review: Review,
  { choice, address }: AudienceChosen,
  at: string,
): readonly WriteItem[] {
  const { about, audience, status, withdrawnAt } = review;
  const row = store.rows.review.patch({ about });
  const changed =
    choice === 'withdrawn'
      ? row.set({ withdrawnAt: withdrawnAt ?? at })
      : row
          .set({ audience: choice, ...(address !== undefined && { publishedAddress: address }) })
          .remove(['withdrawnAt']);
  const isNews = (choice === 'withdrawn') !== (withdrawnAt !== undefined);
  return [
    changed
      .where((is, { eq, notExists }) =>
        [
          eq(is.status, status),
          audience === undefined ? notExists(is.audience) : eq(is.audience, audience),
          withdrawnAt === undefined ? notExists(is.withdrawnAt) : eq(is.withdrawnAt, withdrawnAt),
        ].join(' AND '),
      )
      .commit(),
    ...(isNews ? [news(store, changeOf(about, at))] : []),
  ];
}
