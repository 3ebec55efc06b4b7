import type { Clock } from '../clock.ts';
import type { State, StateMachineDefinition } from './definition/model.ts';
import { parseDefinition } from './definition/parse.ts';
import { targetsOf } from './definition/transitions.ts';
import { StepFunctionsError } from './errors.ts';
import { Execution } from './execution.ts';
import { matchingCatcher, matchingRetrier } from './failure.ts';
import { isObject, type Payload } from './payload.ts';
import type { Runtime } from './runtime.ts';
import { StepQueue } from './step-queue.ts';
import type { Json, TaskAnswer } from './types.ts';

export interface StateTrial {
  /** One state, or a whole machine together with `stateName`. JSON text. */
  readonly definition: string;
  readonly stateName: string | undefined;
  readonly roleArn: string;
  readonly input: Payload;
  readonly mock: TaskAnswer | undefined;
  readonly variables: { readonly [name: string]: Json };
  readonly context: { readonly [key: string]: Json };
  /** How often each retrier has been used up to now, for the outcome RETRIABLE. */
  readonly retriesUsed: number;
}

export interface StateTrialResult {
  readonly status: 'SUCCEEDED' | 'FAILED' | 'RETRIABLE' | 'CAUGHT_ERROR';
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly nextState?: string;
  readonly inspectionData: Readonly<Record<string, unknown>>;
}

/**
 * Runs one state by itself, as TestState does: nothing outside is called, no time passes. A Task, Map or Parallel
 * state needs a mock.
 */
export function testState(runtime: Runtime, trial: StateTrial): StateTrialResult {
  const { state, definition } = readState(trial);
  checkMock(state, trial.mock);
  const steps = new StepQueue();
  const pending: (() => void)[] = [];
  const execution = new Execution({
    runtime: { ...runtime, clock: stillClock(runtime.clock.now(), pending), soon: (step) => steps.push(step) },
    definition,
    stateMachineArn: `arn:aws:states:${runtime.region}:${runtime.accountId}:stateMachine:TestState`,
    stateMachineName: 'TestState',
    roleArn: trial.roleArn,
    executionArn: `arn:aws:states:${runtime.region}:${runtime.accountId}:execution:TestState:test`,
    name: 'test',
    input: trial.input,
    onEvent: undefined,
    trial: { answer: trial.mock, variables: trial.variables, context: trial.context, retriesUsed: trial.retriesUsed },
  });
  execution.start();
  pending.length = 0;
  steps.settle();
  if (state.type === 'Wait') {
    for (const due of pending.splice(0)) due();
    steps.settle();
  }
  return resultOf(execution, state, trial);
}

function readState(trial: StateTrial): { state: State; definition: StateMachineDefinition } {
  const json = JSON.parse(trial.definition) as Json;
  const whole = isObject(json) && json.States !== undefined;
  const name = trial.stateName ?? 'TestState';
  const text = whole ? trial.definition : JSON.stringify(aloneInAMachine(name, json));
  const { definition, problems } = parseDefinition(text);
  if (!definition) throw new StepFunctionsError('InvalidDefinition', problems.summary);
  const state = definition.states.get(name);
  if (!state) throw new StepFunctionsError('ValidationException', `State '${name}' does not exist in the definition`);
  const stubs = targetsOf(state).map(({ target }) => [target, stub(target)] as const);
  const states = new Map<string, State>([...stubs, [name, state]]);
  return { state, definition: { ...definition, startAt: name, states } };
}

/** The state with a target for everything that it leads to, so that it can be parsed. */
function aloneInAMachine(name: string, state: Json): Json {
  const targets = new Set<string>();
  JSON.stringify(state, (key, value: unknown) => {
    if ((key === 'Next' || key === 'Default') && typeof value === 'string') targets.add(value);
    return key === 'States' ? undefined : value;
  });
  targets.delete(name);
  const stubs = [...targets].map((target) => [target, { Type: 'Succeed', QueryLanguage: 'JSONata' }] as const);
  return { StartAt: name, States: { [name]: state, ...Object.fromEntries(stubs) } };
}

const stub = (name: string): State => ({ type: 'Succeed', name, comment: undefined, output: undefined });

function checkMock(state: State, mock: TaskAnswer | undefined): void {
  const mocked = 'retry' in state;
  if (mock && !mocked) throw invalid(`State type '${state.type}' is not supported when a mock is specified`);
  if (!mock && (state.type === 'Map' || state.type === 'Parallel')) {
    throw new StepFunctionsError(
      'InvalidDefinition',
      'TestState API does not support Map or Parallel states. Supported state types include: [Task, Wait, Pass, Succeed, Fail, Choice]',
    );
  }
  if (!mock && mocked) throw invalid('Here a Task state is tested with a mock: nothing outside is called');
  if (!mock || !('output' in mock) || state.type === 'Task') return;
  if (!Array.isArray(mock.output)) throw invalid('Mocked result must be an array.');
  if (state.type === 'Parallel' && mock.output.length !== state.branches.length) {
    throw invalid('Mocked result must contain the same number of items as number of Parallel branches.');
  }
}

const invalid = (message: string): StepFunctionsError => new StepFunctionsError('ValidationException', message);

/** Time that does not pass: what is scheduled is kept for the caller to fire or drop. */
function stillClock(now: number, pending: (() => void)[]): Clock {
  return {
    now: () => now,
    schedule: (_, due) => {
      pending.push(due);
      return () => undefined;
    },
    during: (work) => work,
  };
}

function resultOf(execution: Execution, state: State, trial: StateTrial): StateTrialResult {
  const { events } = execution.history;
  const exited = events.find((event) => event.type === `${state.type}StateExited`);
  const inspectionData: Record<string, unknown> = { input: trial.input.text };
  const assigned = exited?.details?.assignedVariables;
  if (assigned) inspectionData.variables = JSON.stringify(assigned);
  if (trial.mock && 'output' in trial.mock) inspectionData.result = JSON.stringify(trial.mock.output);
  const error = execution.lastError;
  if (exited) {
    const next = events.find((event) => event.id > exited.id && event.type.endsWith('StateEntered'));
    const nextState = typeof next?.details?.name === 'string' ? { nextState: next.details.name } : {};
    const output = String(exited.details?.output);
    if (!error) return { status: 'SUCCEEDED', output, ...nextState, inspectionData };
    const catcher = matchingCatcher(state, error);
    if (catcher && 'catch' in state) inspectionData.errorDetails = { catchIndex: state.catch.indexOf(catcher) };
    return { status: 'CAUGHT_ERROR', output, ...named(error), ...nextState, inspectionData };
  }
  const retrier = error && matchingRetrier(state, error, new Map(), trial.retriesUsed);
  if (!retrier) return { status: 'FAILED', ...named(error), inspectionData };
  const interval = retrier.retrier.intervalSeconds * retrier.retrier.backoffRate ** trial.retriesUsed;
  const seconds = Math.min(interval, retrier.retrier.maxDelaySeconds ?? Number.POSITIVE_INFINITY);
  inspectionData.errorDetails = { retryIndex: retrier.index, retryBackoffIntervalSeconds: seconds };
  return { status: 'RETRIABLE', ...named(error), inspectionData };
}

function named(error: { readonly error: string | undefined; readonly cause: string | undefined } | undefined) {
  return {
    ...(error?.error === undefined ? {} : { error: error.error }),
    ...(error?.cause === undefined ? {} : { cause: error.cause }),
  };
}
