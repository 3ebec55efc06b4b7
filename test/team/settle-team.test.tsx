import { beforeEach, describe, expect, test } from 'vitest';
import { openReview } from '../../lambdas/commands/open-review.ts';
import { whyNotThisHost } from '../../lambdas/members/hard-rules.ts';
import type { FormFields } from '../../lambdas/pages/kit.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Asked } from '../../lambdas/questions/question.ts';
import { settleByDefault } from '../../lambdas/questions/settle.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { readHostFacts } from '../../lambdas/team/host-facts.ts';
import { planTeam } from '../../lambdas/team/plan-team.ts';
import { confirmTeam } from '../../lambdas/team/questions/confirm-team.tsx';
import { invite } from '../../lambdas/team/questions/invite.tsx';
import { settleTeam } from '../../lambdas/team/questions/settle-team.tsx';
import { useStore } from '../support/store.ts';
import { askAndAnswer, askAndOpen, htmlOf, interviewDeps } from './interview.tsx';
import { ABOUT, AT, asked, DAYS, lead, reviewer, writeNetwork } from './network.ts';

const fresh = useStore();
const at = '2026-12-01T09:30:00.000Z';
/** When the information form of this review is due. */
const FORM_DUE = '2026-12-08T17:00:00.000Z';
const askTeam = (round: number) =>
  asked('confirm-team', { at: '2026-11-30T09:00:00.000Z', round, leadsTo: 'settle-team', expiresAt: FORM_DUE });
const askToSettle = (changes: Partial<Asked> = {}) =>
  asked('settle-team', { at, round: 3, expiresAt: FORM_DUE, ...changes });
const central = { person: 'central-team', role: 'central-team', at } as const;

async function fill(store: Store): Promise<void> {
  const deps = interviewDeps(store);
  const { seats } = await planTeam({ about: ABOUT, turn: 1, round: 1, at: AT }, deps);
  for (const seat of ['lead', ...seats]) {
    const { person, round } = await chooseCandidate({ about: ABOUT, turn: 1, seat, at: AT }, deps);
    await askAndAnswer(invite, asked('invite', { subject: seat, person, round }), { answer: 'accept' }, deps);
  }
}

/** The head objects to the reviewers in these seats, for the last time that is seen to by itself. */
const object = (seats: readonly string[], round = 3) =>
  askAndAnswer(
    confirmTeam,
    askTeam(round),
    {
      answer: 'object',
      ...Object.fromEntries(
        seats.flatMap((seat) => [
          [`object-${seat}`, 'yes'],
          [`reason-${seat}`, `Applied for a post here (${seat})`],
        ]),
      ),
    },
    interviewDeps(fresh.store),
  );

const seatOf = async (name: string) =>
  (await fresh.store.needWholeReview(ABOUT)).seats.find(({ seat }) => seat === name);

beforeEach(async () => {
  await writeNetwork(fresh.store, [lead(1), ...[1, 2, 3, 4].map((number) => reviewer(number))]);
  await fill(fresh.store);
});

