/** A stage that was deployed weeks before its first renewal: Lambda has taken its functions out of use by then. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { aboutOf, membershipOf, playSeason, type Season } from './support/season.ts';

const HOST = '900001';
const scenarios: readonly Scenario[] = [
  { host: HOST, what: 'a review in which everybody answers', week: '2026-09-07', check() {} },
];

const WAKING = 'Lambda.CodeArtifactUserPendingException';
const NOT_READY = ['Lambda.ResourceConflictException', 'Lambda.ResourceNotReadyException'];

describe('functions that nobody called for two weeks', () => {
  let season: Season | undefined;
  const played = (): Season => {
    if (!season) throw new Error('Nothing was played.');
    return season;
  };
  const refusals = () => {
    const { engine } = played().stack;
    return engine
      .listExecutions({})
      .flatMap(({ executionArn }) => engine.history(executionArn))
      .flatMap(({ type, details }) => (type === 'TaskFailed' ? [String(details?.error)] : []));
  };

  beforeAll(async () => {
    season = await playSeason(
      scenarios,
      '2026-03-20T18:00:00Z',
      () => ({ scanner: noScanner, repeats: { repeated: new Set(), differences: [] } }),
      { inactiveAfterDays: 14, start: new Date('2026-01-12T07:15:00Z') },
    );
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  it('refuse by each of the names that AWS has for it, and no execution fails', () => {
    expect([...new Set(refusals())].toSorted()).toEqual([WAKING, ...NOT_READY].toSorted());
    expect(refusals().filter((name) => name === WAKING).length).toBeGreaterThan(4);
    const { engine, deadLetters } = played().stack;
    expect(engine.listExecutions({}).filter(({ status }) => status === 'FAILED')).toEqual([]);
    expect(deadLetters).toEqual([]);
  });

  it('have a review come from its renewal to its fixed dates, each mail once and delivered', async () => {
    const { store, stack, told } = played();
    expect(await store.membership(HOST, '2026')).toMatchObject({ status: 'signed' });
    const { review } = await told(aboutOf(HOST));
    expect(review).toMatchObject({ status: 'under-way', datesFixedAt: expect.any(String) });
    const ours = stack.inbox.messages().filter(({ tags }) => tags.about !== undefined);
    const sent = Map.groupBy(ours, ({ tags }) => `${tags.about}/${tags.message}`);
    expect(sent.size).toBeGreaterThan(5);
    expect([...sent].filter(([, all]) => all.length > 1).map(([id]) => id)).toEqual([]);
    for (const about of [aboutOf(HOST), membershipOf(HOST)]) {
      const { data } = await store.entities.message.query.primary({ about }).go({ pages: 'all' });
      expect(data.filter(({ status }) => status !== 'delivered').map(({ message }) => message)).toEqual([]);
    }
  });
});
