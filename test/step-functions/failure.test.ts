import { describe, expect, it } from 'vitest';
import { chain, lambda, newEngine, START, types } from './engine.ts';

const failing = (error: string) => ({ invokeFunction: async () => ({ error, cause: `{"errorType":"${error}"}` }) });

/** Seconds from the start at which each attempt was scheduled. */
const attempts = (events: readonly { type: string; timestamp: number }[]): number[] =>
  events.filter((event) => event.type === 'TaskScheduled').map((event) => (event.timestamp - START) / 1000);

describe('Retry', () => {
  it('waits longer each time up to the longest delay, then fails with the last error', async () => {
    const { play } = newEngine(failing('Busy'));
    const retry = { ErrorEquals: ['Busy'], IntervalSeconds: 2, BackoffRate: 3, MaxAttempts: 4, MaxDelaySeconds: 20 };
    const result = await play({ Call: lambda('busy', { Retry: [retry], End: true }) });

    expect(attempts(result.events)).toEqual([0, 2, 8, 26, 46]);
    expect(result).toMatchObject({ status: 'FAILED', error: 'Busy', cause: '{"errorType":"Busy"}' });
    expect(result.stateTransitions).toBe(5);
  });

  it('takes its jitter from the seed', async () => {
    const moments = async (seed: number) => {
      const { play } = newEngine(failing('Busy'), seed);
      const retry = { ErrorEquals: ['States.ALL'], IntervalSeconds: 100, MaxAttempts: 3, JitterStrategy: 'FULL' };
      return attempts((await play({ Call: lambda('busy', { Retry: [retry], End: true }) })).events);
    };

    expect(await moments(7)).toEqual(await moments(7));
    expect(await moments(7)).not.toEqual(await moments(8));
    expect((await moments(7))[1]).toBeLessThan(100);
  });

  it('counts each retrier by itself and tells the state how often it was tried', async () => {
    const seen: unknown[] = [];
    const answers = ['First', 'Second', 'First'];
    const { play } = newEngine({
      invokeFunction: async ({ payload }) => {
        seen.push(payload);
        const error = answers[seen.length - 1];
        return error ? { error, cause: '' } : { payload: 'done' };
      },
    });
    const once = (error: string) => ({ ErrorEquals: [error], MaxAttempts: 2, IntervalSeconds: 1 });
    const result = await play({
      Call: {
        ...lambda('moody', { Retry: [once('First'), once('Second')], End: true }),
        Arguments: { FunctionName: 'moody', Payload: '{% $states.context.State.RetryCount %}' },
      },
    });

    expect(seen).toEqual([0, 1, 2, 3]);
    expect(result.status).toBe('SUCCEEDED');
  });
});

