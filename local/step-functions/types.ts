import type { Clock } from '../clock.ts';

/** A value that JSON can carry. */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [key: string]: Json };

/**
 * What a Lambda function answered: its payload, or the error it ended with. `cause` is the text AWS would record. A call that is
 * `unanswered` ends by the limits of its state alone.
 */
export type FunctionOutcome = ({ payload: unknown } | { error: string; cause: string } | { unanswered: true }) & {
  /** Milliseconds of the clock that the call took; none unless said. */
  readonly takes?: number;
};

export interface FunctionCall {
  readonly functionArn: string;
  readonly payload: Json;
  readonly roleArn: string;
}

export interface AwsCall {
  /** Service as in the resource's ARN: `dynamodb` of `arn:aws:states:::aws-sdk:dynamodb:getItem`. */
  readonly service: string;
  /** Action as in the resource's ARN, in camelCase. */
  readonly action: string;
  readonly parameters: Json;
  readonly roleArn: string;
}

/** What a call of an AWS service answered, or its error under the name that a Catch would look for. */
export type AwsOutcome = { output: unknown } | { error: string; cause: string };

export interface PutEventsCall {
  readonly entries: readonly Json[];
  readonly roleArn: string;
}

/** The world outside a state machine. A promise that is rejected stops the engine: it is a defect, not a task's error. */
export interface Integrations {
  invokeFunction(call: FunctionCall): Promise<FunctionOutcome>;
  callAws?(call: AwsCall): Promise<AwsOutcome>;
  putEvents?(call: PutEventsCall): Promise<AwsOutcome>;
  /** What AWS says when a machine's role may not do something itself (start, describe, stop); nothing when it may. */
  refusal?(request: { roleArn: string; action: string; resource: string }): string | undefined;
  /** Answers a task in place of its integration (mocks). `undefined` leaves the task to its integration. */
  answerTask?(task: TaskQuestion): TaskAnswer | undefined;
}

export interface TaskQuestion {
  readonly stateName: string;
  readonly resource: string;
  readonly parameters: Json;
  /** Earlier attempts of the same visit to the state. */
  readonly retryCount: number;
}

export type TaskAnswer = { output: Json } | { error?: string; cause?: string } | { timedOut: true };

export type ExecutionStatus = 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'TIMED_OUT' | 'ABORTED' | 'PENDING_REDRIVE';

/** One event of an execution's history. `details` is what AWS puts under `<type>EventDetails`. Times in milliseconds. */
export interface HistoryEvent {
  readonly id: number;
  readonly previousEventId: number;
  readonly timestamp: number;
  readonly type: string;
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface StepFunctionsOptions {
  readonly clock: Clock;
  readonly integrations: Integrations;
  /** Twelve digits. Default 123456789012. */
  readonly accountId?: string;
  /** Default eu-west-2. */
  readonly region?: string;
  /** Equal seeds give equal random numbers, tokens, jitter and generated names. Default 1. */
  readonly seed?: number;
  /** Called for every event as it is recorded, in order. */
  readonly onEvent?: (executionArn: string, event: HistoryEvent) => void;
}

export interface Tag {
  readonly key: string;
  readonly value: string;
}

export interface CreateStateMachine {
  readonly name: string;
  /** The definition as JSON text. */
  readonly definition: string;
  readonly roleArn: string;
  readonly type?: 'STANDARD';
  readonly tags?: readonly Tag[];
}

export interface StateMachineDescription {
  readonly stateMachineArn: string;
  readonly name: string;
  readonly definition: string;
  readonly roleArn: string;
  readonly type: 'STANDARD';
  readonly creationDate: number;
  readonly status: 'ACTIVE';
  readonly revisionId?: string;
}

export interface StartExecution {
  readonly stateMachineArn: string;
  /** Letters, digits, `-` and `_`, at most 80. Generated when missing. */
  readonly name?: string;
  /** JSON text. Default `{}`. */
  readonly input?: string;
}

export interface ExecutionDescription {
  readonly executionArn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly startDate: number;
  readonly stopDate?: number;
  readonly input: string;
  readonly output?: string;
  readonly error?: string;
  readonly cause?: string;
  readonly redriveCount: number;
  readonly redriveDate?: number;
  /** States entered plus retries: what AWS bills as state transitions. */
  readonly stateTransitions: number;
}

export interface WireResponse {
  readonly status: number;
  /** JSON text. */
  readonly body: string;
}
