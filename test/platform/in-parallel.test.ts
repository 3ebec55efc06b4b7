import { setImmediate } from 'node:timers/promises';
import { expect, it } from 'vitest';
import { inParallel } from '../../lambdas/platform/in-parallel.ts';

/** Work that is under way until it is let end, in the order in which it was begun. */
function watched() {
  const begun: number[] = [];
  const ended: number[] = [];
  let most = 0;
  const act = async (one: number): Promise<void> => {
    begun.push(one);
    most = Math.max(most, begun.length - ended.length);
    for (let turn = 0; turn <= one % 3; turn += 1) await setImmediate();
    ended.push(one);
  };
  return { begun, ended, act, most: () => most };
}

const TEN = Array.from({ length: 10 }, (_, index) => index);

it('does all, four at a time, and begins them in their order', async () => {
  const { begun, ended, act, most } = watched();
  await inParallel(TEN, act, 4);
  expect(begun).toEqual(TEN);
  expect(ended.toSorted((a, b) => a - b)).toEqual(TEN);
  expect(most()).toBe(4);
});

it('begins no more once one has failed, and ends what is under way before it says so', async () => {
  const { begun, ended, act } = watched();
  const failing = async (one: number): Promise<void> => {
    if (one === 3) {
      begun.push(one);
      throw new Error('the fourth');
    }
    await act(one);
  };
  await expect(inParallel(TEN, failing, 4)).rejects.toThrow('the fourth');
  expect(begun).toEqual([0, 1, 2, 3]);
  expect(ended.toSorted((a, b) => a - b)).toEqual([0, 1, 2]);
});

it('does nothing with none', async () => {
  const { begun, act } = watched();
  await inParallel([], act);
  expect(begun).toEqual([]);
});
