import { describe, expect, it } from 'vitest';
import { MailNotSent } from '../../lambdas/questions/mailer.ts';
import { TableNotAnswering } from '../../lambdas/store/read-rows.ts';
import { WriteNotPossibleNow } from '../../lambdas/store/store.ts';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { type Definition, type State, withPolicies } from '../../lib/machine-policies.ts';
import { machineNames } from '../../lib/machines.ts';

interface Retrier {
  readonly ErrorEquals: readonly string[];
  readonly IntervalSeconds: number;
  readonly MaxAttempts: number;
  readonly BackoffRate: number;
  readonly MaxDelaySeconds?: number;
}

const machine = (States: Definition['States']): Definition => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(States)[0] ?? '',
  States,
});

/** A state after the policies were applied to a machine that has it alone. */
const expanded = (state: State, name = 'Only'): State => withPolicies(machine({ [name]: state })).States[name] as State;

const task = (Resource: string, Arguments: object, more: object = {}): State => ({
  Type: 'Task',
  Resource: `arn:aws:states:::${Resource}`,
  Arguments,
  ...more,
  End: true,
});
/** The placeholder for an ARN, as a source has it. */
const arnOf = (name: string): string => `\${${name}}`;
const call = (name: string, more?: object) => task('lambda:invoke', { FunctionName: arnOf(name), Payload: {} }, more);
const question = (payload: object, more?: object) =>
  task('lambda:invoke.waitForTaskToken', { FunctionName: arnOf('AskAPersonArn'), Payload: payload }, more);
const agreeDates = { question: 'agree-dates', round: '{% $offer %}', expiresAt: '{% $offerExpires %}' };

const retriersOf = (state: State): readonly Retrier[] => state.Retry as readonly Retrier[];
/** The one that is asked first about an error. */
const retrierFor = (error: string, state: State) =>
  retriersOf(expanded(state)).find(({ ErrorEquals }) => ErrorEquals.includes(error));
const errorsOf = (state: State) => retriersOf(state).map(({ ErrorEquals }) => ErrorEquals);
/** The longest time that the waits between attempts take together, in seconds. */
const longest = ({ IntervalSeconds, MaxAttempts, BackoffRate, MaxDelaySeconds = Infinity }: Retrier): number =>
  Array.from({ length: MaxAttempts }, (_, index) =>
    Math.min(IntervalSeconds * BackoffRate ** index, MaxDelaySeconds),
  ).reduce((sum, seconds) => sum + seconds, 0);

