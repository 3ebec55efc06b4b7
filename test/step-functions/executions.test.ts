import { describe, expect, it } from 'vitest';
import { asking, lambda, newEngine, START, types } from './engine.ts';

const sync = (StateMachineArn: string, suffix = ':2', extra: object = {}) => ({
  Type: 'Task',
  Resource: `arn:aws:states:::states:startExecution.sync${suffix}`,
  Arguments: { StateMachineArn, Name: 'child', Input: '{% $states.input %}' },
  End: true,
  ...extra,
});

describe('starting an execution', () => {
  it('of the same name and input while it runs gives the running one, and is refused otherwise', async () => {
    const { create, engine, clock } = newEngine();
    const stateMachineArn = create({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 60, End: true } } });
    const first = engine.startExecution({ stateMachineArn, name: 'qar-2027-100183', input: '{"a":1}' });

    expect(engine.startExecution({ stateMachineArn, name: 'qar-2027-100183', input: '{"a":1}' })).toEqual(first);
    const other = () => engine.startExecution({ stateMachineArn, name: 'qar-2027-100183', input: '{"a":2}' });
    expect(other).toThrow(expect.objectContaining({ name: 'ExecutionAlreadyExists' }));
    await clock.run();
    const again = () => engine.startExecution({ stateMachineArn, name: 'qar-2027-100183', input: '{"a":1}' });
    expect(again).toThrow(`Execution Already Exists: '${first.executionArn}'`);
  });

  it.each([
    [{ name: 'with space' }, 'InvalidName'],
    [{ name: 'x'.repeat(81) }, 'InvalidName'],
    [{ input: 'no json' }, 'InvalidExecutionInput'],
    [{ input: JSON.stringify('x'.repeat(262_144)) }, 'InvalidExecutionInput'],
    [{ stateMachineArn: 'arn:aws:states:eu-west-2:123456789012:stateMachine:none' }, 'StateMachineDoesNotExist'],
    [{ stateMachineArn: 'none' }, 'InvalidArn'],
  ])('refuses %o with %s', (request, name) => {
    const { create, engine } = newEngine();
    const stateMachineArn = create({ StartAt: 'End', States: { End: { Type: 'Succeed' } } });

    expect(() => engine.startExecution({ stateMachineArn, ...request })).toThrow(expect.objectContaining({ name }));
  });
});

describe('limits', () => {
  it('end an execution at its 25,000th event', async () => {
    const result = await newEngine().play({
      Again: { Type: 'Pass', Next: 'More' },
      More: { Type: 'Pass', Next: 'Again' },
    });

    expect(result).toMatchObject({
      status: 'FAILED',
      error: 'States.Runtime',
      cause: 'The execution reached the maximum number of history events (25000).',
    });
    expect(result.events).toHaveLength(25_000);
  });

  it('refuse what a state or a task gives when it is larger than 256 KiB', async () => {
    const large = 'x'.repeat(262_143);
    const passed = await newEngine().play({ Grow: { Type: 'Pass', Output: large, End: true } });
    const answered = await newEngine({ invokeFunction: async () => ({ payload: large }) }).play({
      Call: lambda('large', { Catch: [{ ErrorEquals: ['States.DataLimitExceeded'], Next: 'Caught' }], End: true }),
      Caught: { Type: 'Pass', Output: '{% $states.input.Cause %}', End: true },
    });

    const wording = (what: string) =>
      `The state/task '${what}' returned a result with a size exceeding the maximum number of bytes service limit.`;
    expect(passed).toMatchObject({ status: 'FAILED', error: 'States.DataLimitExceeded', cause: wording('Grow') });
    expect(answered.value).toBe(wording('lambda'));
  });
});