describe('the central team settles a team to which its head objects for the third time', () => {
  test('it reads who objected and how to reach them, why, and who is in the team', async () => {
    await object(['seat-2']);
    const deps = interviewDeps(fresh.store);
    const { bound, decision } = await askAndOpen(settleTeam, askToSettle(), deps);

    expect(decision).toMatchObject({ person: 'central-team', stage: 'team', expiresAt: FORM_DUE });
    const [mail] = deps.mails;
    expect(mail?.subject).toBe('Please settle the team: QAR at Hill View Primary School');
    expect(mail?.facts).toEqual([
      { label: 'Visit', value: 'Tuesday 12 to Thursday 14 January 2027' },
      { label: 'Alex Morgan', value: 'head@hillview.example' },
      { label: 'Objected to', value: 'Reviewer 2 (reviewer)' },
    ]);
    expect(JSON.stringify(mail)).not.toContain('Applied for a post');
    const html = htmlOf(bound);
    expect(html).toContain('Alex Morgan, head@hillview.example');
    expect(html).toContain('Why not Reviewer 2');
    expect(html).toContain('Applied for a post here (seat-2)');
    for (const name of ['Lead 1', 'Reviewer 1', 'Reviewer 3']) expect(html).toContain(name);
  });

  test.each<[FormFields, Record<string, string>]>([
    [{}, { decision: 'Select whether the team stands or somebody goes' }],
    [{ decision: 'stand', reason: ' ' }, { reason: 'Enter why the team stands' }],
    [{ decision: 'change', reason: 'She goes' }, { go: 'Select who goes' }],
    [{ decision: 'change', go: 'person-4' }, { go: 'Select who goes' }],
  ])('what is wrong with %j is said in words, and what was typed is kept', async (fields, errors) => {
    await object(['seat-2']);
    const { bound } = await askAndOpen(settleTeam, askToSettle(), interviewDeps(fresh.store));
    expect(bound.read(fields, central)).toEqual({ ok: false, errors });
    const html = htmlOf(bound, { values: { decision: 'change', reason: 'She goes', go: 'person-2' }, errors });
    expect(html).toContain('She goes</textarea>');
    expect(html).toMatch(/value="person-2"[^>]*checked|checked=""[^>]*value="person-2"/);
  });

  test('the team stands: the head is told why, and nobody else is told anything', async () => {
    await object(['seat-2']);
    const deps = interviewDeps(fresh.store);
    await askAndAnswer(settleTeam, askToSettle(), { decision: 'stand', reason: 'As agreed on the telephone' }, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'stands' }]);
    expect(await seatOf('seat-2')).toMatchObject({ status: 'filled', person: 'person-2' });
    expect(deps.notices).toMatchObject([
      { to: { person: 'head-1', role: 'host' }, facts: [{ label: 'Why', value: 'As agreed on the telephone' }, {}] },
    ]);
  });

  test('somebody goes: their seat is open again, and they are told without the reason', async () => {
    const { store } = fresh;
    await object(['seat-2', 'lead']);
    const deps = interviewDeps(store);
    const fields = { decision: 'change', go: ['person-2', 'person-3'], reason: '' };
    await askAndAnswer(settleTeam, askToSettle(), fields, deps);

    expect(deps.outcomes).toEqual([{ outcome: 'changed' }]);
    expect(await seatOf('lead')).toMatchObject({ status: 'filled' });
    expect(await seatOf('seat-2')).toMatchObject({
      status: 'open',
      reason: 'The host objected: Applied for a post here (seat-2)',
    });
    expect(await seatOf('seat-3')).toMatchObject({
      status: 'open',
      reason: 'Taken out by the central team after an objection',
    });
    expect(await store.daysOf('person-2', DAYS[0], DAYS[2])).toEqual([]);
    expect(deps.notices.map(({ to, kind }) => `${to.person} ${kind}`)).toEqual([
      'person-2 not-needed.1.3.seat-2',
      'person-3 not-needed.1.3.seat-3',
    ]);
    expect(JSON.stringify(deps.notices)).not.toContain('Applied for a post');

    const { seats } = await planTeam({ about: ABOUT, turn: 1, round: 4, at }, { store });
    expect(seats).toEqual(['seat-2', 'seat-3']);
    const choice = await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-2', at }, { store });
    expect(choice).toMatchObject({ outcome: 'candidate', person: 'person-4' });
  });

  test('pressed twice, it counts once; another answer afterwards reads what was decided', async () => {
    await object(['seat-2']);
    const deps = interviewDeps(fresh.store);
    const fields = { decision: 'stand', reason: 'As agreed' };
    expect(await askAndAnswer(settleTeam, askToSettle(), fields, deps)).toMatchObject({ kind: 'recorded' });
    const secret = deps.mails.at(-1)?.button?.href.split('/d/')[1];
    const opened = await openLink(secret, deps, () => settleTeam, at);
    if (!opened) throw new Error('The link opens nothing.');
    expect(await answer(opened, fields, at, deps)).toMatchObject({ kind: 'recorded' });
    const other = { decision: 'change', go: ['person-2'] };
    expect(await answer(opened, other, at, deps)).toMatchObject({ kind: 'settled' });
    expect(await seatOf('seat-2')).toMatchObject({ status: 'filled' });
    expect(deps.outcomes).toEqual([{ outcome: 'stands' }]);
  });

  test('after the team that was formed next it is asked again, and says so', async () => {
    await object(['seat-2'], 4);
    const deps = interviewDeps(fresh.store);
    await askAndOpen(settleTeam, askToSettle({ round: 4 }), deps);
    expect(deps.mails[0]?.firstLine).toBe('Hill View Primary School has objected to somebody in its team once more.');
    const { rounds } = await openReview({ about: ABOUT, execution: `${ABOUT}-2`, at }, { store: fresh.store });
    expect(rounds.team).toBe(4);
  });
});

