import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../../local/functions/sandbox.ts';
import { SandboxBudget, SandboxPool } from '../../../local/functions/sandbox-pool.ts';
import type { FunctionSettings } from '../../../local/functions/settings.ts';

/** Sandboxes that answer when told to. */
function makePools(limit: number) {
  const budget = new SandboxBudget(limit);
  const started: string[] = [];
  const ended: string[] = [];
  const finish: (() => void)[] = [];
  const creator = (name: string) => (): Sandbox => {
    started.push(name);
    let isGone = false;
    return {
      get isGone() {
        return isGone;
      },
      warm: async () => {},
      stop: async () => {
        isGone = true;
        ended.push(name);
      },
      run: () => new Promise((resolve) => finish.push(() => resolve({ payload: '1' }))),
    } as unknown as Sandbox;
  };
  const pool = (name: string, perFunction = 4): SandboxPool =>
    new SandboxPool({ id: name } as FunctionSettings, creator(name), perFunction, budget);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    for (const end of finish.splice(0)) end();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { pool, creator, started, ended, settle };
}

describe('the sandboxes in memory', () => {
  it('end the one that has been idle longest when there are too many', async () => {
    const { pool, started, ended, settle } = makePools(2);
    for (const name of ['a', 'b', 'c']) {
      void pool(name).run('', '');
      await settle();
    }
    expect([started, ended]).toEqual([['a', 'b', 'c'], ['a']]);
  });

  it('are more than the ceiling while all are busy', async () => {
    const { pool, started, ended, settle } = makePools(1);
    const runs = [pool('a').run('', ''), pool('b').run('', '')];
    await settle();
    expect(await Promise.all(runs)).toHaveLength(2);
    expect([started, ended]).toEqual([['a', 'b'], []]);
  });

  it('are not ended for the sake of a second one of the same function', async () => {
    const { pool, started, ended, settle } = makePools(2);
    void pool('a').run('', '');
    await settle();
    const one = pool('b');
    const runs = [one.run('', ''), one.run('', '')];
    for (let turn = 0; turn < 3; turn += 1) await settle();
    expect(await Promise.all(runs)).toHaveLength(2);
    expect([started, ended]).toEqual([['a', 'b'], []]);
  });

  it('of one function are never more than its own limit, and each event is answered', async () => {
    const { pool, started, settle } = makePools(10);
    const one = pool('a', 2);
    const runs = [1, 2, 3, 4, 5].map(() => one.run('', ''));
    for (let turn = 0; turn < 4; turn += 1) await settle();
    expect(await Promise.all(runs)).toHaveLength(5);
    expect(started).toEqual(['a', 'a']);
  });

  it('of an earlier release end after their event, and whoever waits gets the new one', async () => {
    const { pool, creator, started, ended, settle } = makePools(10);
    const one = pool('old', 1);
    const runs = [one.run('', ''), one.run('', '')];
    one.replace(one.settings, creator('new'), true);
    expect([started, ended]).toEqual([['old'], []]);
    for (let turn = 0; turn < 3; turn += 1) await settle();
    expect(await Promise.all(runs)).toHaveLength(2);
    expect([started, ended]).toEqual([['old', 'new'], ['old']]);
  });
});
