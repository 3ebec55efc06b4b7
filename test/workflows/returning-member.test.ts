/** A member that ends its membership early while its dates are agreed, comes back two months later, and has its review after all. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonDate } from '../../lambdas/calendar/london.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { developerStore } from '../../local/endpoint/developer-store.ts';
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { functionName } from './support/function-name.ts';

const DAY_MS = 86_400_000;

describe('a member that ends early and returns', () => {
  let stack: LocalStack;
  let store: Store;
  let host: string;
  let goHome: () => void;

  beforeAll(async () => {
    const start = playStart();
    stack = await startLocalStack({ cdkOut: await synthesize(), start, print: () => {} });
    const network = readNetwork({ today: londonDate(start.toISOString()) });
    await seedNetwork(stack, network, PLAYED_YEAR);
    host = network.host.urn;
    store = developerStore(stack);
    // The head is still thinking about dates when the membership ends.
    goHome = attend(stack, {
      react: ({ asked: { question, turn } }) => (question === 'choose-dates' && turn === 1 ? 'ignore' : undefined),
    });
  });
  afterAll(async () => {
    goHome?.();
    await stack?.stop();
  });

  const about = () => `membership-${PLAYED_YEAR}-${host}`;
  const now = () => new Date(stack.clock.now()).toISOString();
  const review = () => store.review(`qar-${PLAYED_YEAR}-${host}`);
  const subjects = () => stack.inbox.messages().map(({ subject }) => subject);
  const executions = () =>
    stack.engine
      .listExecutions({})
      .filter(({ name }) => name.startsWith(`subscription-${PLAYED_YEAR}-${host}`))
      .map(({ name, status }) => `${name} ${status}`);

  async function press(command: object): Promise<unknown> {
    const called = await stack.functions.invoke(functionName(stack, 'SteerReview'), {
      about: about(),
      at: now(),
      ...command,
    });
    if ('error' in called) throw new Error(JSON.stringify(called.error));
    return JSON.parse(called.payload);
  }

  it('is asked for dates, and its review is off from the day on which its membership ends', async () => {
    const isAskedForDates = () =>
      stack.inbox.messages().some(({ subject }) => subject.startsWith('Please choose dates'));
    await stack.clock.run({ until: stack.clock.now() + 366 * DAY_MS, stop: isAskedForDates });
    expect(await review()).toMatchObject({ stage: 'scheduling', status: 'under-way', turn: 1 });

    expect(
      await press({
        ...{ act: 'end-membership', from: londonDate(now()), reason: 'The school leaves the network' },
        ...{ reviews: 'cancel', reviewers: 'leave' },
      }),
    ).toMatchObject({ done: true });
    expect(await review()).toMatchObject({ status: 'cancelled' });
    expect(await store.membership(host, PLAYED_YEAR)).toMatchObject({ status: 'ended' });
    expect(subjects()).toContainEqual(expect.stringMatching(/^The membership of /));
  });

  it('is reopened two months later: signs again, chooses dates, and is reviewed to the end', async () => {
    await stack.clock.run({ until: stack.clock.now() + 61 * DAY_MS });
    expect(await press({ act: 'reopen-membership' })).toMatchObject({ done: true });
    expect(await press({ act: 'reopen-membership' })).toMatchObject({ done: false });

    await play(stack, host);
    expect(await store.membership(host, PLAYED_YEAR)).toMatchObject({ status: 'signed', turn: 2 });
    expect(await review()).toMatchObject({ status: 'published', stage: 'closed', opening: 2 });
    expect(executions()).toEqual(
      expect.arrayContaining([
        `subscription-${PLAYED_YEAR}-${host} SUCCEEDED`,
        `subscription-${PLAYED_YEAR}-${host}-2 SUCCEEDED`,
      ]),
    );
    expect(subjects()).toContainEqual(expect.stringMatching(/^Please sign to return: /));
    expect(stack.problems.messages).toEqual([]);
  });
});
