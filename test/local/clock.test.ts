import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { ClockStandsStill, VirtualClock } from '../../local/clock.ts';

describe('work that rests', () => {
  it('lets the clock go on, and holds it again from then on', async () => {
    const clock = new VirtualClock(0);
    const seen: string[] = [];
    const goesOn = Promise.withResolvers<void>();
    const work = async (): Promise<void> => {
      seen.push(`begins at ${clock.now()}`);
      await clock.rest(60_000);
      seen.push(`goes on at ${clock.now()}`);
      await goesOn.promise;
      seen.push(`ends at ${clock.now()}`);
    };
    clock.schedule(0, () => void clock.during(work()));
    clock.schedule(30_000, () => void seen.push('another meanwhile'));
    clock.schedule(60_000, () => setImmediate(() => setImmediate(goesOn.resolve)));
    clock.schedule(90_000, () => void seen.push('another afterwards'));
    await clock.run();
    expect(seen).toEqual([
      'begins at 0',
      'another meanwhile',
      'goes on at 60000',
      'ends at 60000',
      'another afterwards',
    ]);
  });
});

describe('a clock whose work does not end', () => {
  beforeEach(() => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] });
  });
  afterEach(() => {
    vi.useRealTimers();
  });
  const turns = async (): Promise<void> => {
    for (let turn = 0; turn < 3; turn += 1) await new Promise((resolve) => setImmediate(resolve));
  };

  it('gives up when nothing has ended for ten minutes', async () => {
    const clock = new VirtualClock(0);
    void clock.during(new Promise(() => {}));
    const run = clock.run();
    const given = expect(run).rejects.toThrow(ClockStandsStill);
    await turns();
    await vi.advanceTimersByTimeAsync(600_000);
    await given;
  });

  it('waits for as long as something ends now and then', async () => {
    const clock = new VirtualClock(0);
    const last = Promise.withResolvers<void>();
    void clock.during(last.promise);
    const run = clock.run();
    await turns();
    for (let hour = 0; hour < 6; hour += 1) {
      await clock.during(Promise.resolve());
      await vi.advanceTimersByTimeAsync(600_000);
    }
    last.resolve();
    await expect(run).resolves.toBeUndefined();
  });
});
