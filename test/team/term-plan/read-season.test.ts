import { describe, expect, test } from 'vitest';
import { SeasonInstance } from '../../../lambdas/solver/instance.ts';
import { readSeason } from '../../../lambdas/team/term-plan/read-season.ts';
import { useStore } from '../../support/store.ts';
import { lead, reviewer } from '../network.ts';
import { countRequests } from './requests.ts';
import { hostOf, inventedTerm, placementRow, reviewOf, termReview, writeTerm } from './term.ts';

const fresh = useStore();

describe('reading the season of a term', () => {
  test('gives both documents, as the schema wants them', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 3, leads: 2, reviewers: 8 }));

    const { teams, leads, undated } = await readSeason(store, '2026', 'spring');

    expect(SeasonInstance.parse(teams)).toEqual(teams);
    expect(SeasonInstance.parse(leads)).toEqual(leads);
    expect(teams.reviews.map(({ review, seats, term }) => [review, seats, term])).toEqual([
      [reviewOf(1), 3, 'spring'],
      [reviewOf(2), 3, 'spring'],
      [reviewOf(3), 3, 'spring'],
    ]);
    expect(leads.reviews.map(({ seats }) => seats)).toEqual([1, 1, 1]);
    expect(leads.people.map(({ person }) => person)).toEqual(['lead-1', 'lead-2']);
    expect(teams.people).toHaveLength(8);
    expect(teams.people[0]).toMatchObject({ maxDistanceKm: 80, staysOvernight: false, maxReviewsAYear: 3 });
    expect(undated).toEqual([]);
  });

  test('takes what people said of the term, ledgers, last year and other terms', async () => {
    const { store } = fresh;
    const said = { person: 'person-1', year: '2026', term: 'spring', answeredAt: '2026-09-20T10:00:00.000Z' };
    await writeTerm(store, {
      reviews: [termReview(1)],
      people: [lead(1), reviewer(1), reviewer(2), reviewer(3, { mail: 'bounces' }), reviewer(4, { left: true })],
      placements: [
        placementRow({
          about: 'qar-2026-900077',
          host: '900077',
          person: 'person-2',
          organisation: '910002',
          day1: '2026-11-10',
        }),
        placementRow({ about: 'qar-2025-900001', year: '2025', day1: '2026-01-13', status: 'done' }),
      ],
    });
    await store.write([
      store.rows.availability
        .put({
          ...said,
          cannot: [{ from: '2027-01-18', to: '2027-01-22' }],
          maxDistanceKm: 30,
          staysOvernight: true,
          maxReviews: 1,
        })
        .commit(),
      store.rows.ledger.put({ member: '910002', year: '2026', owed: 5, accepted: 1 }).commit(),
    ]);

    const { teams } = await readSeason(store, '2026', 'spring');

    expect(teams.people.map(({ person }) => person)).toEqual(['person-1', 'person-2']);
    expect(teams.people[0]).toMatchObject({
      cannot: [{ from: '2027-01-18', to: '2027-01-22' }],
      maxDistanceKm: 30,
      staysOvernight: true,
      maxReviewsATerm: 1,
      hostsLastYear: [hostOf(1)],
    });
    expect(teams.people[1]?.placements).toEqual([{ day1: '2026-11-10', term: 'autumn' }]);
    expect(teams.schools.find(({ school }) => school === '910002')).toEqual({
      school: '910002',
      owed: 5,
      given: 1,
      visits: ['900077'],
    });
    expect(teams.schools.find(({ school }) => school === '910001')?.owed).toBe(3);
  });

  test('reads a term of 157 reviews in a number of requests that does not grow with it', async () => {
    const { store } = fresh;
    await writeTerm(store, inventedTerm({ reviews: 3, leads: 2, reviewers: 60 }));
    const few = await countRequests(store, () => readSeason(store, '2026', 'spring'));
    await writeTerm(store, inventedTerm({ reviews: 157, leads: 60, reviewers: 60 }));
    const many = await countRequests(store, () => readSeason(store, '2026', 'spring'));

    // 2 batches of members and 2 of ledgers more.
    expect(many).toBeLessThanOrEqual(few + 6);
    expect(many).toBeLessThan(25);
  });
});
