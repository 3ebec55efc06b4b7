import { describe, expect, it } from 'vitest';
import { handleRequest } from '../../local/step-functions/index.ts';
import { asking, chain, newEngine, START, types } from './engine.ts';

interface Asked {
  token: string;
}

describe('a task that waits for its token', () => {
  it('ends with the answer that comes later, at the moment it comes', async () => {
    const tokens: string[] = [];
    const { engine, clock, create, start } = newEngine({
      invokeFunction: async ({ payload }) => {
        tokens.push((payload as unknown as Asked).token);
        return { payload: 'asked' };
      },
    });
    const arn = start(create({ StartAt: 'Ask', States: { Ask: asking('ask', { End: true }) } }));
    clock.schedule(START + 3_600_000, () => engine.sendTaskSuccess(tokens[0] ?? '', '{"outcome":"yes"}'));
    await clock.run({ until: START + 7_200_000 });

    expect(engine.describeExecution(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '{"outcome":"yes"}',
      stopDate: START + 3_600_000,
    });
    expect(chain(engine.history(arn))).toEqual([
      '1 ExecutionStarted <0',
      '2 TaskStateEntered <0',
      '3 TaskScheduled <2',
      '4 TaskStarted <3',
      '5 TaskSubmitted <4',
      '6 TaskSucceeded <5',
      '7 TaskStateExited <6',
      '8 ExecutionSucceeded <7',
    ]);
  });

  it('ends at once when the answer comes while the function still runs', async () => {
    const { engine, clock, create, start } = newEngine({
      invokeFunction: async ({ payload }) => {
        engine.sendTaskSuccess((payload as unknown as Asked).token, '"already answered"');
        return { payload: null };
      },
    });
    const arn = start(create({ StartAt: 'Ask', States: { Ask: asking('ask', { End: true }) } }));
    await clock.run();

    expect(engine.describeExecution(arn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '"already answered"',
      stopDate: START,
    });
    expect(types(engine.history(arn))).not.toContain('TaskSubmitted');
  });

  it('asks again after a timeout that is caught by the same state, with a new token', async () => {
    const tokens: string[] = [];
    const { engine, clock, create, start } = newEngine({
      invokeFunction: async ({ payload }) => {
        const { token } = payload as unknown as Asked;
        tokens.push(token);
        if (tokens.length === 2) engine.sendTaskSuccess(token, '{"outcome":"expired"}');
        return { payload: null };
      },
    });
    const arn = start(
      create({
        StartAt: 'Ask',
        States: {
          Ask: asking('ask', {
            TimeoutSeconds: '{% $states.input.days * 86400 %}',
            Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Ask', Output: '{% $states.input %}' }],
            End: true,
          }),
        },
      }),
      { days: 3 },
    );
    await clock.run();

    expect(engine.describeExecution(arn)).toMatchObject({
      output: '{"outcome":"expired"}',
      stopDate: START + 3 * 86_400_000,
    });
    expect(new Set(tokens).size).toBe(2);
    expect(engine.describeExecution(arn).stateTransitions).toBe(2);
  });

  it('refuses used, expired and made-up tokens under the names that AWS uses', async () => {
    const tokens: string[] = [];
    const { engine, clock, create, start } = newEngine({
      invokeFunction: async ({ payload }) => {
        tokens.push((payload as unknown as Asked).token);
        return { payload: null };
      },
    });
    start(create({ StartAt: 'Ask', States: { Ask: asking('ask', { TimeoutSeconds: 60, End: true }) } }));
    await clock.run({ until: START });
    const [token = ''] = tokens;

    const wire = (action: string, body: object) =>
      handleRequest(engine, `AWSStepFunctions.${action}`, JSON.stringify(body));
    const refusal = (name: string) => ({ status: 400, body: expect.stringContaining(`#${name}"`) });
    expect(wire('SendTaskSuccess', { taskToken: `${token}x`, output: '{}' })).toEqual(refusal('InvalidToken'));
    expect(wire('SendTaskSuccess', { taskToken: token, output: 'no json' })).toEqual(refusal('InvalidOutput'));
    expect(wire('SendTaskHeartbeat', { taskToken: token })).toEqual({ status: 200, body: '{}' });
    await clock.run();
    expect(wire('SendTaskSuccess', { taskToken: token, output: '{}' })).toEqual(refusal('TaskTimedOut'));
    expect(wire('SendTaskFailure', { taskToken: token })).toEqual(refusal('TaskTimedOut'));
  });

  it('times out when no heartbeat comes, as a Catch of States.HeartbeatTimeout sees', async () => {
    const tokens: string[] = [];
    const { engine, clock, create, start } = newEngine({
      invokeFunction: async ({ payload }) => {
        tokens.push((payload as unknown as Asked).token);
        return { payload: null };
      },
    });
    const arn = start(
      create({
        StartAt: 'Ask',
        States: {
          Ask: asking('ask', {
            HeartbeatSeconds: 10,
            Catch: [{ ErrorEquals: ['States.HeartbeatTimeout'], Next: 'Silent', Output: '{% $states.errorOutput %}' }],
            End: true,
          }),
          Silent: { Type: 'Succeed' },
        },
      }),
    );
    clock.schedule(START + 8000, () => engine.sendTaskHeartbeat(tokens[0] ?? ''));
    await clock.run();

    expect(engine.describeExecution(arn)).toMatchObject({
      stopDate: START + 18_000,
      output: '{"Error":"States.Timeout","Cause":""}',
    });
  });
});
