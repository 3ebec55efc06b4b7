import { expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Deployment } from '../../../local/cloudformation/deployment.ts';
import { Targets, type TargetsOptions } from '../../../local/delivery/targets.ts';
import { Problems } from '../../../local/problems.ts';

const MINUTE = 60_000;
const ARN = 'arn:aws:lambda:eu-west-2:1:function:record';
const REFUSED = { error: { errorType: 'Lambda.ResourceNotReadyException', errorMessage: 'Not yet' } };

/** A function that refuses every event until so many minutes have passed. Gives the minutes at which it ran, and what was given up. */
async function refusingFor(minutes: number) {
  const clock = new VirtualClock(0);
  const ran: number[] = [];
  const functions = {
    find: () => undefined,
    invoke: async () => {
      if (clock.now() < minutes * MINUTE) return REFUSED;
      ran.push(clock.now() / MINUTE);
      return { payload: 'null' };
    },
  };
  const problems = new Problems(() => {});
  const deployment = { ofType: () => [] } as unknown as Deployment;
  const targets = new Targets({ clock, functions, problems, deployment } as unknown as TargetsOptions);
  await clock.during(Promise.resolve(targets.sendToFunction(ARN, '{}', 'a rule')));
  await clock.run({ until: 24 * 60 * MINUTE });
  return { ran, given: problems.messages };
}

it('brings an event to a function that was not ready for longer than a failed event is tried again', async () => {
  const { ran, given } = await refusingFor(20);

  expect(ran).toEqual([expect.any(Number)]);
  expect(ran[0]).toBeLessThan(26); // five minutes between two attempts at most
  expect(given).toEqual([]);
});

it('gives an event up that was refused for six hours', async () => {
  expect((await refusingFor(7 * 60)).given).toEqual([expect.stringContaining('ResourceNotReadyException')]);
  expect((await refusingFor(7 * 60)).ran).toEqual([]);
});
