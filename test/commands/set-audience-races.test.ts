/** The central team carries out a written wish at the moment at which the head changes, withdraws, or is somebody else. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { type OpenedLink, openLink } from '../../lambdas/questions/open-link.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { fieldsAsShown } from '../report/pages.ts';
import type { World } from '../report/written-review.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const FINAL = '2027-02-10T11:00:00.000Z';
const AT = '2027-12-07T10:00:00.000Z';

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
});

const set = (audience: string, at = AT) =>
  steering.steer({ act: 'set-audience', about: world.about, at, audience, reason: 'Letter of the head' });

async function opened(): Promise<OpenedLink> {
  const secret = world.mails.at(-1)?.content.button?.href.split('/').at(-1);
  const link = await openLink(secret, world.deps, catalogue, AT);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

const headSays = (link: OpenedLink, audience: string) =>
  answer(link, { ...fieldsAsShown(link.bound), audience, address: '' }, AT, world.deps);

/** What holds, and how many changes of it are on record. */
async function now() {
  const { audience, withdrawnAt } = await fresh.store.needReview(world.about);
  const audit = await fresh.store.audit(world.about);
  const changes = audit.filter(({ what }) =>
    /^(changed who may see|withdrew the report|published the report again)/.test(what),
  );
  return { holds: withdrawnAt === undefined ? audience : 'withdrawn', changes: changes.length };
}

describe('a written wish and the head’s own change', () => {
  it.each(['public', 'withdrawn', 'hub'])(
    'of %s at the same moment: one of them counts, and the other is told',
    async (wish) => {
      await set('private', '2027-12-06T10:00:00.000Z');
      const before = (await now()).changes;
      const own = wish === 'public' ? 'hub' : 'public';
      const link = await opened();
      const [central, head] = await Promise.all([set(wish), headSays(link, own)]);
      const after = await now();
      expect(after.changes - before).toBe(1);
      expect([central.done, head.kind === 'recorded'].filter(Boolean)).toHaveLength(1);
      expect(after.holds).toBe(central.done ? wish : own);
      if (!central.done) expect(central.sentence).toContain('changed');
    },
  );

  it('is not written over by a page that the head opened before', async () => {
    const link = await opened();
    expect(await set('withdrawn')).toMatchObject({ done: true });
    const late = await headSays(link, 'public');
    expect(late.kind).not.toBe('recorded');
    expect((await now()).holds).toBe('withdrawn');
    // By the same link, opened anew, the head says what is to hold.
    expect((await headSays(await opened(), 'public')).kind).toBe('recorded');
    expect((await now()).holds).toBe('public');
  });

  it('tells whoever leads the school by then, and the former head changes nothing any more', async () => {
    const link = await opened();
    await fresh.store.entities.person
      .create({ person: 'new-head', name: 'Sample new-head', email: 'new-head@example.org', member: '100183' })
      .go();
    await fresh.store.entities.member.patch({ member: '100183' }).set({ head: 'new-head' }).go();
    expect(await set('withdrawn')).toMatchObject({ done: true });
    expect(steering.told().map(({ person }) => person)).toEqual(['new-head']);
    expect((await headSays(link, 'public')).kind).not.toBe('recorded');
    expect(
      await openLink(world.mails.at(-1)?.content.button?.href.split('/').at(-1), world.deps, catalogue, AT),
    ).toMatchObject({ may: { answer: false } });
    expect((await now()).holds).toBe('withdrawn');
  });
});
