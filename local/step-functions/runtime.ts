import type { Clock } from '../clock.ts';
import type { Execution } from './execution.ts';
import type { Surroundings } from './jsonata/synchronous-jsonata.ts';
import type { Attempt } from './tasks/attempt.ts';
import type { Integrations } from './types.ts';

/** What executions share: time, order, chance, and the world outside. */
export interface Runtime {
  readonly clock: Clock;
  readonly integrations: Integrations;
  readonly accountId: string;
  readonly region: string;
  readonly random: () => number;
  /** What expressions see of time and chance. */
  readonly surroundings: Surroundings;
  /** Runs a step after those already waiting, so that branches take turns as they do on AWS. */
  soon(step: () => void): void;
  /** Works through the steps, then returns. */
  settle(): void;
  /**
   * Does work outside the engine while the clock stands still, and delivers its result before time goes on. Pieces of
   * work are done one after another, in the order they were asked for, so that histories repeat exactly.
   */
  outside<T>(wanted: () => boolean, work: () => Promise<T>, deliver: (result: T) => void): void;
  newUuid(): string;
  newToken(attempt: Attempt): string;
  forgetToken(token: string): void;
  /** Starts an execution of another machine. Throws a StepFunctionsError as StartExecution would refuse. */
  startChild(request: ChildRequest): Execution;
  /** Takes on an execution that a distributed Map starts. */
  adopt(execution: Execution): void;
}

export interface ChildRequest {
  readonly stateMachineArn: string;
  readonly name: string | undefined;
  readonly input: string;
}
