/** The morning list says when trainings have run out and none is to come. */
import { beforeEach, expect, it } from 'vitest';
import { useStore } from '../support/store.ts';
import { look } from './network.ts';

const fresh = useStore();
const morning = async () => look(fresh.store, { view: 'today' });
const person = (id: string, until: string | undefined) =>
  fresh.store.entities.person
    .put({
      ...{ person: id, name: id, email: `${id}@oak.example`, pool: 'reviewers' },
      training: until === undefined ? [] : [{ programme: 'QAR', from: '2025-01-01', until }],
    })
    .go();
const session = (date: string, status: 'open' | 'cancelled') =>
  fresh.store.entities.trainingSession
    .put({
      ...{ session: `training-qar-${date}`, programme: 'QAR', date, from: '09:30', to: '15:30', venue: 'Online' },
      ...{ year: '2026', settingsVersion: '001', places: 10, booked: 0, status },
      ...{ closesAt: `${date}T07:00:00.000Z`, endsAt: `${date}T15:30:00.000Z` },
    })
    .go();

beforeEach(async () => {
  await person('in-date', '2027-08-31');
  await person('over', '2026-10-31');
  await person('soon-over', '2027-01-15');
  await person('never', undefined);
});

it('with how many of those who were trained can be asked for no visit in twelve weeks', async () => {
  const { text, buttons } = await morning();
  expect(text).toContain(
    'No QAR training session is to come, and of 3 trained reviewers 2 are in date for no visit in twelve weeks',
  );
  expect(text).not.toContain('No TPR training session');
  expect(buttons).toContainEqual(expect.objectContaining({ label: 'Open a session' }));
});

it('until a session is open, and not while everybody is in date; one that was or is called off is none', async () => {
  await session('2026-11-02', 'open');
  await session('2026-12-01', 'cancelled');
  expect((await morning()).text).toContain('No QAR training session');
  await session('2026-12-08', 'open');
  expect((await morning()).text).not.toContain('training session');
  await fresh.store.entities.trainingSession.delete({ session: 'training-qar-2026-12-08' }).go();
  await person('over', '2027-08-31');
  await person('soon-over', '2027-08-31');
  expect((await morning()).text).not.toContain('training session');
});
