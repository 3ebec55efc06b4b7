import { cpSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import type { LocalStack } from '../../../local/stack.ts';
import { useSmallStack } from '../fixtures/small-stack.ts';

const small = useSmallStack();
const misbehave = (how: string) => small.stack.functions.invoke(idToName('Misbehave'), { how });

function idToName(id: string): string {
  const settings = small.stack.functions.all.find((each) => each.id === id);
  if (!settings) throw new Error(`The small app has no function ${id}.`);
  return settings.name;
}

async function payload(id: string, event: unknown): Promise<Record<string, unknown>> {
  const result = await small.stack.functions.invoke(idToName(id), event);
  if ('error' in result) throw new Error(result.error.errorMessage);
  return JSON.parse(result.payload);
}

describe('functions in their sandboxes', () => {
  it('have the synthesized environment, what Lambda adds, and nothing of this machine', async () => {
    const { environment, remaining, name } = await payload('Misbehave', {});
    expect(environment).toMatchObject({
      TABLE_NAME: small.stack.tableName,
      AWS_REGION: 'eu-west-2',
      AWS_LAMBDA_FUNCTION_NAME: idToName('Misbehave'),
      AWS_ENDPOINT_URL: expect.stringMatching(/^http:\/\/127\.0\.0\.1:\d+$/),
      AWS_ACCESS_KEY_ID: expect.stringMatching(/^ASIA[0-9A-F]{16}$/),
    });
    expect(environment).not.toHaveProperty('HOME');
    expect(environment).not.toHaveProperty('VITEST');
    expect(name).toBe(idToName('Misbehave'));
    expect(remaining).toBeLessThanOrEqual(1000);
    expect(small.stack.functions.logs().map(({ line }) => line)).toContain(`looked at by ${name}`);
  });

  it.each([
    ['throw', { errorType: 'Declined', errorMessage: 'not this time' }],
    [
      'hang',
      { errorType: 'Sandbox.Timedout', errorMessage: expect.stringContaining('Task timed out after 1.00 seconds') },
    ],
    ['crash', { errorType: 'Runtime.ExitError', errorMessage: 'Runtime exited with error: exit status 3' }],
    ['unverified sender', { errorType: 'MessageRejected', errorMessage: expect.stringContaining('not verified') }],
  ])("report '%s' as Lambda would, and work the next time", async (how, error) => {
    expect(await misbehave(how)).toEqual({ error: expect.objectContaining(error) });
    expect(await misbehave('')).toHaveProperty('payload');
  });

  it('learn by name of a call that nobody imitates, and so does whoever watches', async () => {
    expect(await misbehave('unknown service action')).toHaveProperty('error.errorType', 'UnsupportedLocally');
    const name = idToName('Misbehave');
    const message = `The local stack does not know the Step Functions call ListActivities (called by ${name}).`;
    expect(small.stack.problems.messages).toEqual([message]);
  });

  it('fail as on AWS when the handler is not there', async () => {
    const result = await small.stack.functions.invoke(idToName('Broken'), {});
    expect(result).toHaveProperty('error.errorType', 'Runtime.HandlerNotFound');
  });

  it('stay warm between events, and run events one after another', async () => {
    const sandbox = async () => (await payload('Restless', {})).sandbox;
    const first = await sandbox();
    expect(await Promise.all([sandbox(), sandbox(), sandbox()])).toEqual([first, first, first]);
  });

  it('are more where events may overlap', async () => {
    const stack = await small.another({ eventsAtATime: 3 });
    try {
      const run = () => stack.functions.invoke(idToName('Restless'), {});
      const together = await Promise.all([run(), run(), run(), run(), run()]);
      expect(new Set(together.map((result) => 'payload' in result && result.payload)).size).toBe(3);
    } finally {
      await stack.stop();
    }
  });

  it('go on in the warm thread of a stack that has ended, as functions of the next stack', async () => {
    const run = async (stack: LocalStack, how: string): Promise<Record<string, unknown>> => {
      const result = await stack.functions.invoke(idToName('Misbehave'), { how });
      if ('error' in result) throw new Error(result.error.errorMessage);
      return JSON.parse(result.payload);
    };
    const address = (answer: Record<string, unknown>) =>
      (answer.environment as Record<string, string>).AWS_ENDPOINT_URL;
    const [earlier, beside] = [await small.another(), await small.another()];
    const first = await run(earlier, '');
    const other = await run(beside, '');
    await earlier.stop();
    await beside.stop();
    const next = await small.another();
    try {
      const second = await run(next, '');
      expect([first.thread, other.thread]).toContain(second.thread);
      expect(first.thread).not.toBe(other.thread);
      expect([first.instance, other.instance]).not.toContain(second.instance);
      expect([address(first), address(second)]).toEqual([earlier.awsEndpoint, next.awsEndpoint]);
      expect(next.functions.logs().map(({ line }) => line)).toEqual([expect.stringContaining('looked at by')]);
      expect(earlier.functions.logs()).toHaveLength(1);
      // A call to AWS from the thread reaches the stack whose function makes it.
      expect(await next.functions.invoke(idToName('Misbehave'), { how: 'unknown service action' })).toHaveProperty(
        'error',
      );
      expect([earlier.problems.messages.length, next.problems.messages.length]).toEqual([0, 1]);
    } finally {
      await next.stop();
    }
  });

  it('do not go on in the thread of another assembly', async () => {
    const before = await small.another();
    await before.stop();
    const elsewhere = `${small.cdkOut}-elsewhere`;
    cpSync(small.cdkOut, elsewhere, { recursive: true });
    const threadOf = async (stack: LocalStack): Promise<unknown> => {
      const result = await stack.functions.invoke(idToName('Misbehave'), {});
      return 'payload' in result && JSON.parse(result.payload).thread;
    };
    const [one, other] = [await small.another(), await small.another({ cdkOut: elsewhere })];
    const [thread, otherThread] = [await threadOf(one), await threadOf(other)];
    await one.stop();
    await other.stop();
    const next = await small.another();
    try {
      expect([thread, otherThread]).not.toContain(await threadOf(next));
    } finally {
      await next.stop();
    }
  });

  it.each(['shared', 'own'] as const)('have instances of their own of one file (%s sandboxes)', async (sandboxes) => {
    const stack = await small.another({ sandboxes });
    try {
      const environmentOf = async (id: string): Promise<unknown> => {
        const result = await stack.functions.invoke(idToName(id), {});
        return 'payload' in result && JSON.parse(result.payload).environment?.AWS_LAMBDA_FUNCTION_NAME;
      };
      await stack.functions.invoke(idToName('Restless'), {});
      expect(await environmentOf('Misbehave')).toBe(idToName('Misbehave'));
    } finally {
      await stack.stop();
    }
  });

  it('hear of the failure of another function as an answer', async () => {
    expect(await payload('Restless', { invoke: idToName('Misbehave') })).toEqual({
      FunctionError: 'Unhandled',
      answer: expect.objectContaining({ errorType: 'Declined', errorMessage: 'not this time' }),
    });
  });
});
