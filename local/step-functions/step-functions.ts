import { StepFunctionsError } from './errors.ts';
import { Execution } from './execution.ts';
import { graphOf, type MachineGraph } from './graph.ts';
import { checkArn, checkName } from './names.ts';
import { isTooLarge, Payload } from './payload.ts';
import { seededRandom, uuidFrom } from './random.ts';
import type { ChildRequest, Runtime } from './runtime.ts';
import { describeMachine, StateMachines, type UpdateStateMachine } from './state-machines.ts';
import { StepQueue } from './step-queue.ts';
import { TaskTokens } from './task-tokens.ts';
import { type StateTrial, type StateTrialResult, testState } from './test-state.ts';
import type {
  CreateStateMachine,
  ExecutionDescription,
  ExecutionStatus,
  HistoryEvent,
  Json,
  StartExecution,
  StateMachineDescription,
  StepFunctionsOptions,
  Tag,
} from './types.ts';

type EventListener = (executionArn: string, event: HistoryEvent) => void;

/**
 * AWS Step Functions in one process, on a given clock.
 *
 * Every method takes effect before it returns: the states up to the next call, wait or timer have then been run. Calls
 * of functions and services are made when the clock next runs. Refusals are StepFunctionsErrors under AWS's names.
 */
export class StepFunctions {
  readonly #runtime: Runtime;
  readonly #machines: StateMachines;
  readonly #tokens: TaskTokens;
  readonly #executions = new Map<string, Execution>();
  readonly #listeners = new Set<EventListener>();
  readonly #steps = new StepQueue();
  readonly #tell: EventListener = (executionArn, event) => {
    for (const listener of this.#listeners) listener(executionArn, event);
  };

