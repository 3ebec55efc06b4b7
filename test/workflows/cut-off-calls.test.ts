/** A year in which calls of functions are cut off, before or after the function has done its work, under each name that AWS has for it. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CUT_OFF, type CutOff } from '../../local/functions/cut-off.ts';
import type { LocalStack } from '../../local/stack.ts';
import { checkRecords } from './support/records.ts';
import { noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { aboutOf, membershipOf, playSeason, type Season } from './support/season.ts';

const HOST = '900001';
const scenarios: readonly Scenario[] = [
  { host: HOST, what: 'a review in which everybody answers', week: '2026-09-07', check() {} },
];

/** Every way in which a call can be cut off. Of a question nobody hears that its call went unanswered: it waits for its answer anyway. */
const WAYS: readonly CutOff[] = CUT_OFF.flatMap((error) => [
  { error, isDone: false },
  { error, isDone: true },
]);

interface Cut extends CutOff {
  readonly function: string;
}

/** Cuts off each call of each function once, in each way in turn, beginning with another one for each function. */
function cutOffEachCallOnce(stack: LocalStack): readonly Cut[] {
  const cuts: Cut[] = [];
  const known = new Set<string>();
  const next = new Map(stack.functions.all.map(({ id }, index) => [id, index]));
  stack.cutOff(({ id }, payload) => {
    // A call that is made again has another token, and a state that is entered again another instant.
    const call = `${id} ${JSON.stringify({ ...(payload as object), token: '', askedAt: '' })}`;
    const turn = next.get(id) ?? 0;
    const way = WAYS[turn % WAYS.length];
    if (known.has(call) || !way) return undefined;
    known.add(call);
    next.set(id, turn + 1);
    cuts.push({ function: id, ...way });
    return way;
  });
  return cuts;
}

describe('a year in which calls of functions are cut off', () => {
  let season: Season | undefined;
  let cuts: readonly Cut[] = [];
  const played = (): Season => {
    if (!season) throw new Error('Nothing was played.');
    return season;
  };

  beforeAll(async () => {
    season = await playSeason(scenarios, '2027-05-28T18:00:00Z', (stack) => {
      cuts = cutOffEachCallOnce(stack);
      return { scanner: noScanner, repeats: { repeated: new Set(), differences: [] } };
    });
  });
  afterAll(async () => {
    await season?.stack.stop();
    season = undefined;
  });

  it('has each of the names before and after the work, of questions as well', () => {
    const ways = (of: readonly Cut[]) => new Set(of.map(({ error, isDone }) => `${error} ${isDone}`));
    expect(ways(cuts).size).toBe(8);
    expect(ways(cuts.filter((cut) => cut.function === 'AskAPerson')).size).toBe(8);
  });

  it('needs nobody’s hand', () => {
    const { engine, deadLetters, problems } = played().stack;
    expect(engine.listExecutions({}).filter(({ status }) => status === 'FAILED')).toEqual([]);
    expect(deadLetters).toEqual([]);
    expect(problems.messages).toEqual([]);
  });

  it('is published, each mail once and delivered', async () => {
    const { store, stack, told } = played();
    const { review } = await told(aboutOf(HOST));
    expect(review).toMatchObject({ stage: 'closed', status: 'published' });
    const ours = stack.inbox.messages().filter(({ tags }) => tags.about !== undefined);
    const sent = Map.groupBy(ours, ({ tags }) => `${tags.about}/${tags.message}`);
    expect(sent.size).toBeGreaterThan(60);
    expect([...sent].filter(([, all]) => all.length > 1).map(([id]) => id)).toEqual([]);
    for (const about of [aboutOf(HOST), membershipOf(HOST)]) {
      const { data } = await store.entities.message.query.primary({ about }).go({ pages: 'all' });
      expect(data.filter(({ status }) => status !== 'delivered').map(({ message }) => message)).toEqual([]);
    }
  });

  checkRecords(played, scenarios);
});
