import { describe, expect, it } from 'vitest';
import type { RunResult, Sandbox, SandboxedFunction } from '../../../local/functions/sandbox.ts';
import { SandboxBudget, SandboxPool } from '../../../local/functions/sandbox-pool.ts';

const any = {} as SandboxedFunction;

/** Sandboxes that answer when told to. */
function makePools(kept: number) {
  const budget = new SandboxBudget(kept);
  const started: string[] = [];
  const ended: string[] = [];
  const ranIn: number[] = [];
  const finish: (() => void)[] = [];
  const create = (name: string): Sandbox => {
    started.push(name);
    const number = started.length;
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
      run: () => {
        ranIn.push(number);
        return new Promise((resolve) => finish.push(() => resolve({ payload: '1' })));
      },
    } as unknown as Sandbox;
  };
  const pool = (name: string): SandboxPool => new SandboxPool(() => create(name), budget);
  const run = (one: SandboxPool): Promise<RunResult> => one.run(any, '', '', 0);
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    for (const end of finish.splice(0)) end();
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { pool, run, started, ended, ranIn, settle };
}

describe('the sandboxes in memory', () => {
  it('end the one that has been idle longest when there are too many', async () => {
    const { pool, run, started, ended, settle } = makePools(2);
    for (const name of ['a', 'b', 'c']) {
      void run(pool(name));
      await settle();
    }
    expect([started, ended]).toEqual([['a', 'b', 'c'], ['a']]);
  });

  it('are more than are kept while all are busy', async () => {
    const { pool, run, started, ended, settle } = makePools(1);
    const runs = [run(pool('a')), run(pool('b'))];
    await settle();
    expect(await Promise.all(runs)).toHaveLength(2);
    expect([started, ended]).toEqual([['a', 'b'], []]);
  });

  it('of an earlier release end at once when idle, and after their event when busy', async () => {
    const { pool, run, started, ended, settle } = makePools(10);
    const one = pool('a');
    const both = [run(one), run(one)];
    await settle();
    await Promise.all(both);
    const busy = run(one);
    one.retire();
    expect([started, ended]).toEqual([['a', 'a'], ['a']]);
    await settle();
    await busy;
    expect(ended).toEqual(['a', 'a']);
    void run(one);
    expect(started).toEqual(['a', 'a', 'a']);
  });

  it('are taken in the order of their age, so that the warmest works most', async () => {
    const { pool, run, ranIn, settle } = makePools(10);
    const one = pool('a');
    const both = [run(one), run(one)];
    await settle();
    await Promise.all(both);
    for (let turn = 0; turn < 3; turn += 1) {
      const next = run(one);
      await settle();
      await next;
    }
    expect(ranIn).toEqual([1, 2, 1, 1, 1]);
  });
});
