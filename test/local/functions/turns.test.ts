import { describe, expect, it } from 'vitest';
import { type TurnKind, Turns } from '../../../local/functions/turns.ts';

/** Events that end when told to, and a list of those that have begun. */
function watch(turns: Turns) {
  const begun: string[] = [];
  const ends = new Map<string, () => void>();
  const run = (name: string, kind: TurnKind = 'event'): void => {
    const work = (): Promise<void> => {
      begun.push(name);
      return new Promise((resolve) => ends.set(name, resolve));
    };
    void turns.run(kind, work);
  };
  const end = async (name: string): Promise<void> => {
    ends.get(name)?.();
    await settle();
  };
  const settle = async (): Promise<void> => {
    for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
  };
  return { begun, run, end, settle };
}

describe('events that wait for their turns', () => {
  it('run one at a time, in the order in which they came', async () => {
    const { begun, run, end } = watch(new Turns(1));
    for (const name of ['a', 'b', 'c']) run(name);
    expect(begun).toEqual(['a']);
    await end('a');
    expect(begun).toEqual(['a', 'b']);
    await end('b');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('run several at a time where that is wanted', () => {
    const { begun, run } = watch(new Turns(2));
    for (const name of ['a', 'b', 'c']) run(name);
    expect(begun).toEqual(['a', 'b']);
  });

  it('do not wait for one that is held by what another event may do', async () => {
    const turns = new Turns(1);
    const { begun, run, end, settle } = watch(turns);
    for (const name of ['a', 'b', 'c']) run(name);
    const held = Promise.withResolvers<void>();
    void turns.whileHeld('event', held.promise);
    await settle();
    expect(begun).toEqual(['a', 'b']);
    held.resolve();
    await end('b');
    expect(begun).toEqual(['a', 'b']); // a goes on, and c waits for it
    await end('a');
    expect(begun).toEqual(['a', 'b', 'c']);
  });

  it('wait for one that sends a mail, unless they are requests: only those can come of a mail', async () => {
    const turns = new Turns(1);
    const { begun, run, settle } = watch(turns);
    run('a');
    void turns.whileHeld('request', new Promise(() => {}));
    run('b');
    run('c', 'request');
    await settle();
    expect(begun).toEqual(['a', 'c']);
  });

  it('go on after one that failed', async () => {
    const turns = new Turns(1);
    await expect(turns.run('event', () => Promise.reject(new Error('no')))).rejects.toThrow('no');
    expect(await turns.run('event', async () => 'done')).toBe('done');
  });
});
