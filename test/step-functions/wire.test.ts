import { describe, expect, it } from 'vitest';
import { handleRequest } from '../../local/step-functions/index.ts';
import { newEngine, START } from './engine.ts';

const ROLE = 'arn:aws:iam::123456789012:role/machine';
const definition = JSON.stringify({
  QueryLanguage: 'JSONata',
  StartAt: 'Wait',
  States: { Wait: { Type: 'Wait', Seconds: 60, Next: 'Done' }, Done: { Type: 'Pass', Assign: { a: 1 }, End: true } },
});

function newApi() {
  const { engine, clock } = newEngine();
  const call = (action: string, body: object = {}): Record<string, unknown> => {
    const { status, body: text } = handleRequest(engine, `AWSStepFunctions.${action}`, JSON.stringify(body));
    return { status, ...(JSON.parse(text) as Record<string, unknown>) };
  };
  return {
    call,
    clock,
    engine,
    stateMachineArn: call('CreateStateMachine', { name: 'm', definition, roleArn: ROLE }).stateMachineArn,
  };
}

const refused = (name: string) => ({
  status: 400,
  __type: expect.stringMatching(`#${name}$`),
  message: expect.any(String),
});

describe('the wire API', () => {
  it('creates, describes, changes, lists and deletes state machines', () => {
    const { call, stateMachineArn } = newApi();

    expect(stateMachineArn).toBe('arn:aws:states:eu-west-2:123456789012:stateMachine:m');
    expect(call('CreateStateMachine', { name: 'm', definition, roleArn: ROLE })).toMatchObject({
      status: 200,
      stateMachineArn,
    });
    expect(call('CreateStateMachine', { name: 'm', definition: `${definition} `, roleArn: ROLE })).toEqual(
      refused('StateMachineAlreadyExists'),
    );
    expect(call('CreateStateMachine', { name: 'bad', definition: '{}', roleArn: ROLE })).toEqual(
      refused('InvalidDefinition'),
    );
    expect(call('CreateStateMachine', { name: 'x', definition, roleArn: ROLE, type: 'EXPRESS' })).toEqual(
      refused('StateMachineTypeNotSupported'),
    );
    expect(call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      definition,
      roleArn: ROLE,
      type: 'STANDARD',
      status: 'ACTIVE',
      creationDate: START / 1000,
    });
    expect(call('UpdateStateMachine', { stateMachineArn, roleArn: `${ROLE}2` })).toMatchObject({
      updateDate: START / 1000,
    });
    expect(call('UpdateStateMachine', { stateMachineArn })).toEqual(refused('MissingRequiredParameter'));
    expect(call('DescribeStateMachine', { stateMachineArn })).toMatchObject({
      roleArn: `${ROLE}2`,
      revisionId: expect.any(String),
    });
    expect(call('ListStateMachines')).toMatchObject({
      stateMachines: [{ stateMachineArn, name: 'm', type: 'STANDARD' }],
    });
    expect(call('DeleteStateMachine', { stateMachineArn })).toEqual({ status: 200 });
    expect(call('DeleteStateMachine', { stateMachineArn })).toEqual({ status: 200 });
    expect(call('DescribeStateMachine', { stateMachineArn })).toEqual(refused('StateMachineDoesNotExist'));
  });

  it('starts, describes, lists and stops executions', async () => {
    const { call, clock, stateMachineArn } = newApi();
    const { executionArn } = call('StartExecution', { stateMachineArn, name: 'one', input: '{"a":1}' });

    expect(call('DescribeExecution', { executionArn })).toMatchObject({
      name: 'one',
      status: 'RUNNING',
      input: '{"a":1}',
      startDate: START / 1000,
      redriveCount: 0,
      redriveStatus: 'NOT_REDRIVABLE',
    });
    call('StartExecution', { stateMachineArn, name: 'two' });
    await clock.run();
    expect(call('DescribeExecution', { executionArn })).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"a":1}',
      stopDate: START / 1000 + 60,
    });
    const { executionArn: third } = call('StartExecution', { stateMachineArn, name: 'three' });
    expect(call('StopExecution', { executionArn: third, error: 'E', cause: 'C' })).toMatchObject({
      status: 200,
      stopDate: START / 1000 + 60,
    });
    expect(call('DescribeExecution', { executionArn: third })).toMatchObject({
      status: 'ABORTED',
      error: 'E',
      cause: 'C',
      redriveStatus: 'REDRIVABLE',
    });
    expect(call('ListExecutions', { stateMachineArn, statusFilter: 'SUCCEEDED' })).toMatchObject({
      executions: [{ name: 'two' }, { name: 'one' }],
    });
    expect(call('DescribeExecution', { executionArn: `${executionArn}x` })).toEqual(refused('ExecutionDoesNotExist'));
    expect(call('RedriveExecution', { executionArn })).toEqual(refused('ExecutionNotRedrivable'));
    expect(call('DescribeStateMachineForExecution', { executionArn })).toMatchObject({ stateMachineArn, definition });
  });

  it('gives the history in pages, in both directions, in the shapes of AWS', async () => {
    const { call, clock, stateMachineArn } = newApi();
    const { executionArn } = call('StartExecution', { stateMachineArn });
    await clock.run();

    const first = call('GetExecutionHistory', { executionArn, maxResults: 4 });
    expect(first.events).toEqual([
      {
        id: 1,
        previousEventId: 0,
        timestamp: START / 1000,
        type: 'ExecutionStarted',
        executionStartedEventDetails: { input: '{}', inputDetails: { truncated: false }, roleArn: ROLE },
      },
      {
        id: 2,
        previousEventId: 0,
        timestamp: START / 1000,
        type: 'WaitStateEntered',
        stateEnteredEventDetails: { name: 'Wait', input: '{}', inputDetails: { truncated: false } },
      },
      {
        id: 3,
        previousEventId: 2,
        timestamp: START / 1000 + 60,
        type: 'WaitStateExited',
        stateExitedEventDetails: { name: 'Wait', output: '{}', outputDetails: { truncated: false } },
      },
      {
        id: 4,
        previousEventId: 3,
        timestamp: START / 1000 + 60,
        type: 'PassStateEntered',
        stateEnteredEventDetails: { name: 'Done', input: '{}', inputDetails: { truncated: false } },
      },
    ]);
    const { nextToken } = first;
    const rest = call('GetExecutionHistory', { executionArn, maxResults: 4, nextToken });
    expect(rest).toEqual({
      status: 200,
      events: [
        expect.objectContaining({
          stateExitedEventDetails: {
            name: 'Done',
            output: '{}',
            outputDetails: { truncated: false },
            assignedVariables: { a: '1' },
            assignedVariablesDetails: { truncated: false },
          },
        }),
        expect.objectContaining({ type: 'ExecutionSucceeded' }),
      ],
    });
    const reversed = call('GetExecutionHistory', { executionArn, reverseOrder: true, includeExecutionData: false });
    expect(reversed.events).toMatchObject([
      { id: 6, executionSucceededEventDetails: {} },
      { id: 5 },
      { id: 4 },
      { id: 3 },
      { id: 2 },
      { id: 1 },
    ]);
    expect(call('GetExecutionHistory', { executionArn, nextToken: 'made up' })).toEqual(refused('InvalidToken'));
  });

  it('keeps tags', () => {
    const { call, stateMachineArn: resourceArn } = newApi();
    call('TagResource', {
      resourceArn,
      tags: [
        { key: 'stage', value: 'dev' },
        { key: 'owner', value: 'x' },
      ],
    });
    call('TagResource', { resourceArn, tags: [{ key: 'stage', value: 'live' }] });
    call('UntagResource', { resourceArn, tagKeys: ['owner'] });

    expect(call('ListTagsForResource', { resourceArn })).toEqual({
      status: 200,
      tags: [{ key: 'stage', value: 'live' }],
    });
  });

  it('validates a definition without creating it', () => {
    const { call } = newApi();

    expect(call('ValidateStateMachineDefinition', { definition })).toEqual({
      status: 200,
      result: 'OK',
      diagnostics: [],
      truncated: false,
    });
    expect(call('ValidateStateMachineDefinition', { definition: '{"States":{}}' })).toMatchObject({
      result: 'FAIL',
      diagnostics: [
        {
          code: 'SCHEMA_VALIDATION_FAILED',
          location: '/',
          message: 'These fields are required: [StartAt]',
          severity: 'ERROR',
        },
      ],
    });
  });

  it('refuses unknown operations, missing fields and bodies that are no JSON', () => {
    const { call, engine } = newApi();

    expect(call('CreateActivity')).toEqual(refused('UnknownOperationException'));
    expect(call('StartExecution')).toEqual(refused('ValidationException'));
    expect(handleRequest(engine, 'AWSStepFunctions.ListStateMachines', 'x')).toMatchObject({ status: 400 });
  });
});

