import { beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { fillSeat } from '../../lambdas/team/questions/fill-seat.tsx';
import { invite } from '../../lambdas/team/questions/invite.tsx';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from './interview.tsx';
import { ABOUT, AT, asked, lead, reviewer, writeNetwork } from './network.ts';

const fresh = useStore();
const ask = (seat = 'seat-1', round = 1) =>
  asked('fill-seat', { subject: seat, round, expiresAt: '2026-11-10T17:00:00.000Z' });
const choose = (store: Store, seat = 'seat-1') => chooseCandidate({ about: ABOUT, turn: 1, seat, at: AT }, { store });

describe('a seat that finds nobody', () => {
  beforeEach(async () => {
    await writeNetwork(fresh.store, [
      reviewer(1),
      reviewer(2, { easting: 800_000 }),
      reviewer(3, { hub: 'hub-near' }),
      reviewer(4, { training: [] }),
      lead(1),
    ]);
    await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, { store: fresh.store });
    const { person, round } = await choose(fresh.store);
    await askAndAnswer(
      invite,
      asked('invite', { subject: 'seat-1', person, round }),
      { answer: 'decline', reason: 'dates' },
      interviewDeps(fresh.store),
    );
  });

  test('goes to the central team with who was asked, who else there is, and why all others cannot', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    expect((await choose(store)).outcome).toBe('nobody');

    const { bound } = await askAndOpen(fillSeat, ask(), deps);

    expect(deps.mails[0]?.subject).toBe('Nobody found for reviewer 1: QAR at Hill View Primary School');
    const html = htmlOf(bound);
    expect(html).toContain('The dates do not suit me');
    expect(html).toContain('Reviewer 2 (186 miles; farther than they would travel)');
    expect(html).toContain('Reviewer 3 (2 miles; same hub: a reason is needed)');
    expect(html).toContain('1: has no QAR training');
    expect(html).not.toContain('Reviewer 4');
    expect(htmlOf(bound, { errors: { person: 'Select who should be asked' } })).toContain('Select who should be asked');
  });

  test.each([
    [{}, { choice: 'Select what should happen with this seat' }],
    [{ choice: 'named' }, { person: 'Select who should be asked' }],
    [{ choice: 'named', person: 'person-4' }, { person: 'Select who should be asked' }],
    [{ choice: 'named', person: 'person-3' }, { reason: 'Enter why somebody of the same hub may go' }],
    [{ choice: 'go-without' }, { reason: 'Enter why the team goes with one fewer' }],
  ])('what is wrong with %j is said in words', async (fields, errors) => {
    const { bound } = await askAndOpen(fillSeat, ask(), interviewDeps(fresh.store));
    expect(bound.read(fields, { person: 'central-team', role: 'central-team', at: AT })).toEqual({ ok: false, errors });
  });

  test('whom the central team names is asked next, of the same hub with a reason', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(fillSeat, ask(), { choice: 'named', person: 'person-3', reason: 'Hub is large' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'named' }]);
    expect(await choose(store)).toMatchObject({ outcome: 'candidate', person: 'person-3', round: 2 });
    expect(await choose(store)).toMatchObject({ outcome: 'candidate', person: 'person-3', round: 2 });
  });

  test('is asked about again, in a new round, when the one who was named cannot come either', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);
    await askAndAnswer(fillSeat, ask(), { choice: 'named', person: 'person-2' }, deps);
    const { person, round } = await choose(store);
    await askAndAnswer(
      invite,
      asked('invite', { subject: 'seat-1', person, round }),
      { answer: 'decline', reason: 'distance' },
      deps,
    );

    expect(await choose(store)).toMatchObject({ outcome: 'nobody', round: 2 });
  });

  test('stays empty when the team goes without', async () => {
    const { store } = fresh;
    const deps = interviewDeps(store);

    await askAndAnswer(fillSeat, ask(), { choice: 'go-without', reason: 'Three are enough' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'go-without' }]);
    expect(await choose(store)).toMatchObject({ outcome: 'filled', person: '' });
    const { seats } = await planTeam({ about: ABOUT, turn: 1, round: 2, at: AT }, { store });
    expect(seats).toEqual(['seat-2', 'seat-3']);
  });

  test('stays empty without an answer, but the lead’s is asked about again', async () => {
    const { store } = fresh;
    const reviewers = await askAndOpen(fillSeat, ask(), interviewDeps(store));
    const silence = reviewers.bound.silence(AT);
    expect(silence.outcome).toEqual({ outcome: 'go-without' });
    await store.write(silence.effects?.() ?? []);
    expect((await store.needWholeReview(ABOUT)).seats.find(({ seat }) => seat === 'seat-1')).toMatchObject({
      status: 'unfilled',
      reason: 'Nobody could be found in time.',
    });

    const leads = await askAndOpen(fillSeat, ask('lead'), interviewDeps(store));
    expect(leads.bound.silence(AT)).toEqual({ outcome: { outcome: 'named' } });
    const late = leads.bound.silence('2027-01-12T08:00:00Z');
    expect(late.outcome).toEqual({ outcome: 'no-lead' });
    await store.write(late.effects?.() ?? []);
    expect(await store.needReview(ABOUT)).toMatchObject({ status: 'paused' });
    expect(htmlOf(leads.bound)).not.toContain('Go with one fewer');
    expect(
      leads.bound.read({ choice: 'go-without', reason: 'x' }, { person: 'central-team', role: 'central-team', at: AT })
        .ok,
    ).toBe(false);
  });

  test('of a lead stands until the visit, and offers whoever there is since it was asked', async () => {
    const { store } = fresh;
    await store.entities.person.patch({ person: 'lead-1' }).set({ training: [] }).go();
    const nobody = await choose(store, 'lead');
    expect(nobody).toMatchObject({ outcome: 'nobody', expiresAt: '2027-01-12T08:00:00.000Z' });
    const deps = interviewDeps(store);
    const asking = { ...ask('lead', nobody.round), expiresAt: nobody.expiresAt };
    const { bound, decision } = await askAndOpen(fillSeat, asking, deps);
    expect(htmlOf(bound)).toContain('You are not asked anew');
    expect(decision.dueAt < '2026-12-01').toBe(true);

    const { training } = lead(1);
    await store.entities.person
      .patch({ person: 'lead-1' })
      .set({ training: training as never })
      .go();
    const named = { choice: 'named', person: 'lead-1' };
    expect(await askAndAnswer(fillSeat, asking, named, deps)).toMatchObject({ kind: 'recorded' });
    expect(await choose(store, 'lead')).toMatchObject({ outcome: 'candidate', person: 'lead-1' });
  });

  test('somebody who did not answer can be named again', async () => {
    const { store } = fresh;
    const { person, round } = await choose(store, 'seat-2');
    expect(person).toBe('');
    expect(round).toBe(1);
    await store.write([
      store.rows.placement
        .patch({ about: ABOUT, turn: 1, seat: 'seat-1', person: 'person-1' })
        .set({ status: 'expired' })
        .commit(),
    ]);

    const later = '2026-10-28T10:00:00.000Z';
    await askAndAnswer(
      fillSeat,
      { ...ask(), at: later },
      { choice: 'named', person: 'person-1' },
      interviewDeps(store),
    );
    const chosen = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: later }, { store });

    expect(chosen).toMatchObject({ outcome: 'candidate', person: 'person-1', round: 2 });
  });
});
