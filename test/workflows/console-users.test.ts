import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seenOf } from '../../lambdas/commands/seen.ts';
import { Store } from '../../lambdas/store/store.ts';
import { DEVELOPER_KEY } from '../../local/endpoint/callers.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';
import { reviewRow } from '../team/network.ts';
import { functionName } from './support/function-name.ts';

const NOW = '2026-10-21T09:12:30.000Z';
const { about } = reviewRow();

describe('a console user who steers', () => {
  let stack: LocalStack;
  let store: Store;
  let lambda: LambdaClient;

  beforeAll(async () => {
    stack = await startLocalStack({ cdkOut: await synthesize(), start: new Date(NOW), print: () => {} });
    store = new Store({ client: stack.table, table: stack.tableName });
    await store.entities.review.put(reviewRow()).go();
    lambda = new LambdaClient({
      ...{ endpoint: stack.awsEndpoint, region: 'eu-west-2', maxAttempts: 1 },
      credentials: { accessKeyId: DEVELOPER_KEY, secretAccessKey: 'any' },
    });
  });
  afterAll(() => stack?.stop());

  async function call(event: object): Promise<unknown> {
    const FunctionName = functionName(stack, 'SteerReview');
    const { Payload } = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(event) }));
    await stack.clock.run({ until: stack.clock.now() });
    return JSON.parse(Payload?.transformToString() ?? 'null');
  }

  it('acts at the instant of the call, and is named in the audit by what CloudTrail tells', async () => {
    expect(await call({ act: 'pause', about, reason: 'The boiler failed' })).toEqual({
      done: true,
      sentence: `${about} is paused: nothing is asked or reminded until it is resumed.`,
    });
    const account = stack.deployment.account;
    expect(await store.audit(about)).toMatchObject([
      {
        ...{ at: NOW, entry: 'steered.pause', who: 'central-team', reason: 'The boiler failed' },
        principal: `arn:aws:iam::${account}:user/developer`,
      },
    ]);
    expect(stack.problems.messages).toEqual([]);
  });

  it('reads in the popup of the dashboard what became of the press of a button', async () => {
    const button = { act: 'resume', about, seen: seenOf(await store.needReview(about)) };
    const widgetContext = { dashboardName: 'overview', forms: { all: { reason: 'It is warm again' } } };
    expect(await call({ ...button, widgetContext })).toBe(
      `<p><strong>Done.</strong> ${about} goes on at the stage &#39;team&#39;.</p>`,
    );
    expect(await call({ ...button, widgetContext })).toMatch(
      /^<p><strong>Not done\.<\/strong> .*has changed since this list was drawn/,
    );
  });

  it('is told in a sentence what was wrong with a call', async () => {
    expect(await call({ act: 'pause', about })).toEqual({
      done: false,
      sentence: 'Nothing was done: reason must say why, in a few words.',
    });
  });

  it('is not heard of when a workflow calls a function', () => {
    const told = stack.buses.events.filter(({ event }) => event.source === 'aws.lambda');
    expect(told).toHaveLength(4);
  });
});