describe('TestState', () => {
  const task = {
    QueryLanguage: 'JSONata',
    Type: 'Task',
    Resource: 'arn:aws:states:::lambda:invoke',
    Arguments: { FunctionName: 'f', Payload: '{% $kept %}' },
    Output: '{% $states.result.Payload + $kept %}',
    Retry: [{ ErrorEquals: ['Busy'], IntervalSeconds: 3, BackoffRate: 2, MaxAttempts: 2 }],
    Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Handle' }],
    Next: 'After',
  };
  const test = (body: object) => newApi().call('TestState', { roleArn: ROLE, variables: '{"kept":2}', ...body });
  const mocked = (mock: object, extra: object = {}) => test({ definition: JSON.stringify(task), mock, ...extra });

  it('runs a state with its task mocked', () => {
    expect(mocked({ result: '{"Payload":40}' })).toEqual({ status: 'SUCCEEDED', output: '42', nextState: 'After' });
    expect(mocked({ errorOutput: { error: 'Busy', cause: 'c' } }, { inspectionLevel: 'DEBUG' })).toMatchObject({
      status: 'RETRIABLE',
      error: 'Busy',
      cause: 'c',
      inspectionData: { errorDetails: { retryIndex: 0, retryBackoffIntervalSeconds: 3 } },
    });
    const second = { stateConfiguration: { retrierRetryCount: 1 }, inspectionLevel: 'DEBUG' };
    expect(mocked({ errorOutput: { error: 'Busy' } }, second)).toMatchObject({
      inspectionData: { errorDetails: { retryBackoffIntervalSeconds: 6 } },
    });
    expect(
      mocked({ errorOutput: { error: 'Busy', cause: 'c' } }, { stateConfiguration: { retrierRetryCount: 2 } }),
    ).toEqual({
      status: 'CAUGHT_ERROR',
      error: 'Busy',
      cause: 'c',
      nextState: 'Handle',
      output: '{"Error":"Busy","Cause":"c"}',
    });
  });

  it('runs the other states as they are, without waiting', () => {
    const state = (fields: object) => JSON.stringify({ QueryLanguage: 'JSONata', ...fields });
    const choice = {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.v = 22 %}', Next: 'Twenties' }],
      Default: 'Else',
    };

    expect(test({ definition: state(choice), input: '{"v":22}' })).toEqual({
      status: 'SUCCEEDED',
      output: '{"v":22}',
      nextState: 'Twenties',
    });
    expect(test({ definition: state({ Type: 'Wait', Seconds: 5, Next: 'On' }) })).toEqual({
      status: 'SUCCEEDED',
      output: '{}',
      nextState: 'On',
    });
    expect(test({ definition: state({ Type: 'Fail', Error: 'E', Cause: '{% "C" %}' }) })).toEqual({
      status: 'FAILED',
      error: 'E',
      cause: 'C',
    });
    expect(test({ definition: state({ Type: 'Pass', Output: '{% $none %}', End: true }) })).toMatchObject({
      status: 'FAILED',
      error: 'States.QueryEvaluationError',
    });
  });

  it('takes one state of a whole machine', () => {
    expect(test({ definition, stateName: 'Done', input: '3' })).toEqual({ status: 'SUCCEEDED', output: '3' });
    expect(test({ definition, stateName: 'None' })).toMatchObject({ status: 400 });
  });

  it.each([
    [{ Type: 'Pass', End: true }, { result: '1' }, "State type 'Pass' is not supported when a mock is specified"],
    [
      { Type: 'Map', ItemProcessor: { StartAt: 'A', States: { A: { Type: 'Succeed' } } }, End: true },
      { result: '1' },
      'Mocked result must be an array.',
    ],
    [
      task,
      { result: '1', errorOutput: {} },
      'A test mock should have only one of the following fields: [result, errorOutput].',
    ],
    [
      { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: { Type: 'Succeed' } } }], End: true },
      { result: '[1,2]' },
      'Mocked result must contain the same number of items as number of Parallel branches.',
    ],
  ])('refuses a mock that does not fit: %o', (state, mock, message) => {
    const whole = {
      QueryLanguage: 'JSONata',
      StartAt: 'S',
      States: {
        S: { ...state, ...('Next' in state ? { Next: 'After' } : {}) },
        ...('Next' in state ? { After: { Type: 'Succeed' }, Handle: { Type: 'Succeed' } } : {}),
      },
    };
    expect(test({ definition: JSON.stringify(whole), stateName: 'S', mock })).toMatchObject({ status: 400, message });
  });
});
