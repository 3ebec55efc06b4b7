import { describe, expect, it } from 'vitest';
import { chain, lambda, newEngine, START, types } from './engine.ts';

describe('variables', () => {
  it('are set after all expressions of a state have been evaluated with the old values', async () => {
    const result = await newEngine().play({
      First: { Type: 'Pass', Assign: { a: 1, b: 2 }, Next: 'Swap' },
      Swap: { Type: 'Pass', Assign: { a: '{% $b %}', b: '{% $a %}' }, Output: '{% [$a, $b] %}', Next: 'Tell' },
      Tell: { Type: 'Pass', Output: { before: '{% $states.input %}', now: '{% [$a, $b] %}' }, End: true },
    });

    expect(result.value).toEqual({ before: [1, 2], now: [2, 1] });
  });

  it('of outer flows are read by inner ones, whose own stay inside', async () => {
    const result = await newEngine().play({
      Begin: { Type: 'Pass', Assign: { factor: 10 }, Next: 'Each' },
      Each: {
        Type: 'Map',
        Items: [1, 2],
        ItemProcessor: {
          StartAt: 'Multiply',
          States: {
            Multiply: { Type: 'Pass', Assign: { product: '{% $states.input * $factor %}' }, Next: 'Give' },
            Give: { Type: 'Pass', Output: '{% $product %}', End: true },
          },
        },
        Next: 'After',
      },
      After: { Type: 'Pass', Output: '{% [$states.input, $exists($product)] %}', End: true },
    });

    expect(result.value).toEqual([10, 20, false]);
  });
});

describe('Choice', () => {
  it('takes the first rule that holds, with its own Output, and fails when none does and there is no default', async () => {
    const states = {
      Which: {
        Type: 'Choice',
        Choices: [
          { Condition: '{% $states.input.n > 10 %}', Next: 'Big', Output: 'big' },
          { Condition: '{% $states.input.n > 5 %}', Next: 'Big', Output: 'middling' },
        ],
      },
      Big: { Type: 'Succeed' },
    };

    expect((await newEngine().play(states, { n: 7 })).value).toBe('middling');
    expect(await newEngine().play(states, { n: 1 })).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause:
        "An error occurred while executing the state 'Which' (entered at the event id #2). " +
        'Failed to transition out of the state. The state does not point to a next state.',
    });
    expect((await newEngine().play(states, { n: 'many' })).cause).toContain(
      "The JSONata expression '$states.input.n > 10' specified for the field 'Choices[0]/Condition' threw an error during evaluation. T2009:",
    );
  });
});

describe('Wait', () => {
  it('waits for seconds or until a moment, and costs no time but the clock’s', async () => {
    const until = new Date(START + 86_400_000).toISOString();
    const result = await newEngine().play(
      {
        Days: { Type: 'Wait', Seconds: '{% $states.input.seconds %}', Next: 'Until' },
        Until: { Type: 'Wait', Timestamp: '{% $states.input.until %}', End: true },
      },
      { seconds: 3600, until },
    );

    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 86_400 });
    expect(result.events[2]).toMatchObject({ type: 'WaitStateExited', timestamp: START + 3_600_000 });
  });

  it('refuses what is no number of seconds', async () => {
    const play = async (seconds: unknown) =>
      newEngine().play({ Pause: { Type: 'Wait', Seconds: '{% $states.input %}', End: true } }, seconds);

    expect((await play('soon')).cause).toContain("Expected 'number', but was 'string' for value: \"soon\"");
    expect(await play(-1)).toMatchObject({ status: 'FAILED', error: 'States.QueryEvaluationError' });
  });
});

const inner = (name: string, state: object) => ({ StartAt: name, States: { [name]: state } });

describe('Parallel', () => {
  it('gives the branches turns, and the array of their outputs', async () => {
    const branch = (name: string) => inner(name, { Type: 'Pass', Output: name, End: true });
    const result = await newEngine().play({
      Both: { Type: 'Parallel', Branches: [branch('A'), branch('B')], End: true },
    });

    expect(result.value).toEqual(['A', 'B']);
    expect(chain(result.events).slice(2)).toEqual([
      '3 ParallelStateStarted <2',
      '4 PassStateEntered <3',
      '5 PassStateExited <4',
      '6 PassStateEntered <3',
      '7 PassStateExited <6',
      '8 ParallelStateSucceeded <7',
      '9 ParallelStateExited <7',
      '10 ExecutionSucceeded <9',
    ]);
  });

  it('ends every branch with the first failure, and can be caught', async () => {
    const result = await newEngine({ invokeFunction: async () => ({ error: 'Broken', cause: 'why' }) }).play({
      Both: {
        Type: 'Parallel',
        Branches: [
          inner('Long', { Type: 'Wait', Seconds: 1000, End: true }),
          inner('Call', lambda('broken', { End: true })),
        ],
        Catch: [{ ErrorEquals: ['Broken'], Next: 'Caught' }],
        End: true,
      },
      Caught: { Type: 'Succeed' },
    });

    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 0, value: { Error: 'Broken', Cause: 'why' } });
    expect(chain(result.events).slice(7, 12)).toEqual([
      '8 TaskFailed <7',
      '9 WaitStateAborted <8',
      '10 TaskStateAborted <8',
      '11 ParallelStateFailed <8',
      '12 ParallelStateExited <11',
    ]);
  });
});

