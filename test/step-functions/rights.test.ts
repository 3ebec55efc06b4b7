import { describe, expect, it } from 'vitest';
import { newEngine } from './engine.ts';

const HOUR = 3_600;
const PARENT_ROLE = 'arn:aws:iam::123456789012:role/machine';

/** A machine that waits for another, whose role may not do one thing. */
function withoutRight(action: string, childSeconds: number) {
  const asked: string[] = [];
  const engine = newEngine({
    refusal: (request) => {
      asked.push([request.roleArn, request.action, request.resource.split(':').slice(5).join(':')].join(' '));
      return request.action === action ? `not authorized to perform: ${action}` : undefined;
    },
  });
  const child = engine.create(
    { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: childSeconds, End: true } } },
    'child',
  );
  const find = {
    Type: 'Task',
    Resource: 'arn:aws:states:::states:startExecution.sync:2',
    Arguments: { StateMachineArn: child, Name: 'one', Input: {} },
    TimeoutSeconds: HOUR,
    End: true,
  };
  return {
    ...engine,
    asked,
    play: () => engine.play({ Find: find }),
    childArn: `${child.replace('stateMachine', 'execution')}:one`,
  };
}

describe('a machine that waits for another', () => {
  it('asks to start it and, at its end, to look at it', async () => {
    const { play, asked } = withoutRight('nothing', 60);
    expect((await play()).status).toBe('SUCCEEDED');
    expect(asked).toEqual([
      `${PARENT_ROLE} states:StartExecution stateMachine:child`,
      `${PARENT_ROLE} states:DescribeExecution execution:child:one`,
    ]);
  });

  it.each(['states:StartExecution', 'states:DescribeExecution'])('fails without %s', async (action) => {
    expect(await withoutRight(action, 60).play()).toMatchObject({
      status: 'FAILED',
      error: 'StepFunctions.AWSStepFunctionsException',
      cause: `not authorized to perform: ${action} (Service: AWSStepFunctions; Status Code: 400; Error Code: AccessDeniedException; Proxy: null)`,
    });
  });

  it.each([
    ['states:StopExecution', 'SUCCEEDED'],
    ['nothing', 'ABORTED'],
  ])('that times out stops it, if it may: without %s the other ends as %s', async (action, status) => {
    const { play, engine, childArn } = withoutRight(action, 2 * HOUR);
    expect((await play()).error).toBe('States.Timeout');
    expect(engine.describeExecution(childArn).status).toBe(status);
  });
});
