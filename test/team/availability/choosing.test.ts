/** What people said of a term, where people are ranked, chosen and shown to the central team. */
import { describe, expect, test } from 'vitest';
import type { Availability, Person, WriteItem } from '../../../lambdas/store/store.ts';
import { chooseCandidate } from '../../../lambdas/team/choose-candidate.ts';
import { whyNotInSeat } from '../../../lambdas/team/name-for-seat.ts';
import { planTeam } from '../../../lambdas/team/plan-team.ts';
import { openSearch, rankLeads, rankReviewers, saidOfTerm } from '../../../lambdas/team/rank-pool.ts';
import { whoElse } from '../../../lambdas/team/who-else.ts';
import { useStore } from '../../support/store.ts';
import { ABOUT, AT, HOST, lead, reviewer, writeNetwork } from '../network.ts';

const fresh = useStore();

const THAT_WEEK = { cannot: [{ from: '2027-01-11', to: '2027-01-15' }] };
const NO_REVIEW = { maxReviews: 0 };

const said = (person: string, changes: Partial<Availability>, term = 'spring'): WriteItem =>
  fresh.store.rows.availability
    .put({ person, year: '2026', term, cannot: [], answeredAt: AT, maxReviews: 2, ...changes })
    .commit();

/** A review in the same term that somebody goes on. */
const goesOn = (person: string, about: string, day1: string): WriteItem =>
  fresh.store.rows.placement
    .put({
      ...{ about, turn: 1, seat: 'seat-1', person, personName: person, kind: 'reviewer', status: 'accepted' },
      ...{ organisation: 'independent', host: HOST, year: '2026', day1, invitedAt: AT },
    })
    .commit();

async function network(people: readonly Person[], ...rows: WriteItem[]): Promise<void> {
  await writeNetwork(fresh.store, people);
  if (rows.length > 0) await fresh.store.write(rows);
}

const search = async () => openSearch(fresh.store, await fresh.store.needWholeReview(ABOUT));
const whatAllSaid = async () => saidOfTerm(fresh.store, await search());
const names = (ranked: readonly { readonly person: string }[]) => ranked.map(({ person }) => person);

describe('ranking a pool', () => {
  test('leaves out whoever cannot in that week or goes on no review this term', async () => {
    const people = [1, 2, 3, 4].map((number) => reviewer(number));
    await network(
      people,
      said('person-1', THAT_WEEK),
      said('person-2', NO_REVIEW),
      said('person-3', { ...THAT_WEEK, ...NO_REVIEW }, 'autumn'),
    );
    expect(names(await rankReviewers(fresh.store, await search(), people, await whatAllSaid()))).toEqual([
      'person-3',
      'person-4',
    ]);
  });

  test('goes by the distance and nights of the answer', async () => {
    const people = [reviewer(60, { staysOvernight: true }), reviewer(70, { staysOvernight: true })];
    await network(people, said('person-60', { maxDistanceKm: 59, staysOvernight: false }));
    expect(names(await rankReviewers(fresh.store, await search(), people, await whatAllSaid()))).toEqual(['person-70']);
  });

  test('does the same for lead reviewers', async () => {
    const people = [lead(1), lead(2)];
    await network(people, said('lead-1', THAT_WEEK));
    expect(names(await rankLeads(fresh.store, await search(), people, await whatAllSaid()))).toEqual(['lead-2']);
  });
});

describe('choosing for a seat', () => {
  const choose = () => chooseCandidate({ about: ABOUT, turn: 1, seat: 'lead', at: AT }, fresh);

  test('looks anew at what was said since the list was made', async () => {
    await network([lead(1), lead(2), reviewer(3)]);
    await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, fresh);
    await fresh.store.write([said('lead-1', THAT_WEEK)]);
    expect(await choose()).toMatchObject({ outcome: 'candidate', person: 'lead-2' });
  });

  test('keeps to the number that somebody offered for the term, whatever the year allows', async () => {
    await network([lead(1), lead(2), reviewer(3)], said('lead-1', { maxReviews: 1 }));
    await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, fresh);
    await fresh.store.write([goesOn('lead-1', 'qar-2026-900777', '2027-03-09')]);
    expect(await choose()).toMatchObject({ person: 'lead-2' });
  });

  test('counts the reviews of the term alone', async () => {
    await network([lead(1), reviewer(3)], said('lead-1', { maxReviews: 1 }));
    await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, fresh);
    await fresh.store.write([goesOn('lead-1', 'qar-2026-900777', '2026-11-10')]);
    expect(await choose()).toMatchObject({ person: 'lead-1' });
  });
});

describe('what the central team reads', () => {
  const seat = { seat: 'seat-1', kind: 'reviewer' } as const;
  const why = async (person: string) =>
    whyNotInSeat(fresh.store, await fresh.store.needWholeReview(ABOUT), seat, person);

  test('why somebody cannot be named, in words', async () => {
    await network(
      [1, 2, 3, 4].map((number) => reviewer(number)),
      said('person-1', THAT_WEEK),
      said('person-2', NO_REVIEW),
      goesOn('person-3', 'qar-2026-900777', '2027-02-02'),
      goesOn('person-3', 'qar-2026-900778', '2027-03-09'),
    );
    expect(await why('person-1')).toBe('cannot in that week, as they told us');
    expect(await why('person-2')).toBe('goes on no review this term, as they told us');
    // Two a term is what the settings say of a reviewer who has not answered; a year has three.
    expect(await why('person-3')).toBe('has as many reviews this term as they offered');
    expect(await why('person-4')).toBeUndefined();
  });

  test('how many of the pool cannot, and who is left', async () => {
    const people = Array.from({ length: 30 }, (_, index) => reviewer(index + 1));
    await network(people, ...people.slice(0, 25).map(({ person }) => said(person, THAT_WEEK)));
    const found = await whoElse(fresh.store, await search(), seat);
    expect(found.reasons).toEqual([{ reason: 'cannot in that week, as they told us', count: 25 }]);
    expect(names(found.options)).toEqual(['person-26', 'person-27', 'person-28', 'person-29', 'person-30']);
  });
});