describe('whoever is taken out', () => {
  test('is not asked again for that host, though the review is postponed and its team formed anew', async () => {
    const { store } = fresh;
    await object(['seat-2']);
    await askAndAnswer(settleTeam, askToSettle(), { decision: 'change', go: ['person-3'] }, interviewDeps(store));
    await store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).composite({ startsOn: '2026-07-13' }).go();
    const { facts } = await readHostFacts(store, await store.needWholeReview(ABOUT));
    const person = await store.needPerson('person-3');
    expect(whyNotThisHost(person, { ...facts, sameHubAllowed: true })).toBe(
      'was taken out of a team of the host after an objection',
    );
  });
});

test('nobody who has left is told that the team stands: where the head has, whoever objected is, or nobody', async () => {
  const { store } = fresh;
  await object(['seat-2']);
  await store.entities.person.patch({ person: 'head-1' }).set({ left: true }).go();
  const deps = interviewDeps(store);
  await askAndAnswer(settleTeam, askToSettle(), { decision: 'stand', reason: 'As agreed' }, deps);
  expect(deps.outcomes).toEqual([{ outcome: 'stands' }]);
  expect(deps.notices).toEqual([]);
});

describe('without an answer', () => {
  test('the review is paused, and stands on the list of those that are', async () => {
    const { store } = fresh;
    await object(['seat-2']);
    const deps = interviewDeps(store);
    const { bound, decision } = await askAndOpen(settleTeam, askToSettle(), deps);
    expect(bound.ifNothing).toBe('the review is paused');
    const settled = await settleByDefault(store, bound, decision, FORM_DUE);
    expect(settled).toMatchObject({ status: 'expired', outcome: { outcome: 'paused' } });
    expect(await store.needReview(ABOUT)).toMatchObject({ status: 'paused', day1: DAYS[0] });
    expect(await seatOf('seat-2')).toMatchObject({ status: 'filled' });
  });

  test.each([
    ['2026-12-08T16:59:00.000Z', '2026-12-15T17:00:00.000Z', 'a week where the form is due'],
    ['2027-01-05T10:00:00.000Z', '2027-01-07T17:00:00.000Z', 'half of the days that are left near the visit'],
    ['2027-01-08T18:00:00.000Z', '2027-01-11T17:30:00.000Z', 'the day before it, where the mail goes that morning'],
    ['2027-01-11T10:00:00.000Z', '2027-01-11T16:00:00.000Z', 'hours on the day before it'],
  ])('asked on %s it ends on %s: %s', async (askedAt, expiresAt) => {
    await object(['seat-2']);
    const deps = interviewDeps(fresh.store);
    await ask(settleTeam, askToSettle({ at: askedAt }), 'token', deps);
    expect(await fresh.store.decision(ABOUT, 'settle-team.1.3')).toMatchObject({ expiresAt });
  });
});

test('nothing is asked where whoever was objected to has left the team by another way: the head sees the new team', async () => {
  const { store } = fresh;
  await object(['seat-2']);
  await store.entities.seat
    .patch({ about: ABOUT, seat: 'seat-2' })
    .set({ person: 'person-4', personName: 'Reviewer 4' })
    .go();
  const deps = interviewDeps(store);
  expect(await ask(settleTeam, askToSettle(), 'token', deps)).toBe('settled');
  expect(deps.mails).toEqual([]);
  expect(deps.outcomes).toEqual([{ outcome: 'withdrawn' }]);
  expect((await store.needReview(ABOUT)).status).toBe('under-way');
});

test('nothing is asked, and nothing lost, of a review that went on to another turn', async () => {
  await object(['seat-2']);
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ turn: 2 }).composite({ startsOn: '2026-07-13' }).go();
  await expect(ask(settleTeam, askToSettle(), 'token', interviewDeps(fresh.store))).rejects.toThrow('is in turn 2');
});