describe('Map', () => {
  const each = (extra: object, processor: object = { Type: 'Pass', End: true }) => ({
    Each: { Type: 'Map', Items: '{% $states.input %}', ItemProcessor: inner('Do', processor), End: true, ...extra },
  });

  it('starts as many items at once as MaxConcurrency allows', async () => {
    const running = { now: 0, most: 0 };
    const { engine, play, clock } = newEngine({
      invokeFunction: async ({ payload }) => {
        running.now += 1;
        running.most = Math.max(running.most, running.now);
        const { token } = payload as unknown as { token: string };
        clock.schedule(clock.now() + 1000, () => {
          running.now -= 1;
          engine.sendTaskSuccess(token, '"done"');
        });
        return { payload: null };
      },
    });
    const ask = {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: { FunctionName: 'ask', Payload: { token: '{% $states.context.Task.Token %}' } },
      End: true,
    };
    const result = await play(each({ MaxConcurrency: 2 }, ask), [1, 2, 3, 4, 5]);

    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 3 });
    expect(running.most).toBe(2);
  });

  it('shapes each item with its index and value', async () => {
    const ItemSelector = {
      index: '{% $states.context.Map.Item.Index %}',
      value: '{% $states.context.Map.Item.Value %}',
      all: '{% $count($states.input) %}',
    };
    const result = await newEngine().play(each({ ItemSelector }), ['a', 'b']);

    expect(result.value).toEqual([
      { index: 0, value: 'a', all: 2 },
      { index: 1, value: 'b', all: 2 },
    ]);
  });

  it('records the failed item first, then the others it cut short', async () => {
    const { play } = newEngine({
      answerTask: ({ parameters }) => (parameters === 1 ? { error: 'Odd' } : { timedOut: true }),
    });
    const call = {
      Type: 'Task',
      Resource: 'arn:aws:lambda:eu-west-2:123456789012:function:one',
      TimeoutSeconds: 9,
      End: true,
    };
    const result = await play(each({}, call), [0, 1]);

    const failure = result.events.find((event) => event.type === 'LambdaFunctionFailed')?.id;
    expect(result.events.slice(-6).map(({ type, previousEventId }) => [type, previousEventId])).toEqual([
      ['MapIterationFailed', failure],
      ['TaskStateAborted', failure],
      ['MapIterationAborted', failure],
      ['TaskStateAborted', failure],
      ['MapStateFailed', failure],
      ['ExecutionFailed', (failure ?? 0) + 5],
    ]);
  });

  describe('in distributed mode', () => {
    const distributed = (extra: object, processor: object) =>
      each({
        ...extra,
        ItemProcessor: {
          ...inner('Do', processor),
          ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' },
        },
      });

    it('runs each item as an execution of its own', async () => {
      const { play, engine } = newEngine();
      const result = await play(
        distributed({ Label: 'Schools' }, { Type: 'Pass', Output: '{% $states.input * 2 %}', End: true }),
        [1, 2],
      );

      expect(result.value).toEqual([2, 4]);
      expect(chain(result.events).slice(1)).toEqual([
        '2 MapStateEntered <0',
        '3 MapStateStarted <2',
        '4 MapRunStarted <3',
        '5 MapRunSucceeded <4',
        '6 MapStateSucceeded <5',
        '7 MapStateExited <5',
        '8 ExecutionSucceeded <7',
      ]);
      const mapRunArn = String(result.events[3]?.details?.mapRunArn);
      expect(mapRunArn).toContain(':mapRun:machine-1/Schools:');
      expect(engine.listExecutions({ mapRunArn })).toHaveLength(2);
      expect(engine.listExecutions()).toHaveLength(1);
    });

    it.each([
      [{ ToleratedFailureCount: 1 }, 'SUCCEEDED'],
      [{ ToleratedFailurePercentage: 50 }, 'SUCCEEDED'],
      [{}, 'FAILED'],
    ])('tolerates failures with %o: %s', async (tolerance, status) => {
      const picky = {
        Type: 'Choice',
        Choices: [{ Condition: '{% $states.input = 1 %}', Next: 'Refuse' }],
        Default: 'Take',
      };
      const processor = {
        StartAt: 'Do',
        States: { Do: picky, Refuse: { Type: 'Fail', Error: 'One' }, Take: { Type: 'Succeed' } },
      };
      const config = { ProcessorConfig: { Mode: 'DISTRIBUTED', ExecutionType: 'STANDARD' } };
      const result = await newEngine().play(each({ ...tolerance, ItemProcessor: { ...processor, ...config } }), [1, 2]);

      expect(result.status).toBe(status);
      expect(types(result.events)).toContain(status === 'FAILED' ? 'MapRunFailed' : 'MapRunSucceeded');
      if (status === 'FAILED') expect(result.error).toBe('States.ExceedToleratedFailureThreshold');
    });
  });
});
