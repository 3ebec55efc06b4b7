/** Whoever has come to break a rule of the team they are in is told of: on the dashboard's morning list, and in the digest of the week. */
import { beforeEach, expect, it } from 'vitest';
import { againstRules } from '../../lambdas/central-team/against-rules.ts';
import { ABOUT, writeHost, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { look } from './network.ts';

const fresh = useStore();
const DAY1 = '2026-12-08';
/** What the hour of `look` is, and a day on which the visit is more than six weeks off. */
const [NEAR, FAR] = ['2026-11-10', '2026-10-20'];

const member = (id: string, more: object = {}) =>
  fresh.store.entities.member
    .put({ member: id, kind: 'school', name: `School ${id}`, standing: 'member', ...more })
    .go();
const place = (more: object = {}) =>
  fresh.store.entities.placement
    .put({
      ...{ about: ABOUT, turn: 1, seat: 'seat-1', person: 'p', personName: 'Jo Ellery', kind: 'reviewer' as const },
      ...{ status: 'accepted' as const, organisation: '900777', host: '900001', year: '2026', day1: DAY1 },
      ...{ invitedAt: '2026-10-01T09:00:00.000Z', ...more },
    })
    .go();
const person = (more: object = {}) =>
  fresh.store.entities.person
    .put({
      ...{ person: 'p', name: 'Jo Ellery', email: 'jo@elm.example', member: '900777', pool: 'reviewers' as const },
      ...{ training: [{ programme: 'QAR' as const, from: '2025-09-01', until: '2028-08-31' }], ...more },
    })
    .go();
const setHost = (changes: object) => fresh.store.entities.member.patch({ member: '900001' }).set(changes).go();
const setReview = (changes: object) => fresh.store.entities.review.patch({ about: ABOUT }).set(changes).go();

/** Reasons, each after the name of whom it keeps from the visit. */
async function found(today = NEAR): Promise<readonly string[]> {
  const review = await fresh.store.needReview(ABOUT);
  const all = await againstRules([review], fresh.store.readingOnce(), today);
  return all.map(({ name, why }) => `${name} ${why}`);
}

beforeEach(async () => {
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  await setReview({ day1: DAY1, week: '2026-12-07', stage: 'preparation', status: 'under-way' });
  await member('900777', { trust: 'trust-elm' });
  await person();
  await place();
});

it('has nobody while all is as it was when they were asked', async () => {
  expect(await found()).toEqual([]);
});

it('has whoever works at the host now, or whose school has come to its trust', async () => {
  await person({ member: '900001' });
  expect(await found()).toEqual(['Jo Ellery works at the school itself']);
  await person();
  await setHost({ trust: 'trust-elm' });
  expect(await found()).toEqual(['Jo Ellery works in the same trust']);
});

it('has whoever declared a relationship to the trust that the host has joined since', async () => {
  await person({ relationships: ['trust-ash'] });
  expect(await found()).toEqual([]);
  await setHost({ trust: 'trust-ash' });
  expect(await found()).toEqual(['Jo Ellery has declared a relationship with the host']);
});

it('looks at whoever the host’s review goes on at, and at the school that followed that of a reviewer', async () => {
  await member('900900', { predecessors: ['900001'], trust: 'trust-elm' });
  await setHost({ standing: 'closed', successor: '900900' });
  await setReview({ goesOnAt: '900900' });
  expect(await found()).toEqual(['Jo Ellery works in the same trust']);
});

it('has nobody whose training lasts until the visit, and whoever’s has been changed so that it does not', async () => {
  await person({ training: [{ programme: 'QAR', from: '2025-09-01', until: '2026-12-09' }] });
  expect(await found()).toEqual(['Jo Ellery has no QAR training that is in date on the days of the visit']);
});

it('leaves out who has not accepted, reviews that stand still, visits far off, and those that have begun', async () => {
  await person({ member: '900001' });
  expect(await found(FAR)).toEqual([]);
  expect(await found(DAY1)).toEqual([]);
  await setReview({ status: 'paused' });
  expect(await found()).toEqual([]);
  await setReview({ status: 'under-way' });
  await place({ status: 'invited' });
  expect(await found()).toEqual([]);
});

it('has nobody of whom it is only unknown what the school belongs to: the morning list says that of the host itself', async () => {
  await member('900777', { notKnown: ['trust'] });
  expect(await found()).toEqual([]);
});

it('stands on the morning list, by name and with the reason', async () => {
  await person({ member: '900001' });
  const { text } = await look(fresh.store, { view: 'today' });
  expect(text).toContain('1 reviewer in a team against its rules as things stand today, for you to decide');
  expect(text).toContain('Jo Ellery works at the school itself, visit');
});
