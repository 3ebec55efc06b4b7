import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { settledPage } from '../../lambdas/portal/question-page.tsx';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { chooseCandidate } from '../../lambdas/team/choose-candidate.ts';
import { secretOf } from '../questions/fixture.ts';
import { ABOUT, AT, asked, HOST, lead, reviewer, writeNetwork } from '../team/network.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const LATER = '2026-10-21T09:00:00.000Z';
const INVITE = 'invite.1.1.seat-1';
const site = {
  charityName: 'The Network',
  helpAddress: 'team@charity.example',
  urgentTelephone: '01632 960100',
  serviceLinks: [],
};

const withdraw = (person?: string) =>
  steering.steer({
    ...{ act: 'ask-somebody-else', decision: INVITE, reason: 'They are on leave', at: LATER },
    ...(person !== undefined && { person }),
  });
const choose = () => chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: LATER }, { store: fresh.store });
const opened = async () => {
  const link = await openLink(secretOf(steering.deps().mails[0]?.content), steering.deps(), catalogue, LATER);
  if (!link) throw new Error('The link leads nowhere.');
  return link;
};
const status = async () =>
  (await fresh.store.needWholeReview(ABOUT)).placements.find(({ person }) => person === 'person-1')?.status;

/** A seat whose first candidate, person-1, has been asked and has not answered. */
beforeEach(async () => {
  const { store } = fresh;
  await writeNetwork(store, [lead(1), ...[1, 2, 3].map((number) => reviewer(number))]);
  const candidates = [1, 2].map((number) => ({ person: `person-${number}`, points: number }));
  await store.entities.seat
    .put({ about: ABOUT, seat: 'seat-1', kind: 'reviewer', status: 'open', shortlist: { turn: 1, candidates } })
    .go();
  expect(await chooseCandidate({ about: ABOUT, turn: 1, seat: 'seat-1', at: AT }, { store })).toMatchObject({
    person: 'person-1',
  });
  await ask(
    catalogue('invite'),
    asked('invite', { subject: 'seat-1', person: 'person-1' }),
    'token-1',
    steering.deps(),
  );
});

describe('taking an invitation back', () => {
  it('lets the search go on with whoever is named, and tells the first person', async () => {
    expect(await withdraw('person-3')).toEqual({
      done: true,
      sentence: 'The invitation of person-1 is withdrawn. person-3 is asked now.',
    });
    expect(steering.deps().delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'withdrawn' } }]);
    expect(await status()).toBe('withdrawn');
    expect(steering.told()).toMatchObject([
      { person: 'person-1', subject: expect.stringMatching(/^You need not answer/) },
    ]);
    expect(await choose()).toMatchObject({ outcome: 'candidate', person: 'person-3', round: 2 });
  });

  it('goes on with the next of the shortlist when nobody is named', async () => {
    expect(await withdraw()).toMatchObject({ done: true });
    expect(await choose()).toMatchObject({ person: 'person-2', round: 2 });
  });

  it('leaves a link that says so, and can no longer accept', async () => {
    await withdraw();
    const link = await opened();
    expect(settledPage(link, link.decision, site as never)).toContain('This question is no longer asked');
    expect(await answer(link, { answer: 'accept' }, LATER, steering.deps())).toMatchObject({ kind: 'settled' });
  });

  it('and an acceptance at the same moment are one of them', async () => {
    const link = await opened();
    const [taken, withdrawn] = await Promise.all([
      answer(link, { answer: 'accept' }, LATER, steering.deps()),
      withdraw(),
    ]);
    expect([taken.kind === 'recorded', withdrawn.done].filter(Boolean)).toHaveLength(1);
    expect(await status()).toBe(taken.kind === 'recorded' ? 'accepted' : 'withdrawn');
  });

  it('is refused for somebody whom a hard rule keeps away, with the rule', async () => {
    await fresh.store.entities.person
      .patch({ person: 'person-3' })
      .set({ relationships: [HOST] })
      .go();
    expect(await withdraw('person-3')).toEqual({
      done: false,
      sentence: 'person-3 cannot take this seat: has declared a relationship with the host.',
    });
    expect(await status()).toBe('invited');
  });
});

describe('more time before the visit', () => {
  const more = (decision: string, workingDays: number) =>
    steering.steer({ act: 'extend', decision, workingDays, reason: 'x', at: '2026-11-20T10:00:00.000Z' });

  it('ends when the next step is due', async () => {
    const question = asked('information-form', {
      at: '2026-11-17T09:00:00.000Z',
      expiresAt: '2026-12-17T17:00:00.000Z',
    });
    await ask(catalogue('information-form'), question, 'token-2', steering.deps());
    expect(await more('information-form.1.1', 20)).toEqual({
      done: false,
      sentence: expect.stringMatching(
        /^20 working days more are too many\. It can be kept open until \w+ \d+ \w+ 202\d and no longer, since the timetable is due then\.$/,
      ),
    });
  });

  it('is not for what belongs to the visit itself', async () => {
    await fresh.store.entities.seat
      .put({ about: ABOUT, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead-1' })
      .go();
    const question = asked('evening-note', { at: '2026-11-19T09:00:00.000Z', expiresAt: '2027-01-13T09:00:00.000Z' });
    await ask(catalogue('evening-note'), question, 'token-3', steering.deps());
    expect(await more('evening-note.1.1', 1)).toMatchObject({ sentence: expect.stringContaining('cannot wait') });
  });
});