describe('Catch', () => {
  it('passes error and input on, and records the failure before the exit', async () => {
    const { play } = newEngine(failing('NoSeatLeft'));
    const result = await play(
      {
        Call: lambda('seats', {
          Catch: [
            { ErrorEquals: ['Other'], Next: 'Never' },
            {
              ErrorEquals: ['NoSeatLeft'],
              Next: 'Handle',
              Assign: { error: '{% $states.errorOutput.Error %}' },
              Output: '{% $states.input %}',
            },
          ],
          Next: 'Never',
        }),
        Handle: { Type: 'Pass', Output: { error: '{% $error %}', seat: '{% $states.input.seat %}' }, End: true },
        Never: { Type: 'Fail' },
      },
      { seat: 3 },
    );

    expect(result.value).toEqual({ error: 'NoSeatLeft', seat: 3 });
    expect(chain(result.events).slice(3, 7)).toEqual([
      '4 TaskStarted <3',
      '5 TaskFailed <4',
      '6 TaskStateExited <5',
      '7 PassStateEntered <6',
    ]);
  });

  it.each([
    ['States.ALL', 'States.Timeout', true],
    ['States.TaskFailed', 'States.Timeout', false],
    ['States.TaskFailed', 'Broken', true],
    ['States.Timeout', 'States.Timeout', true],
    ['Broken', 'Broken', true],
  ])('of %s covers %s: %s', async (name, error, covered) => {
    const { play } = newEngine({
      answerTask: () => (error === 'States.Timeout' ? { timedOut: true } : { error, cause: 'why' }),
    });
    const result = await play({
      Call: lambda('any', { TimeoutSeconds: 5, Catch: [{ ErrorEquals: [name], Next: 'Caught' }], End: true }),
      Caught: { Type: 'Succeed' },
    });

    expect(result.status).toBe(covered ? 'SUCCEEDED' : 'FAILED');
  });

  it('covers an expression that fails, and fails for good when its own expression does', async () => {
    const broken = { Arguments: '{% $nothing %}', End: true };
    const { play } = newEngine();
    const caught = await play({
      Call: lambda('any', { ...broken, Catch: [{ ErrorEquals: ['States.QueryEvaluationError'], Next: 'Caught' }] }),
      Caught: { Type: 'Pass', Output: '{% $states.input.Error %}', End: true },
    });
    const failed = await newEngine().play({
      Call: lambda('any', {
        ...broken,
        Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught', Output: '{% $nothingEither %}' }],
      }),
      Caught: { Type: 'Succeed' },
    });

    expect(caught.value).toBe('States.QueryEvaluationError');
    expect(failed.status).toBe('FAILED');
    expect(types(failed.events).filter((type) => type === 'EvaluationFailed')).toHaveLength(2);
    expect(failed.cause).toContain("specified for the field 'Catch[0]/Output' returned nothing (undefined).");
  });
});

describe('time limits', () => {
  it('take an expression, and end a task that does not answer', async () => {
    const { play } = newEngine({ answerTask: () => ({ timedOut: true }) });
    const result = await play(
      { Call: lambda('slow', { TimeoutSeconds: '{% $states.input.minutes * 60 %}', End: true }) },
      { minutes: 2 },
    );

    expect(result).toMatchObject({ status: 'FAILED', error: 'States.Timeout', seconds: 120 });
    expect(result.events.find((event) => event.type === 'TaskScheduled')?.details).toMatchObject({
      timeoutInSeconds: 120,
    });
  });

  it('leave nothing to wait for when the task has ended in time', async () => {
    const { create, start, clock } = newEngine();
    start(
      create({
        StartAt: 'Call',
        States: { Call: lambda('quick', { TimeoutSeconds: 60, HeartbeatSeconds: 30, End: true }) },
      }),
    );
    await clock.run();

    expect(clock.now()).toBe(START);
  });

  it('of the machine end the execution as timed out', async () => {
    const { create, start, clock, engine } = newEngine();
    const machine = create({
      TimeoutSeconds: 30,
      StartAt: 'Wait',
      States: { Wait: { Type: 'Wait', Seconds: 60, End: true } },
    });
    const arn = start(machine);
    await clock.run();

    expect(engine.describeExecution(arn)).toMatchObject({ status: 'TIMED_OUT', stopDate: START + 30_000 });
    expect(types(engine.history(arn)).at(-1)).toBe('ExecutionTimedOut');
  });

  it('end every execution after a year', async () => {
    const { create, start, clock, engine } = newEngine();
    const arn = start(create({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 40_000_000, End: true } } }));
    await clock.run();

    expect(engine.describeExecution(arn)).toMatchObject({ status: 'TIMED_OUT', stopDate: START + 365 * 86_400_000 });
  });
});

describe('States.ALL', () => {
  it('does not cover what is wrong with the machine itself', async () => {
    const all = { Catch: [{ ErrorEquals: ['States.ALL'], Next: 'Caught' }], End: true };
    const play = (call: object) => newEngine().play({ Call: call, Caught: { Type: 'Succeed' } });

    expect(await play(lambda('f', { ...all, Output: 'x'.repeat(262_143) }))).toMatchObject({
      error: 'States.DataLimitExceeded',
    });
    expect(await play({ ...lambda('f', all), Arguments: {} })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
    });
  });
});