describe('a call of a function', () => {
  it('may take half a minute longer than the function', () => {
    expect(expanded(call('OfferDatesArn')).TimeoutSeconds).toBe(60);
    expect(expanded(call('CloseBookingsArn')).TimeoutSeconds).toBe(180);
  });

  it('is made again for five errors of others, for a minute at most', () => {
    const retrier = retrierFor('Lambda.ServiceException', call('OfferDatesArn'));

    expect(retrier && longest(retrier)).toBe(62);
    expect(retrier?.ErrorEquals).toEqual(
      expect.arrayContaining([new WriteNotPossibleNow('').name, new TableNotAnswering('').name]),
    );
  });

  it.each(['Lambda.TooManyRequestsException', new MailNotSent('').name])(
    'waits for its turn when it was refused for want of capacity: %s',
    (error) => {
      const retrier = retrierFor(error, call('OfferDatesArn'));

      expect(retrier).toMatchObject({ MaxAttempts: 12, MaxDelaySeconds: 300, JitterStrategy: 'FULL' });
      expect(retrier && longest(retrier)).toBe(1710);
    },
  );

  it.each([
    'Lambda.CodeArtifactUserPendingException',
    'Lambda.ResourceNotReadyException',
    'Lambda.ResourceConflictException',
  ])('waits until a function is back that nobody called for weeks: %s', (error) => {
    const retrier = retrierFor(error, call('ListMembersToRenewArn'));

    expect(retrier && longest(retrier)).toBe(250);
    expect(retrier).not.toHaveProperty('JitterStrategy'); // the least that it waits is what counts
  });

  it.each(['States.Timeout', 'Sandbox.Timedout', 'Lambda.Unknown', 'Lambda.ClientExecutionTimeoutException'])(
    'is made twice more when it was cut off: %s',
    (error) => {
      for (const name of ['OfferDatesArn', 'PlanTeamsArn']) {
        expect(retrierFor(error, call(name))).toMatchObject({ MaxAttempts: 2 });
      }
    },
  );

  it('says which execution it is of, for the function’s log', () => {
    expect(expanded(call('OfferDatesArn')).Arguments).toMatchObject({
      Payload: { execution: '{% $states.context.Execution.Name %}' },
    });
  });

  it('has the Retry and the limit that its state writes, and nothing beside them', () => {
    const Retry = [{ ErrorEquals: ['RoundNotFinished'], IntervalSeconds: 10, MaxAttempts: 4, BackoffRate: 1 }];

    const state = expanded(call('PlanTeamsArn', { Retry }));
    expect({ ...state, Arguments: {} }).toEqual(call('PlanTeamsArn', { TimeoutSeconds: 330, Retry, Arguments: {} }));
    expect(expanded(call('PlanTeamsArn', { TimeoutSeconds: 400 })).TimeoutSeconds).toBe(400);
    expect(expanded(call('PlanTeamsArn', { Retry: [] })).Retry).toEqual([]);
  });

  it('of a function that is not known is taken for a usual one: the synthesis says what is wrong', () => {
    expect(expanded(call('OfferDaysArn'))).toEqual({
      ...expanded(call('OfferDatesArn')),
      Arguments: {
        FunctionName: arnOf('OfferDaysArn'),
        Payload: { execution: '{% $states.context.Execution.Name %}' },
      },
    });
  });
});

describe('a start of an execution', () => {
  const input = { about: '{% $about %}' };

  it('is tried for a minute, and fails at once when there is one of the name', () => {
    const state = expanded(
      task('states:startExecution', { StateMachineArn: arnOf('SubscriptionMachineArn'), Input: input }),
    );

    expect(state).toMatchObject({ TimeoutSeconds: 60, Arguments: { Input: input } });
    expect(retriersOf(state).map(longest)).toEqual([62, 1710, 15]);
    expect(errorsOf(state).flat()).not.toContain('StepFunctions.ExecutionAlreadyExistsException');
  });

  it.each([
    'StepFunctions.ThrottlingException',
    'StepFunctions.ExecutionLimitExceeded',
    'StepFunctions.ExecutionLimitExceededException',
  ])('waits for its turn when the account has no room for it: %s', (error) => {
    for (const how of ['states:startExecution', 'states:startExecution.sync:2']) {
      expect(retrierFor(error, task(how, { Input: input }))).toMatchObject({ MaxAttempts: 12, MaxDelaySeconds: 300 });
    }
  });

  it('that is waited for has 180 days, and is linked with who started it', () => {
    const state = expanded(
      task('states:startExecution.sync:2', { StateMachineArn: arnOf('PlacementMachineArn'), Input: input }),
    );

    expect(state).toMatchObject({
      TimeoutSeconds: 15_552_000,
      Arguments: {
        StateMachineArn: arnOf('PlacementMachineArn'),
        Input: { ...input, AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: '{% $states.context.Execution.Id %}' },
      },
    });
    expect(errorsOf(state).flat()).not.toContain('States.Timeout'); // a search that hangs is no better when it begins anew
  });
});

