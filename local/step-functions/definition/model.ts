import type { Template } from '../jsonata/template.ts';
import type { TaskResource } from '../tasks/resource.ts';

/** A parsed state machine, or one branch or item processor of it. */
export interface Flow {
  readonly startAt: string;
  readonly states: ReadonlyMap<string, State>;
}

export interface StateMachineDefinition extends Flow {
  readonly comment: string | undefined;
  readonly timeoutSeconds: number | undefined;
}

interface Common {
  readonly name: string;
  readonly comment: string | undefined;
}

/** Where a state goes: to the state named `next`, or to the end of its flow. */
interface Leaving {
  readonly next: string | undefined;
  readonly assign: Template | undefined;
  readonly output: Template | undefined;
}

export interface Retrier {
  readonly errorEquals: readonly string[];
  readonly intervalSeconds: number;
  readonly maxAttempts: number;
  readonly backoffRate: number;
  readonly maxDelaySeconds: number | undefined;
  readonly jitter: boolean;
}

export interface Catcher extends Leaving {
  readonly errorEquals: readonly string[];
  readonly next: string;
}

interface Failable {
  readonly retry: readonly Retrier[];
  readonly catch: readonly Catcher[];
}

export interface PassState extends Common, Leaving {
  readonly type: 'Pass';
}

export interface TaskState extends Common, Leaving, Failable {
  readonly type: 'Task';
  readonly resource: TaskResource;
  readonly arguments: Template | undefined;
  readonly timeoutSeconds: Template | undefined;
  readonly heartbeatSeconds: Template | undefined;
}

export interface ChoiceRule extends Leaving {
  readonly condition: Template;
  readonly next: string;
}

export interface ChoiceState extends Common, Leaving {
  readonly type: 'Choice';
  readonly choices: readonly ChoiceRule[];
}

export interface WaitState extends Common, Leaving {
  readonly type: 'Wait';
  readonly seconds: Template | undefined;
  readonly timestamp: Template | undefined;
}

export interface SucceedState extends Common {
  readonly type: 'Succeed';
  readonly output: Template | undefined;
}

export interface FailState extends Common {
  readonly type: 'Fail';
  readonly error: Template | undefined;
  readonly cause: Template | undefined;
}

export interface ParallelState extends Common, Leaving, Failable {
  readonly type: 'Parallel';
  readonly arguments: Template | undefined;
  readonly branches: readonly Flow[];
}

export interface MapState extends Common, Leaving, Failable {
  readonly type: 'Map';
  readonly distributed: boolean;
  readonly label: string | undefined;
  readonly processor: Flow;
  readonly items: Template | undefined;
  readonly itemSelector: Template | undefined;
  readonly maxConcurrency: Template | undefined;
  readonly toleratedFailureCount: Template | undefined;
  readonly toleratedFailurePercentage: Template | undefined;
}

export type State =
  | PassState
  | TaskState
  | ChoiceState
  | WaitState
  | SucceedState
  | FailState
  | ParallelState
  | MapState;
