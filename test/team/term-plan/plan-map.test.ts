import { describe, expect, it } from 'vitest';
import { placesOf } from '../../../lambdas/team/term-plan/plan-map.tsx';
import type { SeasonDocument } from '../../../lambdas/team/term-plan/season-document.ts';

const review = (name: string, more: object = {}) => ({ review: name, fixed: [], ...more });
const documentOf = (reviews: object[], people: object[], placements: object[]) =>
  ({ season: { reviews, people }, plan: { placements } }) as unknown as SeasonDocument;

describe('the places of a plan', () => {
  it('are of everybody who travels: planned, there already, and the lead', () => {
    const { hosts, journeys } = placesOf(
      documentOf(
        [review('qar-1', { easting: 500_000, northing: 200_000, fixed: ['b'], lead: 'c' })],
        [
          { person: 'a', easting: 500_000, northing: 216_093 }, // 10 miles
          { person: 'b', easting: 532_187, northing: 200_000 }, // 20 miles
          { person: 'c', easting: 500_000, northing: 200_000 },
          { person: 'd', easting: 1, northing: 1 },
        ],
        [{ review: 'qar-1', person: 'a' }],
      ),
    );
    expect(hosts).toEqual([{ easting: 500_000, northing: 200_000 }]);
    expect(journeys.map(({ miles }) => miles)).toEqual([10, 20, 0]);
  });

  it('leave out what is not known', () => {
    const { hosts, journeys } = placesOf(
      documentOf(
        [review('qar-1'), review('qar-2', { easting: 1, northing: 1 })],
        [{ person: 'a' }, { person: 'b', easting: 2, northing: 2 }],
        [
          { review: 'qar-1', person: 'b' },
          { review: 'qar-2', person: 'a' },
        ],
      ),
    );
    expect(hosts).toHaveLength(1);
    expect(journeys).toEqual([]);
  });
});
