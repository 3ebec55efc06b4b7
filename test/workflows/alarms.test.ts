import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { causes } from './support/alarm-causes.ts';
import { alarmsOf, inAlarm, listen, type Watched, watch } from './support/watched.ts';

/** Each alarm is set off by what it is for, in one stack, and its mail arrives. An alarm without a cause fails here. */
describe('the alarms', () => {
  let watched: Watched | undefined;
  const watching = (): Watched => {
    if (!watched) throw new Error('The stack has not started.');
    return watched;
  };

  beforeAll(async () => {
    watched = await watch();
  });
  afterAll(() => watched?.stack.stop());

  it('tell nobody of a round that is missing on a stage that was deployed a moment ago', async () => {
    const heard = listen(watching());
    await watching().minutes(5);

    expect(inAlarm(watching())).toEqual(['morning-round-missing']);
    expect(heard()).toEqual({ wentOff: ['morning-round-missing'], mailed: [] });
  });

  it.each(causes)('go off and are mailed with their sections of the runbook when $what', async (cause) => {
    const before = inAlarm(watching());
    const setOff = cause.setsOff(watching());
    expect(setOff.filter((name) => before.includes(name))).toEqual([]);
    const heard = listen(watching());
    await cause.bring(watching());
    const { wentOff, mailed } = heard();
    expect(wentOff).toEqual(expect.arrayContaining([...setOff]));
    expect(mailed).toEqual(expect.arrayContaining([...setOff]));
  });

  it('each have their cause here', () => {
    const brought = causes.flatMap((cause) => cause.setsOff(watching()));
    expect(alarmsOf(watching()).toSorted()).toEqual([...new Set(brought)].toSorted());
  });

  it('fall silent when it is over, but for what lies in a queue and what a reputation has lost', async () => {
    await watching().until('2026-02-10T12:00:00Z');
    const lasting = inAlarm(watching()).filter((name) => !/-undelivered$|^mail-(bounces|complaints)$/.test(name));
    expect(lasting).toEqual([]);
  });
});
