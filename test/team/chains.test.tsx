import { beforeEach, describe, expect, test } from 'vitest';
import type { Placement } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { fillSeat } from '../../lambdas/team/questions/fill-seat.tsx';
import { shortlistOf } from '../../lambdas/team/shortlists.ts';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from './interview.tsx';
import { AT, asked, lead, reviewer } from './network.ts';
import { countRequests } from './term-plan/requests.ts';
import { hostOf, PLANS_AT, placementRow, reviewOf, termReview, writeTerm } from './term-plan/term.ts';

const fresh = useStore();
const HERE = reviewOf(1);
const THERE = reviewOf(2);
const ask = asked('fill-seat', { about: HERE, subject: 'seat-1', expiresAt: '2026-11-10T17:00:00.000Z' });

/** Reviewer 1 is to go to the second host in the week of the first; reviewer 2 has a relationship with the first. */
async function write(placement: Partial<Placement> = {}): Promise<void> {
  const { store } = fresh;
  await writeTerm(store, {
    reviews: [termReview(1, { stage: 'team' }), termReview(2, { day1: '2027-01-13', week: '2027-01-11' })],
    people: [lead(1), reviewer(1), reviewer(2, { relationships: [hostOf(1)] }), reviewer(3, { training: [] })],
    placements: [
      placementRow({
        ...{ about: THERE, host: hostOf(2), day1: '2027-01-13', status: 'planned', plannedAt: PLANS_AT, ...placement },
      }),
    ],
  });
  const shortlist = { turn: 1, candidates: [{ person: 'person-1', points: 1 }], plan: 'teams-2026-spring.001' };
  await store.write([
    store.rows.seat
      .put({ about: HERE, seat: 'seat-1', kind: 'reviewer', status: 'open', shortlist: { turn: 1, candidates: [] } })
      .commit(),
    store.rows.seat.put({ about: THERE, seat: 'seat-1', kind: 'reviewer', status: 'open', shortlist }).commit(),
  ]);
}

/** Who has which place of a review, and whom its seat's list begins with. */
async function state(about: string) {
  const whole = await fresh.store.needWholeReview(about);
  const seat = whole.seats.find((row) => row.seat === 'seat-1');
  const list = seat && shortlistOf(seat, 1);
  return {
    places: whole.placements.map(({ person, status }) => `${person} ${status}`),
    list: list?.candidates.map(({ person }) => person),
    named: list?.named?.person,
  };
}

describe('somebody who is only planned elsewhere', () => {
  beforeEach(() => write());

  test('is proposed with who would take their place, and moves by one press', async () => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(fillSeat, ask, deps);
    expect(deps.mails[0]?.facts).toContainEqual({ label: 'Changes that would bring somebody', value: '1' });
    expect(htmlOf(bound)).toContain(
      'Ask Reviewer 1, who is planned for the review of Host 2 Primary School on Wednesday 13 January 2027, to come here instead; Reviewer 2 is planned for Host 2 Primary School in their place',
    );

    await askAndAnswer(fillSeat, ask, { choice: 'chain-1' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'named' }]);
    expect(await state(THERE)).toEqual({
      places: ['person-1 withdrawn', 'person-2 planned'],
      list: ['person-2'],
      named: undefined,
    });
    expect((await state(HERE)).named).toBe('person-1');
    const next = await chooseCandidate({ about: HERE, turn: 1, seat: 'seat-1', at: AT }, { store: fresh.store });
    expect(next).toMatchObject({ outcome: 'candidate', person: 'person-1' });
  });

  test.each([
    [
      'has been asked there meanwhile',
      () => fresh.store.entities.placement.patch(place).set({ status: 'invited' }).go(),
    ],
    [
      'is wanted there on other days',
      () => fresh.store.entities.review.patch({ about: THERE }).set({ day1: '2027-02-02' }).go(),
    ],
    [
      'is wanted there in another turn',
      () => fresh.store.entities.review.patch({ about: THERE }).set({ turn: 2 }).go(),
    ],
  ])('does not move when the one who would move %s', async (_, change) => {
    const deps = interviewDeps(fresh.store);
    const { bound } = await askAndOpen(fillSeat, ask, deps);
    const by = { person: 'central-team', role: 'central-team', at: AT } as const;
    const read = bound.read({ choice: 'chain-1' }, by);
    await change();

    // What was read before the change is refused by the table, and changes nothing.
    expect(read.ok).toBe(true);
    if (!read.ok || !('taken' in read)) return;
    expect((await fresh.store.write(read.taken.effects())).written).toBe(false);
    expect((await state(HERE)).named).toBeUndefined();
    expect((await state(THERE)).places).toHaveLength(1);

    const again = await askAndOpen(fillSeat, ask, deps);
    expect(again.bound.read({ choice: 'chain-1' }, by)).toEqual({
      ok: false,
      errors: { choice: expect.stringContaining('This change is no longer possible') },
    });
  });

  test('is not in the way of the other answers', async () => {
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(fillSeat, ask, { choice: 'go-without', reason: 'Three are enough' }, deps);
    expect(deps.outcomes).toEqual([{ outcome: 'go-without' }]);
    expect((await state(THERE)).places).toEqual(['person-1 planned']);
  });
});

const place = { about: THERE, turn: 1, seat: 'seat-1', person: 'person-1' };

describe('somebody who has accepted elsewhere', () => {
  beforeEach(() => write({ status: 'accepted', answeredAt: AT }));

  test('is proposed in words, without a press that would move them', async () => {
    await fresh.store.entities.review.patch({ about: THERE }).set({ stage: 'preparation' }).go();
    const { bound } = await askAndOpen(fillSeat, ask, interviewDeps(fresh.store));
    const html = htmlOf(bound);

    expect(html).toContain(
      'Reviewer 1 has accepted the review of Host 2 Primary School on Wednesday 13 January 2027. If that can be changed, ask them (reviewer-1@school-1.example); then replace them on that review, best by Reviewer 2, and name them here.',
    );
    expect(html).not.toContain('value="chain-1"');
    const by = { person: 'central-team', role: 'central-team', at: AT } as const;
    expect(bound.read({ choice: 'chain-1' }, by).ok).toBe(false);
    expect(bound.read({ choice: 'named', person: 'person-1' }, by).ok).toBe(true);
  });

  test('is not proposed once that visit has begun', async () => {
    await fresh.store.entities.review.patch({ about: THERE }).set({ stage: 'visit' }).go();
    const { bound } = await askAndOpen(fillSeat, ask, interviewDeps(fresh.store));
    expect(htmlOf(bound)).not.toContain('has accepted the review');
  });
});

test('nothing of the term is read while somebody can simply be named', async () => {
  await write();
  const { person } = reviewer(4);
  await fresh.store.entities.person.put(reviewer(4)).go();
  const bind = () => fillSeat.bind(ask, interviewDeps(fresh.store));
  const easy = await countRequests(fresh.store, bind);
  expect(htmlOf(await bind())).toContain('Reviewer 4');
  expect(htmlOf(await bind())).not.toContain('to come here instead');

  await fresh.store.entities.person.patch({ person }).set({ left: true }).go();
  const hard = await countRequests(fresh.store, bind);
  expect(htmlOf(await bind())).toContain('to come here instead');
  expect(hard).toBeGreaterThan(easy + 5);
});