describe('a child execution', () => {
  const doubling = {
    StartAt: 'Double',
    States: { Double: { Type: 'Pass', Output: '{% $states.input.n * 2 %}', End: true } },
  };

  it('is waited for, and its description is the result', async () => {
    const { create, play } = newEngine();
    const child = create(doubling, 'child');
    const parsed = await play({ Run: sync(child) }, { n: 4 });
    const text = await newEngineWithChild('');

    expect(parsed.value).toMatchObject({
      Name: 'child',
      Status: 'SUCCEEDED',
      Input: { n: 4 },
      Output: 8,
      StartDate: START,
    });
    expect(text.value).toMatchObject({ Input: '{"n":4}', Output: '8' });
    expect(types(parsed.events)).toEqual([
      'ExecutionStarted',
      'TaskStateEntered',
      'TaskScheduled',
      'TaskStarted',
      'TaskSubmitted',
      'TaskSucceeded',
      'TaskStateExited',
      'ExecutionSucceeded',
    ]);

    async function newEngineWithChild(suffix: string) {
      const other = newEngine();
      return other.play({ Run: sync(other.create(doubling, 'child'), suffix) }, { n: 4 });
    }
  });

  it('that fails fails the task, with its description as the cause', async () => {
    const { create, play } = newEngine();
    const child = create(
      { StartAt: 'No', States: { No: { Type: 'Fail', Error: 'Refused', Cause: 'No seat' } } },
      'child',
    );
    const result = await play({ Run: sync(child) }, {});

    expect(result.error).toBe('States.TaskFailed');
    expect(JSON.parse(result.cause ?? '')).toMatchObject({ Status: 'FAILED', Error: 'Refused', Cause: 'No seat' });
  });

  it('is stopped with its parent, and with the parent’s timeout', async () => {
    const { create, start, engine, clock } = newEngine();
    const waiting = create(
      { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1000, End: true } } },
      'waiting',
    );
    const parent = start(create({ StartAt: 'Run', States: { Run: sync(waiting) } }));
    await clock.run({ until: START + 1000 });
    engine.stopExecution(parent, 'Postponed', 'The review is postponed');

    const [child] = engine.listExecutions({ stateMachineArn: waiting });
    expect(child).toMatchObject({ status: 'ABORTED', stopDate: START + 1000 });
    expect(engine.describeExecution(parent)).toMatchObject({ status: 'ABORTED', error: 'Postponed' });
    expect(types(engine.history(parent)).at(-1)).toBe('ExecutionAborted');

    const timed = newEngine();
    const slow = timed.create(
      { StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1000, End: true } } },
      'slow',
    );
    const result = await timed.play({ Run: sync(slow, ':2', { TimeoutSeconds: 10 }) });
    expect(result).toMatchObject({ error: 'States.Timeout', seconds: 10 });
    expect(timed.engine.listExecutions({ stateMachineArn: slow })[0]).toMatchObject({ status: 'ABORTED' });
  });

  it('that is only started goes on by itself; a name that is taken is an error to catch', async () => {
    const { create, play, engine } = newEngine();
    const child = create({ StartAt: 'Wait', States: { Wait: { Type: 'Wait', Seconds: 1000, End: true } } }, 'child');
    const start = (Input: number, extra: object) => ({
      Type: 'Task',
      Resource: 'arn:aws:states:::states:startExecution',
      Arguments: { StateMachineArn: child, Name: 'one', Input },
      ...extra,
    });
    const result = await play({
      First: start(1, { Next: 'Same' }),
      Same: start(1, { Next: 'Other' }),
      Other: start(2, {
        Catch: [{ ErrorEquals: ['StepFunctions.ExecutionAlreadyExistsException'], Next: 'Taken' }],
        End: true,
      }),
      Taken: { Type: 'Succeed' },
    });

    expect(result).toMatchObject({ status: 'SUCCEEDED', seconds: 0 });
    expect(engine.listExecutions({ stateMachineArn: child })).toMatchObject([{ name: 'one', status: 'SUCCEEDED' }]);
  });
});

describe('a redrive', () => {
  it('takes up the state that failed with its input and variables', async () => {
    let broken = true;
    const { play, engine, clock } = newEngine({
      invokeFunction: async () => (broken ? { error: 'Down', cause: '' } : { payload: 'up' }),
    });
    const { executionArn } = await play(
      {
        Begin: { Type: 'Pass', Assign: { kept: '{% $states.input.n %}' }, Next: 'Call' },
        Call: lambda('flaky', { Output: '{% [$kept, $states.result.Payload] %}', End: true }),
      },
      { n: 5 },
    );
    broken = false;
    engine.redriveExecution(executionArn);
    await clock.run();

    expect(engine.describeExecution(executionArn)).toMatchObject({
      status: 'SUCCEEDED',
      output: '[5,"up"]',
      redriveCount: 1,
    });
    expect(types(engine.history(executionArn)).slice(7, 10)).toEqual([
      'ExecutionFailed',
      'ExecutionRedriven',
      'TaskScheduled',
    ]);
    const again = () => engine.redriveExecution(executionArn);
    expect(again).toThrow(expect.objectContaining({ name: 'ExecutionNotRedrivable' }));
  });

  it('is refused after 14 days', async () => {
    const { play, engine, clock } = newEngine();
    const { executionArn } = await play({ No: { Type: 'Fail' } });
    clock.schedule(START + 15 * 86_400_000, () => undefined);
    await clock.run();

    expect(() => engine.redriveExecution(executionArn)).toThrow('Execution redrive window exceeded');
  });
});

describe('histories', () => {
  it('are equal event for event for equal seeds, however long functions take', async () => {
    const run = async (seed: number, delays: number[]) => {
      const { create, start, clock, engine } = newEngine(
        {
          invokeFunction: async ({ payload }) => {
            await new Promise((resolve) => setTimeout(resolve, delays.shift() ?? 0));
            return { payload };
          },
        },
        seed,
      );
      const branch = (name: string) => ({ StartAt: name, States: { [name]: lambda(name, { End: true }) } });
      const arn = start(
        create({
          StartAt: 'All',
          States: {
            All: { Type: 'Parallel', Branches: [branch('A'), branch('B'), branch('C')], Next: 'Id' },
            Id: { Type: 'Pass', Output: '{% [$uuid(), $random(), $millis(), $shuffle([1..20])] %}', End: true },
          },
        }),
        {},
        'same',
      );
      await clock.run();
      return engine.history(arn);
    };

    const first = await run(3, [12, 4, 0]);
    expect(await run(3, [0, 4, 12])).toEqual(first);
    expect(await run(4, [])).not.toEqual(first);
  });
});

describe('events', () => {
  it('are heard in order, by the option and by listeners', () => {
    const { engine, create, start } = newEngine();
    const heard: string[] = [];
    const stop = engine.onEvent((arn, event) => heard.push(`${arn.split(':').at(-1)} ${event.type}`));
    const machine = create({ StartAt: 'Ask', States: { Ask: asking('ask', { End: true }) } });
    start(machine, {}, 'one');
    stop();
    start(machine, {}, 'two');

    expect(heard).toEqual(['one ExecutionStarted', 'one TaskStateEntered', 'one TaskScheduled', 'one TaskStarted']);
  });
});
