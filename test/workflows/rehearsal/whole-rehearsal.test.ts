/** A whole rehearsal, as `npm run rehearse` plays it: no promise is broken, and a seed decides everything that happens. */
import { beforeAll, expect, it } from 'vitest';
import { readRehearsalArguments } from '../../../local/rehearsal/arguments.ts';
import { type Rehearsed, rehearse } from '../../../local/rehearsal/rehearse.ts';

const quiet = { begin() {}, end() {}, print() {}, warn() {}, milestone() {} };

const play = (...args: readonly string[]): Promise<Rehearsed> =>
  rehearse(readRehearsalArguments(['--schools', '2', '--people', 'usual', ...args]), {
    progress: quiet as never,
    interrupted: new AbortController().signal,
  });

let whole: Rehearsed;

beforeAll(async () => {
  whole = await play('--seed', '5');
});

it('keeps every promise in the year of two schools and a trust, with people as usual', () => {
  const { isDone, ending, broken, reviews } = whole;
  expect(isDone).toBe(true);
  expect(ending.problems).toEqual([]);
  expect(broken).toEqual([]);
  expect(Object.values(reviews).reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(2);
  expect(ending.mails.length).toBeGreaterThan(100);
});

it('is the same again with the same seed', async () => {
  // From the renewal to the dates of the autumn: a head, a hub manager, a reviewer and the central team have been asked by then.
  const again = await play('--seed', '5', '--until', '2026-07-31');
  const untilJuly = ({ hashesOfMonths }: Rehearsed) =>
    Object.fromEntries(Object.entries(hashesOfMonths).filter(([month]) => month <= '2026-07'));
  expect(Object.keys(untilJuly(again))).toHaveLength(6);
  expect(untilJuly(again)).toEqual(untilJuly(whole));
  expect(again.ending.mails.length).toBeGreaterThan(5);
  expect(again.hash).not.toBe(whole.hash);
});
