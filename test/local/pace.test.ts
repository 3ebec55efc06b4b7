import { afterEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { Pace } from '../../local/pace.ts';
import { Problems } from '../../local/problems.ts';

let pace: Pace | undefined;

afterEach(() => pace?.stop());

function setUp() {
  const clock = new VirtualClock(1000);
  const problems = new Problems(() => {});
  pace = new Pace(clock, problems);
  return { clock, problems, pace };
}

const wait = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('the pace of the clock', () => {
  it('skips to the next moment with all that is due then, and to a moment of choice', async () => {
    const { clock, pace } = setUp();
    const done: string[] = [];
    clock.schedule(5000, () => done.push('first'));
    clock.schedule(5000, () => done.push('second'));
    clock.schedule(9000, () => done.push('third'));
    await pace.skipToNext();
    expect([clock.now(), done]).toEqual([5000, ['first', 'second']]);
    await pace.skipTo(20_000);
    expect([clock.now(), done.at(-1)]).toEqual([20_000, 'third']);
    await pace.skipTo(1);
    await pace.skipToNext();
    expect(clock.now()).toBe(20_000);
  });

  it('does what a click sets off while time stands still', async () => {
    const { clock, pace } = setUp();
    pace.begin();
    const done: string[] = [];
    clock.schedule(1000, () => done.push('now'));
    clock.schedule(1001, () => done.push('later'));
    await wait(500);
    expect([clock.now(), done]).toEqual([1000, ['now']]);
  });

  it('lets time go on as fast as on the wall', async () => {
    const { clock, pace } = setUp();
    pace.begin();
    pace.set('real');
    await wait(700);
    expect(clock.now()).toBeGreaterThan(1300);
    expect(clock.now()).toBeLessThan(3000);
  });

  it('goes on after a failure, and tells of it', async () => {
    const { clock, problems, pace } = setUp();
    clock.schedule(2000, () => {
      throw new Error('broken');
    });
    await pace.skipToNext();
    await pace.skipTo(3000);
    expect([clock.now(), problems.messages]).toEqual([3000, ['Error: broken']]);
  });

  it('ends a skip between two events when it stops', async () => {
    const { clock, pace } = setUp();
    const done: number[] = [];
    for (const at of [2000, 3000, 4000]) clock.schedule(at, () => done.push(at));
    clock.schedule(3000, () => void pace.stop());
    await pace.skipTo(10_000);
    expect([done, clock.now()]).toEqual([[2000, 3000], 3000]);
  });
});
