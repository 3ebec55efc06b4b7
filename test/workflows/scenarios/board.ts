import { describe, expect, it } from 'vitest';
import { newsOfMembership, newsOfReview } from '../../../lambdas/central-team/complete-board.ts';
import { mailsFailedSince } from '../../../lambdas/store/network-reads.ts';
import { mailOf, type NewsItem, newsSince } from '../../../lambdas/store/news.ts';
import { membershipsDecidedSince, reviewsOfYear } from '../../../lambdas/store/week-reads.ts';
import type { Season } from '../support/season.ts';

/** The second Monday: by the first the digest has found that nobody had kept a board, and read everything. */
const KEPT_FROM = '2026-02-16';

/** Whatever a digest tells is found by the news that was written with it, or the digest would take the week for quiet. */
export function checkBoard(season: () => Season): void {
  describe('the board of the digests', () => {
    it('has the news of everything that happened to reviews, memberships and mails', async () => {
      const { store } = season();
      const reviews = (await Promise.all(['2025', '2026', '2027'].map((year) => reviewsOfYear(store, year)))).flat();
      const happened = [
        ...reviews.flatMap(newsOfReview),
        ...(await membershipsDecidedSince(store, KEPT_FROM)).flatMap(newsOfMembership),
        ...(await mailsFailedSince(store, KEPT_FROM, 1000)).map(({ about, at }) => mailOf(about, at)),
      ].filter(({ day }) => day >= KEPT_FROM);
      const key = ({ what, about, day }: NewsItem): string => `${day} ${what} ${about}`;
      const known = new Set((await newsSince(store, KEPT_FROM)).map(key));
      expect(happened.map(key).filter((item) => !known.has(item))).toEqual([]);
      expect(new Set(happened.map(({ what }) => what))).toEqual(new Set(['change', 'mail', 'visit', 'paused']));
      expect(happened.length).toBeGreaterThan(100);
    });
  });
}
