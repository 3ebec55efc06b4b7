import { beforeEach, describe, expect, it } from 'vitest';
import { countedQuestions } from '../../lambdas/catalogue/all-facts.ts';
import { availabilityLines } from '../../lambdas/central-team/availability-lines.ts';
import { firstLook } from '../../lambdas/central-team/first-look.ts';
import { readNetworkWeek } from '../../lambdas/central-team/network-week.ts';
import { openAndCounted, openQuestions } from '../../lambdas/store/network-reads.ts';
import { useStore } from '../support/store.ts';
import { weekAt } from './digest-network.ts';
import { look, personRow, questionRow, write, yearRow } from './network.ts';

const fresh = useStore();
const HILL = 'qar-2026-900001';
const LINE = 'Availability for the spring term: 3 of 10 have answered, by Friday 20 November 2026';

const term = { term: 'spring', name: 'spring term', from: '2027-01-04', to: '2027-03-25' };

/** Ten people are asked about the spring; three have answered, and have the link by which they can change it. */
beforeEach(async () => {
  const { store } = fresh;
  const { entities } = store;
  await write(store, [yearRow(store), personRow(store, 'p-head', 'Priya Shah')]);
  await entities.partnershipYear
    .patch({ year: '2026' })
    .set({ terms: [term] })
    .go();
  await write(store, [questionRow(store, { about: HILL, question: 'choose-dates', person: 'p-head' })]);
  for (let number = 0; number < 10; number += 1) {
    const person = `person-${number}`;
    const about = `availability-2026-spring-${person}`;
    const round = number < 3 ? 2 : 1;
    await entities.decision
      .create({
        ...{ about, decision: `availability.1.${round}`, question: 'availability', turn: 1, round, person },
        ...{ role: 'reviewer', hostName: 'the partnership', facts: { year: '2026', term: 'spring' }, mails: 1 },
        ...{ askedAt: '2026-11-02T09:00:00.000Z', dueAt: '2026-11-20T17:00:00.000Z', status: 'open', schedule: [] },
        ...{ expiresAt: '2026-11-20T17:00:00.000Z', queue: 'open', openFor: person },
        nextActionAt: '2026-11-20T17:00:00.000Z',
      })
      .go();
    if (number < 3) {
      const row = { person, year: '2026', term: 'spring', cannot: [], answeredAt: '2026-11-03T09:00:00.000Z' };
      await entities.availability.put(row).go();
    }
  }
});

describe('what everybody is asked at once', () => {
  it('is in no list of what waits or is late, and is one line', async () => {
    const waiting = await look(fresh.store, { view: 'waiting' });
    expect(waiting.$('tbody tr')).toHaveLength(1);
    expect(waiting.text).toContain('1 question waits for an answer.');
    expect(waiting.text).toContain(`${LINE}.`);
    expect((await look(fresh.store, { view: 'late' })).text).not.toContain('partnership');

    const today = await look(fresh.store, { view: 'today' });
    expect(today.text).toContain(`${LINE}.`);
    expect(today.text).not.toContain('closing');
  });

  it('is not read where it is not counted', async () => {
    expect((await openQuestions(fresh.store, countedQuestions)).map(({ question }) => question)).toEqual([
      'choose-dates',
    ]);
    const { open, counted } = await openAndCounted(fresh.store, countedQuestions);
    expect([open.length, counted.length]).toEqual([1, 10]);
  });

  it('is one line of the weekly digest', async () => {
    const week = weekAt('2026-11-16T07:00:00.000Z');
    const network = await readNetworkWeek(fresh.store, week, await firstLook(fresh.store, week));
    expect(network.open).toHaveLength(1);
    expect(network.availability).toEqual([LINE]);
  });

  it('is no line while nobody is asked', async () => {
    expect(await availabilityLines(fresh.store, [])).toEqual([]);
  });
});
