import { beforeEach, describe, expect, it } from 'vitest';
import { reviewsInYear } from '../../lambdas/team/read-diary.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();

beforeEach(async () => {
  const place = (about: string, year: string, day1: string) =>
    fresh.store.entities.placement
      .put({
        ...{ about, turn: 1, seat: 'seat-1', person: 'priya', personName: 'Priya Shah', kind: 'reviewer' },
        ...{ status: 'accepted', organisation: '900009', host: about.slice(-6), year, day1, invitedAt: '2026-09-01' },
      })
      .go();
  await place('qar-2026-900001', '2026', '2026-09-15');
  await place('qar-2026-900002', '2026', '2028-03-07'); // moved, and moved again
  await place('qar-2027-900003', '2027', '2027-11-02');
});

const count = (about: string, year: string, day1: string): Promise<number> =>
  reviewsInYear(fresh.store, 'priya', { about, year, day1 });

describe('how many reviews of a year somebody goes on', () => {
  it('counts those of the year to which their review belongs, however far its visit was moved', async () => {
    expect(await count('qar-2026-900004', '2026', '2027-01-12')).toBe(2);
    expect(await count('qar-2026-900004', '2026', '2027-11-16')).toBe(2);
    expect(await count('qar-2026-900001', '2026', '2026-09-15')).toBe(1);
    expect(await count('qar-2027-900004', '2027', '2027-11-16')).toBe(1);
  });
});
