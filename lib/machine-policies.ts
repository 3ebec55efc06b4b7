/**
 * What every Task of its kind has in a state machine, said once: how long it may take, what is tried again, and what a
 * question to a person needs beside the question. statemachines/*.asl.json leave it out; the machines are deployed with
 * it. Whatever a state writes itself stays as it is, whole: a Retry in a file replaces the Retry of its kind.
 */
import { CannotDeploy } from './cannot-deploy.ts';
import { type FunctionParts, functions, usualTimeout } from './functions.ts';
import { functionMeant } from './placeholders.ts';

type Fields = Readonly<Record<string, unknown>>;

/** A state as ASL has it. */
export interface State extends Fields {
  readonly Type: string;
}

/** A machine, the body of a Map, or a branch. */
export interface Definition extends Fields {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/**
 * What passes by itself is tried five times more, after up to 2, 4, 8, 16 and 32 s: 62 s together at most, and half of it
 * on average, since each wait is drawn between nothing and that ('FULL'), so that what failed together does not come back
 * together. No wait reaches the longest one of 60 s; it holds whoever raises the number of attempts.
 */
const patience = {
  IntervalSeconds: 2,
  MaxAttempts: 5,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
  JitterStrategy: 'FULL',
};

/**
 * What was refused for want of capacity waits for its turn: twelve times more, after up to 2, 4, 8 ... 256 s and then 300 s
 * four times. That is 1,710 s together at most and 855 s on average, drawn as above. A new account runs ten functions at a time
 * and, in the sandbox, sends one mail a second: what 541 members need on renewal day is over after ten minutes, so that whoever
 * came last in each draw still has five to spare.
 */
const forCapacity = {
  IntervalSeconds: 2,
  MaxAttempts: 12,
  BackoffRate: 2,
  MaxDelaySeconds: 300,
  JitterStrategy: 'FULL',
};

/**
 * A call of a function. Every step may run any number of times, so it is called again for whatever is no fault of its own:
 * Lambda failed or was not reached; others wrote to the same rows (`WriteNotPossibleNow`); the table refused or did not
 * answer (`ElectroError`, `TableNotAnswering`). Any other error is a defect or data to be put right: trying again only hides
 * it, so the execution fails and its alarm goes off.
 */
const callAgain = {
  ErrorEquals: [
    'Lambda.ServiceException',
    'Lambda.AWSLambdaException',
    'Lambda.SdkClientException',
    'WriteNotPossibleNow',
    'ElectroError',
    'TableNotAnswering',
  ],
  ...patience,
};

/**
 * As many functions run as the account may have, or SES did not take a mail: above all because the account has sent as many
 * as it may in a second. What SES refuses for another reason has the same name, and then fails a quarter of an hour later;
 * executions of earlier releases know this name, and no other.
 */
const callWhenThereIsRoom = { ErrorEquals: ['Lambda.TooManyRequestsException', 'MailNotSent'], ...forCapacity };

/**
 * A function that nobody called for weeks is taken out of use by Lambda; the call that brings it back is refused, and so are
 * those after it until it is ready, which others have seen take 40 to 106 s. Six times more, after 10, 20, 40 and three
 * times 60 s, not drawn: 250 s. list-members-to-renew is called once a year.
 */
const callWhenAwake = {
  ErrorEquals: [
    'Lambda.CodeArtifactUserPendingException',
    'Lambda.ResourceNotReadyException',
    'Lambda.ResourceConflictException',
  ],
  IntervalSeconds: 10,
  MaxAttempts: 6,
  BackoffRate: 2,
  MaxDelaySeconds: 60,
};

/**
 * A call that was cut off: Lambda ended it at its limit (`Sandbox.Timedout`), it ended without a word, as for want of memory
 * (`Lambda.Unknown`), or Step Functions gave up listening. Twice more, after up to 5 and 10 s. Three calls of five minutes are
 * a quarter of an hour.
 */
const CUT_OFF = ['Sandbox.Timedout', 'Lambda.Unknown', 'Lambda.ClientExecutionTimeoutException'];
const twice = { IntervalSeconds: 5, MaxAttempts: 2, BackoffRate: 2, JitterStrategy: 'FULL' };
const callWhenCutOff = { ErrorEquals: CUT_OFF, ...twice };

/** The same of a call that is waited for until its function answers: nothing was heard of it in its time. */
const callWhenSilent = { ErrorEquals: ['States.Timeout', ...CUT_OFF], ...twice };

/** What every call has, but for what it means that its time is up. */
const calls = [callAgain, callWhenThereIsRoom, callWhenAwake];

/**
 * A start of an execution: Step Functions was not reached or failed. One that exists already fails at once, which is for the
 * state to catch.
 */
const startAgain = {
  ErrorEquals: ['StepFunctions.SdkClientException', 'StepFunctions.AWSStepFunctionsException'],
  ...patience,
};

/**
 * More starts than the account may make in a second, or as many executions as it may have. The documentation has the one that
 * ends in `Exceeded`; by the rule that its other errors follow it ends in `Exception`.
 */
const startWhenThereIsRoom = {
  ErrorEquals: [
    'StepFunctions.ThrottlingException',
    'StepFunctions.ExecutionLimitExceeded',
    'StepFunctions.ExecutionLimitExceededException',
  ],
  ...forCapacity,
};

/** A start of which nothing was heard: it has a name, so that a second one is the first. */
const startWhenSilent = { ErrorEquals: ['States.Timeout'], ...twice };

/** Seconds beyond a function's own limit: Lambda ends a call there and says so, the machine one that stays silent. */
const MARGIN = 30;

/** Seconds for starting an execution without waiting for it, which is one request of Step Functions to itself. */
const START = 60;

/**
 * Seconds for an execution that is waited for: 180 days, 180 x 86,400. A backstop and no default of the domain. What is
 * waited for is a search for one place in a team. It begins at the earliest `team.inviteWeeksBefore` the visit, by the
 * settings 12 weeks or 84 days, and its last question ends within ten working days of the visit's first day: 98 days. So
 * the limit is met only by a search that hangs: then the review fails, and its alarm goes off. It leaves room for
 * invitations 23 weeks ahead, 161 and 14 days.
 */
const AWAITED = 180 * 86_400;

/** Seconds that a question is waited for at least: a day, so that one which was given more time is looked at once a day. */
const QUESTION_AT_LEAST = 86_400;

const ENTERED = '$states.context.State.EnteredTime';
const EXECUTION = '{% $states.context.Execution.Name %}';

/** Gives each Task of a machine what its kind has, those inside maps and branches too. Changes nothing that it is given. */
export function withPolicies(definition: Definition): Definition {
  const states = Object.entries(definition.States).map(
    ([name, state]) => [name, withInner(withPolicy(name, state))] as const,
  );
  return { ...definition, States: Object.fromEntries(states) };
}

function withInner(state: State): State {
  const { ItemProcessor, Branches } = state as State & { ItemProcessor?: Definition; Branches?: readonly Definition[] };
  return {
    ...state,
    ...(ItemProcessor && { ItemProcessor: withPolicies(ItemProcessor) }),
    ...(Branches && { Branches: Branches.map((branch) => withPolicies(branch)) }),
  };
}

function withPolicy(name: string, state: State): State {
  switch (state.Resource) {
    case 'arn:aws:states:::lambda:invoke':
      return call(state);
    case 'arn:aws:states:::lambda:invoke.waitForTaskToken':
      return question(name, state);
    case 'arn:aws:states:::states:startExecution':
      return add(
        state,
        { TimeoutSeconds: START, Retry: [startAgain, startWhenThereIsRoom, startWhenSilent] },
        'Arguments',
      );
    case 'arn:aws:states:::states:startExecution.sync:2':
      return awaitedStart(state);
    default:
      return state;
  }
}

/** It may take as long as its function may, and `MARGIN`. */
function call(task: State): State {
  const { timeout = usualTimeout } = partsOf(task) ?? {};
  const Retry = [...calls, callWhenSilent];
  return add(named(task), { TimeoutSeconds: timeout + MARGIN, Retry }, 'Arguments');
}

/** With the name of the execution in what is handed over, so that the function's log can tell it. */
function named(task: State): State {
  const { Payload } = argumentsOf(task);
  if (typeof Payload !== 'object' || Payload === null) return task;
  return withArgument(task, { Payload: add(Payload as Fields, { execution: EXECUTION }) });
}

/** Undefined for a function that nobody knows: whoever gives the machine its ARNs says so in better words. */
function partsOf(task: State): FunctionParts | undefined {
  const [, placeholder = ''] = /^\$\{(\w+)\}$/.exec(String(argumentsOf(task).FunctionName)) ?? [];
  const name = functionMeant(placeholder);
  return name && functions[name];
}

/**
 * A question to a person (docs/decisions/0001): a state says which question it is, its round and when it expires.
 *
 * Added are what it is about and the turn, as the machine's variables of these names have them; when it was asked; the
 * token by which the answer comes; and the execution's name, as for every call. The wait ends when the question expires, after `QUESTION_AT_LEAST`. That decides
 * nothing: the state is entered once more with the same input, so that the row is looked at before anything is taken for
 * silence. Of an answer only its outcome goes on: what was said stays in the row.
 *
 * @throws CannotDeploy when the state names no question, or its expiry is no JSONata.
 */
function question(name: string, task: State): State {
  const { Payload = {} } = argumentsOf(task) as { Payload?: Fields };
  const [, expiresAt] = /^\{%\s*(.+?)\s*%\}$/s.exec(String(Payload.expiresAt)) ?? [];
  if (Payload.question === undefined || expiresAt === undefined)
    throw new CannotDeploy(`The state '${name}' waits for a person: it needs a question, and JSONata in expiresAt.`);
  const about = add(Payload, { about: '{% $about %}', turn: '{% $turn %}' }, 'question');
  const dated = add(about, { askedAt: `{% ${ENTERED} %}` }, 'expiresAt');
  const asked = named(withArgument(task, { Payload: add(dated, { token: '{% $states.context.Task.Token %}' }) }));
  const left = `$ceil(($toMillis(${expiresAt}) - $toMillis(${ENTERED})) / 1000)`;
  const waits = {
    TimeoutSeconds: `{% $max([${QUESTION_AT_LEAST}, ${left}]) %}`,
    Retry: [...calls, callWhenCutOff],
    Catch: [{ ErrorEquals: ['States.Timeout'], Output: '{% $states.input %}', Next: name }],
  };
  const outcome = { Output: "{% {'outcome': $states.result.outcome} %}" };
  return add(add(asked, waits, 'Arguments'), outcome, 'Assign' in asked ? 'Assign' : 'Catch');
}

/** By the field with the long name AWS links the execution that is waited for with this one in the console. */
function awaitedStart(task: State): State {
  const { Input = {} } = argumentsOf(task) as { Input?: Fields };
  const linked = add(Input, { AWS_STEP_FUNCTIONS_STARTED_BY_EXECUTION_ID: '{% $states.context.Execution.Id %}' });
  return add(
    withArgument(task, { Input: linked }),
    { TimeoutSeconds: AWAITED, Retry: [startAgain, startWhenThereIsRoom] },
    'Arguments',
  );
}

const argumentsOf = (task: State): Fields => (task.Arguments ?? {}) as Fields;

const withArgument = (task: State, argument: Fields): State => ({
  ...task,
  Arguments: { ...argumentsOf(task), ...argument },
});

/**
 * The fields with those of `missing` that are not among them, each after the one before it: the first after `anchor`, or
 * last. So a machine reads in the order in which people write ASL.
 */
function add<T extends Fields>(fields: T, missing: Fields, anchor?: string): T {
  const all = Object.entries(fields);
  let before = anchor;
  for (const [name, value] of Object.entries(missing)) {
    const at = all.findIndex(([key]) => key === before);
    if (!(name in fields)) all.splice(at < 0 ? all.length : at + 1, 0, [name, value]);
    before = name;
  }
  return Object.fromEntries(all) as T;
}
