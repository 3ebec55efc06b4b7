/** Half a year after its review a school has become another: whoever leads that one is asked how far it has come. */
import { beforeEach, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { reportProgress } from '../../lambdas/feedback/questions/report-progress.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { asking, type World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const FINAL = '2027-02-10T11:00:00.000Z';
const ASKED = '2027-08-16T09:00:00.000Z';
let world: World;

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  const { about } = world;
  await publishReport({ about, turn: 1, at: FINAL }, stepDeps(world));
  const { startsOn } = await fresh.store.needReview(about);
  const { review, member, person } = fresh.store.entities;
  await review.patch({ about }).set({ stage: 'closed' }).composite({ startsOn }).go();
  await member.patch({ member: '100183' }).set({ standing: 'closed', successor: '150001' }).go();
  await member
    .put({
      ...{ member: '150001', kind: 'school', name: 'Hill View Academy', standing: 'member', head: 'successor' },
      predecessors: ['100183'],
    })
    .go();
  await person
    .put({ person: 'successor', name: 'Sample successor', email: 'successor@example.org', member: '150001' })
    .go();
});

it('asks the head of the school that followed, and leaves it with them', async () => {
  const asked = { at: ASKED, expiresAt: '2027-09-30T16:00:00.000Z' };
  await ask(reportProgress, asking(world, reportProgress, asked), 'token', world.deps);
  const row = () => fresh.store.decision(world.about, 'report-progress.1.1');
  expect(await row()).toMatchObject({ status: 'open', person: 'successor', organisation: '150001' });

  const round = roundOver(reportProgress, fresh.store);
  Object.assign(round.deps, { ...world.deps, catalogue });
  await dailyRound({ at: '2027-09-20T07:30:00.000Z' }, round.deps);
  expect(await row()).toMatchObject({ status: 'open', person: 'successor' });
});

it('asks a contact of that school while nobody leads it, and nobody of the one that has closed', async () => {
  const { member, person } = fresh.store.entities;
  await person.patch({ person: 'successor' }).set({ left: true }).go();
  await person.put({ person: 'deputy', name: 'Sample deputy', email: 'deputy@example.org', member: '150001' }).go();
  const asked = { at: ASKED, expiresAt: '2027-09-30T16:00:00.000Z' };
  await ask(reportProgress, asking(world, reportProgress, asked), 'token', world.deps);
  expect(await fresh.store.decision(world.about, 'report-progress.1.1')).toMatchObject({ person: 'deputy' });
  expect((await member.get({ member: '100183' }).go()).data?.head).toBeDefined();
});
