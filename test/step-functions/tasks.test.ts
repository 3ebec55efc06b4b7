import { describe, expect, it } from 'vitest';
import type { AwsCall, FunctionCall, PutEventsCall } from '../../local/step-functions/index.ts';
import { lambda, newEngine } from './engine.ts';

describe('a Lambda function', () => {
  it('is called by name or ARN with the machine’s role, and answers through the Lambda API', async () => {
    const calls: FunctionCall[] = [];
    const { play } = newEngine({
      invokeFunction: async (call) => {
        calls.push(call);
        return { payload: { ok: true } };
      },
    });
    const result = await play({
      Named: lambda('offer-dates', { Next: 'Qualified' }),
      Qualified: { ...lambda('', { Next: 'Plain' }), Arguments: { FunctionName: 'offer-dates', Qualifier: 'live' } },
      Plain: {
        Type: 'Task',
        Resource: 'arn:aws:lambda:eu-west-2:123456789012:function:fix-dates',
        Arguments: { a: 1 },
        End: true,
      },
    });

    const arn = 'arn:aws:lambda:eu-west-2:123456789012:function:';
    expect(calls.map(({ functionArn, payload }) => [functionArn, payload])).toEqual([
      [`${arn}offer-dates`, {}],
      [`${arn}offer-dates:live`, {}],
      [`${arn}fix-dates`, { a: 1 }],
    ]);
    expect(calls[0]?.roleArn).toBe('arn:aws:iam::123456789012:role/machine');
    expect(result.value).toEqual({ ok: true });
    expect(JSON.parse(String(result.events[4]?.details?.output))).toMatchObject({
      StatusCode: 200,
      ExecutedVersion: '$LATEST',
      Payload: { ok: true },
    });
  });

  it.each([
    [{ Payload: 1 }, "The field 'FunctionName' is required but was missing"],
    [{ FunctionName: 'f', Body: 1 }, "The field 'Body' is not supported by Step Functions"],
    ['f', 'The Arguments of a service integration must be an object'],
  ])('is not called with the arguments %j', async (Arguments, reason) => {
    const result = await newEngine().play({ Call: { ...lambda('', { End: true }), Arguments } });

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Runtime' });
    expect(result.cause).toContain(reason);
  });
});

describe('events', () => {
  const put = { Type: 'Task', Resource: 'arn:aws:states:::events:putEvents', End: true };
  const Entries = [{ Source: 'reviews', DetailType: 'report published', Detail: { review: '{% $states.input %}' } }];

  it('are put with their detail as text and the execution among their resources', async () => {
    const puts: PutEventsCall[] = [];
    const { play } = newEngine({
      putEvents: async (call) => {
        puts.push(call);
        return { output: { Entries: [{ EventId: 'e' }], FailedEntryCount: 0 } };
      },
    });
    const result = await play({ Tell: { ...put, Arguments: { Entries } } }, 'qar');

    expect(result.status).toBe('SUCCEEDED');
    expect(puts[0]?.entries).toEqual([
      {
        Source: 'reviews',
        DetailType: 'report published',
        Detail: '{"review":"qar"}',
        Resources: [result.stateMachineArn, result.executionArn],
      },
    ]);
  });

  it('that are rejected fail the task', async () => {
    const output = { Entries: [{ ErrorCode: 'InvalidArgument' }], FailedEntryCount: 1 };
    const result = await newEngine({ putEvents: async () => ({ output }) }).play(
      { Tell: { ...put, Arguments: { Entries } } },
      'qar',
    );

    expect(result).toMatchObject({ error: 'EventBridge.FailedEntry', cause: JSON.stringify(output) });
  });

  it('go through the general call where there is no other', async () => {
    const calls: AwsCall[] = [];
    const { play } = newEngine({
      callAws: async (call) => {
        calls.push(call);
        return { output: { FailedEntryCount: 0 } };
      },
    });
    await play({ Tell: { ...put, Arguments: { Entries } } }, 'qar');

    expect(calls).toMatchObject([
      { service: 'events', action: 'putEvents', parameters: { Entries: [{ Detail: '{"review":"qar"}' }] } },
    ]);
  });
});

describe('a call of an AWS service', () => {
  it('passes its arguments on and gives the answer or the error', async () => {
    const calls: AwsCall[] = [];
    const { play } = newEngine({
      callAws: async (call) => {
        calls.push(call);
        return call.action === 'getItem'
          ? { output: { Item: { id: { S: '1' } } } }
          : { error: 'DynamoDb.ResourceNotFoundException', cause: 'No table' };
      },
    });
    const call = (action: string, extra: object) => ({
      Type: 'Task',
      Resource: `arn:aws:states:::aws-sdk:dynamodb:${action}`,
      Arguments: { TableName: 't' },
      ...extra,
    });
    const result = await play({
      Get: call('getItem', { Next: 'Put' }),
      Put: call('putItem', {
        Catch: [{ ErrorEquals: ['DynamoDb.ResourceNotFoundException'], Next: 'Gone' }],
        End: true,
      }),
      Gone: { Type: 'Pass', End: true },
    });

    expect(calls.map(({ service, action, parameters }) => [service, action, parameters])).toEqual([
      ['dynamodb', 'getItem', { TableName: 't' }],
      ['dynamodb', 'putItem', { TableName: 't' }],
    ]);
    expect(result.value).toEqual({ Error: 'DynamoDb.ResourceNotFoundException', Cause: 'No table' });
  });
});

describe('state transitions', () => {
  it('are counted by machine: states entered plus retries', async () => {
    const { play, engine } = newEngine({
      answerTask: ({ retryCount }) => (retryCount < 2 ? { error: 'Busy' } : { output: 1 }),
    });
    const result = await play({
      Begin: { Type: 'Pass', Next: 'Call' },
      Call: lambda('f', { Retry: [{ ErrorEquals: ['Busy'] }], Next: 'Each' }),
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: { StartAt: 'One', States: { One: { Type: 'Pass', End: true } } },
        End: true,
      },
    });

    expect(result.stateTransitions).toBe(7);
    expect(engine.stateTransitions()).toEqual({ 'machine-1': 7 });
  });
});