  constructor(options: StepFunctionsOptions) {
    const { clock, integrations, accountId = '123456789012', region = 'eu-west-2', seed = 1 } = options;
    const random = seededRandom(seed);
    const newUuid = (): string => uuidFrom(random);
    this.#tokens = new TaskTokens(seed);
    this.#machines = new StateMachines({ region, accountId, now: () => clock.now(), newUuid });
    if (options.onEvent) this.#listeners.add(options.onEvent);
    this.#runtime = {
      clock,
      integrations,
      accountId,
      region,
      random,
      surroundings: { now: () => clock.now(), random },
      newUuid,
      soon: (step) => this.#steps.push(step),
      settle: () => this.#steps.settle(),
      outside: (wanted, work, deliver) => this.#outside(wanted, work, deliver),
      newToken: (attempt) => this.#tokens.give(attempt),
      forgetToken: (token) => this.#tokens.forget(token),
      startChild: (request) => this.#start(request),
      adopt: (execution) => this.#executions.set(execution.executionArn, execution),
    };
  }

  /** Hears every event of every execution as it is recorded. Returns a function that ends it. */
  onEvent(listener: EventListener): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  createStateMachine(request: CreateStateMachine): { stateMachineArn: string; creationDate: number } {
    const { stateMachineArn, creationDate } = this.#machines.create(request);
    return { stateMachineArn, creationDate };
  }

  updateStateMachine(request: UpdateStateMachine): { updateDate: number; revisionId: string } {
    const { updateDate = 0, revisionId = '' } = this.#machines.update(request);
    return { updateDate, revisionId };
  }

  deleteStateMachine(stateMachineArn: string): void {
    this.#machines.delete(stateMachineArn);
  }

  describeStateMachine(stateMachineArn: string): StateMachineDescription {
    return describeMachine(this.#machines.get(stateMachineArn));
  }

  listStateMachines(): readonly StateMachineDescription[] {
    return this.#machines.all().map(describeMachine);
  }

  /** A machine, or an execution with the definition it was started with, as states and arrows for drawing. */
  graph(arn: string): MachineGraph {
    const { definition } = arn.includes(':execution:') ? this.#execution(arn) : this.#machines.get(arn);
    return graphOf(definition);
  }

  listTags(stateMachineArn: string): readonly Tag[] {
    return this.#machines.get(stateMachineArn).tags;
  }

  setTags(stateMachineArn: string, change: (tags: readonly Tag[]) => readonly Tag[]): void {
    const machine = this.#machines.get(stateMachineArn);
    machine.tags = change(machine.tags);
  }

  /**
   * Starts an execution. The same name and input while it runs give the running one; otherwise a name that is taken
   * is refused with ExecutionAlreadyExists.
   */
  startExecution(request: StartExecution): { executionArn: string; startDate: number } {
    const { executionArn, startDate } = this.#start({
      stateMachineArn: request.stateMachineArn,
      name: request.name,
      input: request.input ?? '{}',
    });
    this.#steps.settle();
    return { executionArn, startDate };
  }

  /** Stops an execution and those it waits for. Stopping one that has ended changes nothing. */
  stopExecution(executionArn: string, error?: string, cause?: string): { stopDate: number } {
    const execution = this.#execution(executionArn);
    execution.abort(error, cause);
    this.#steps.settle();
    return { stopDate: execution.stopDate ?? this.#runtime.clock.now() };
  }

  /** Takes up a failed, stopped or timed out execution at the state that did not succeed. */
  redriveExecution(executionArn: string): { redriveDate: number } {
    const execution = this.#execution(executionArn);
    if (execution.redriveStatus !== 'REDRIVABLE') {
      const reason = execution.redriveStatusReason ?? 'Execution cannot be redriven';
      throw new StepFunctionsError('ExecutionNotRedrivable', reason);
    }
    execution.redrive();
    this.#steps.settle();
    return { redriveDate: this.#runtime.clock.now() };
  }

  describeExecution(executionArn: string): ExecutionDescription {
    return describe(this.#execution(executionArn));
  }

  /** Executions of a machine, or of all, the latest first. Children of distributed Maps are listed by their map run. */
  listExecutions(filter: { stateMachineArn?: string; status?: ExecutionStatus; mapRunArn?: string } = {}) {
    if (filter.stateMachineArn !== undefined) this.#machines.get(filter.stateMachineArn);
    return [...this.#executions.values()]
      .filter(
        (execution) =>
          execution.mapRunArn === filter.mapRunArn &&
          (filter.stateMachineArn === undefined || execution.stateMachineArn === filter.stateMachineArn) &&
          (filter.status === undefined || execution.status === filter.status),
      )
      .reverse()
      .map(describe);
  }

  /** State transitions up to now (states entered plus retries, as AWS bills them) by the name of the machine. */
  stateTransitions(): Readonly<Record<string, number>> {
    const counts: Record<string, number> = {};
    for (const { stateMachineName, stateTransitions } of this.#executions.values()) {
      counts[stateMachineName] = (counts[stateMachineName] ?? 0) + stateTransitions;
    }
    return counts;
  }

  /** The events of an execution, in order. */
  history(executionArn: string): readonly HistoryEvent[] {
    return this.#execution(executionArn).history.events;
  }

  /** Answers a task that waits for its token, even while the function that was given the token still runs. */
  sendTaskSuccess(taskToken: string, output: string): void {
    const attempt = this.#tokens.find(taskToken);
    if (isTooLarge(output)) throw new StepFunctionsError('InvalidOutput', "Invalid Output: 'Output is too large'");
    attempt.succeed(new Payload(parseJson(output, 'InvalidOutput', 'Invalid Output'), output));
    this.#steps.settle();
  }

  /** Every token that a task was given, used up or not: what no log may hold. */
  tokensGiven(): readonly string[] {
    return this.#tokens.given();
  }

  /** The machine whose task was given a token, used up or not; nothing for one that is made up. */
  machineOfToken(taskToken: string): string | undefined {
    return this.#tokens.machineOf(taskToken);
  }

  sendTaskFailure(taskToken: string, error?: string, cause?: string): void {
    this.#tokens.find(taskToken).fail(error, cause);
    this.#steps.settle();
  }

  sendTaskHeartbeat(taskToken: string): void {
    this.#tokens.find(taskToken).heartbeat();
  }

  /** Runs one state by itself with its outside mocked. Nothing of it stays. */
  testState(trial: StateTrial): StateTrialResult {
    return testState(this.#runtime, trial);
  }

  #start(request: ChildRequest): Execution {
    const machine = this.#machines.get(request.stateMachineArn);
    const name = request.name ?? this.#runtime.newUuid();
    checkName(name);
    if (isTooLarge(request.input)) {
      throw new StepFunctionsError(
        'InvalidExecutionInput',
        "Invalid State Machine Execution Input: 'Input is too large'",
      );
    }
    const value = parseJson(request.input, 'InvalidExecutionInput', 'Invalid State Machine Execution Input');
    const executionArn = `${machine.stateMachineArn.replace(':stateMachine:', ':execution:')}:${name}`;
    const existing = this.#executions.get(executionArn);
    if (existing) {
      if (existing.status === 'RUNNING' && existing.input.text === request.input) return existing;
      throw new StepFunctionsError('ExecutionAlreadyExists', `Execution Already Exists: '${executionArn}'`);
    }
    const execution = new Execution({
      runtime: this.#runtime,
      definition: machine.definition,
      stateMachineArn: machine.stateMachineArn,
      stateMachineName: machine.name,
      roleArn: machine.roleArn,
      executionArn,
      name,
      input: new Payload(value, request.input),
      onEvent: this.#tell,
    });
    this.#executions.set(executionArn, execution);
    execution.start();
    return execution;
  }

  #execution(executionArn: string): Execution {
    checkArn(executionArn, 'execution');
    const execution = this.#executions.get(executionArn);
    if (execution) return execution;
    throw new StepFunctionsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${executionArn}'`);
  }

  #outside<T>(wanted: () => boolean, work: () => Promise<T>, deliver: (result: T) => void): void {
    const { clock } = this.#runtime;
    clock.schedule(clock.now(), () => {
      if (!wanted()) return;
      const delivered = work().then((result) => {
        deliver(result);
        this.#steps.settle();
      });
      void clock.during(delivered);
    });
  }
}

function describe(execution: Execution): ExecutionDescription {
  const { failure, output, stopDate, redriveDate } = execution;
  return {
    executionArn: execution.executionArn,
    stateMachineArn: execution.stateMachineArn,
    name: execution.name,
    status: execution.status,
    startDate: execution.startDate,
    ...(stopDate === undefined ? {} : { stopDate }),
    input: execution.input.text,
    ...(output ? { output: output.text } : {}),
    ...(failure?.error === undefined ? {} : { error: failure.error }),
    ...(failure?.cause === undefined ? {} : { cause: failure.cause }),
    redriveCount: execution.redriveCount,
    ...(redriveDate === undefined ? {} : { redriveDate }),
    stateTransitions: execution.stateTransitions,
  };
}

function parseJson(text: string, error: string, wording: string): Json {
  try {
    return JSON.parse(text) as Json;
  } catch (reason) {
    throw new StepFunctionsError(error, `${wording}: '${(reason as Error).message}'`);
  }
}