describe('a question', () => {
  it('gets its payload, its end, its second look and its outcome, in the order in which people write them', () => {
    const state = expanded(question(agreeDates, { Assign: { people: '{% $states.result.people %}' } }), 'Ask');

    expect(JSON.stringify(state, null, 1)).toBe(
      JSON.stringify(
        {
          Type: 'Task',
          Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
          Arguments: {
            FunctionName: arnOf('AskAPersonArn'),
            Payload: {
              question: 'agree-dates',
              about: '{% $about %}',
              turn: '{% $turn %}',
              round: '{% $offer %}',
              expiresAt: '{% $offerExpires %}',
              askedAt: '{% $states.context.State.EnteredTime %}',
              token: '{% $states.context.Task.Token %}',
              execution: '{% $states.context.Execution.Name %}',
            },
          },
          TimeoutSeconds:
            '{% $max([86400, $ceil(($toMillis($offerExpires) - $toMillis($states.context.State.EnteredTime)) / 1000)]) %}',
          Retry: retriersOf(expanded(call('OfferDatesArn'))).map((retrier) => ({
            ...retrier,
            ErrorEquals: retrier.ErrorEquals.filter((error) => error !== 'States.Timeout'),
          })),
          Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: 'Ask' }],
          Assign: { people: '{% $states.result.people %}' },
          Output: "{% {'outcome': $states.result.outcome} %}",
          End: true,
        },
        null,
        1,
      ),
    );
  });

  it('keeps whatever its state writes itself', () => {
    const payload = { ...agreeDates, about: '{% $session %}', turn: 1, askedAt: '{% $now() %}', token: '{% $mine %}' };
    const own = { TimeoutSeconds: 60, Retry: [], Catch: [], Output: '{% $states.result %}' };

    const execution = '{% $states.context.Execution.Name %}';
    expect(expanded(question(payload, own))).toEqual(question({ ...payload, execution }, own));
  });

  it('looks a second time by its own name, inside a Map and a branch too', () => {
    const inner = machine({ 'Ask inside': question(agreeDates) });
    const { States } = withPolicies(
      machine({
        Each: { Type: 'Map', Items: '{% $people %}', ItemProcessor: inner, Next: 'Both' },
        Both: { Type: 'Parallel', Branches: [inner, machine({ 'Ask beside': question(agreeDates) })], End: true },
      }),
    );
    const again = (Next: string) => ({ States: { [Next]: { Catch: [{ Next }] } } });

    expect(States).toMatchObject({
      Each: { Items: '{% $people %}', ItemProcessor: again('Ask inside') },
      Both: { Branches: [again('Ask inside'), again('Ask beside')] },
    });
  });

  it.each([
    ['without a question', { round: 1, expiresAt: '{% $expires %}' }],
    ['without an expiry', { question: 'agree-dates', round: 1 }],
    ['with an expiry that is no expression', { ...agreeDates, expiresAt: '2027-01-12T16:00:00Z' }],
  ])('%s is not deployed', (_which, payload) => {
    expect(() => expanded(question(payload), 'Ask')).toThrow(
      "The state 'Ask' waits for a person: it needs a question, and JSONata in expiresAt.",
    );
  });
});

describe('the policies', () => {
  it('leave other states alone, and what they are given', () => {
    const definition = machine({
      Wait: { Type: 'Wait', Timestamp: '{% $opens %}', Next: 'Ask' },
      Ask: { ...question(agreeDates), Next: 'Which?' },
      'Which?': { Type: 'Choice', Choices: [{ Condition: '{% $yes %}', Next: 'Mail' }], Default: 'Done' },
      Mail: task('aws-sdk:sesv2:sendEmail', {}),
      Done: { Type: 'Succeed' },
    });
    const before = structuredClone(definition);
    const { Ask: _ask, ...others } = withPolicies(definition).States;
    const { Ask: _before, ...untouched } = before.States;

    expect(definition).toEqual(before);
    expect(others).toEqual(untouched);
  });

  it.each(machineNames)('change nothing of %s when they are applied once more', (name) => {
    expect(JSON.stringify(withPolicies(JSON.parse(expandedMachine(name))))).toBe(expandedMachine(name));
  });
});
