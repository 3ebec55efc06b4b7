import { expect, it } from 'vitest';
import { Throttle } from '../../../local/http-api/throttle.ts';

it('takes a burst at once, then so many a second, and never saves up more than a burst', () => {
  let now = 0;
  const clock = { now: () => now } as never;
  const throttle = new Throttle({ rate: 2, burst: 3 }, clock);
  const taken = (count: number) => Array.from({ length: count }, () => throttle.take()).filter(Boolean).length;

  expect(taken(5)).toBe(3);
  now += 499;
  expect(taken(1)).toBe(0);
  now += 1;
  expect(taken(2)).toBe(1);
  now += 60_000;
  expect(taken(9)).toBe(3);
});
