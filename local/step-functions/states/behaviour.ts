import type { Visit } from '../visit.ts';
import { runChoice } from './choice.ts';
import { failState, succeedState } from './ending.ts';
import { MapRun } from './map.ts';
import { runMocked } from './mocked.ts';
import { ParallelRun } from './parallel.ts';
import { runPass } from './pass.ts';
import { TaskRun } from './task.ts';
import { WaitRun } from './wait.ts';

/** How a state of one type goes on while it is visited. */
export interface Behaviour {
  run(): void;
  /** Records what goes between the failure and its Catch (`MapStateFailed`). */
  recordFailure?(): void;
  /** Takes back timers, tasks and inner threads. */
  abandon?(): void;
  /** Records what inner threads were in when they were cut short. */
  recordInnerAborted?(previousEventId: number): void;
}

/** The behaviour for one visit, or for one more attempt of it. */
export function behaviourOf(visit: Visit): Behaviour {
  const { state } = visit;
  const answer = visit.thread.execution.trial?.answer;
  if (answer && 'retry' in state) return { run: () => runMocked(visit, state, answer) };
  switch (state.type) {
    case 'Pass':
      return { run: () => runPass(visit, state) };
    case 'Choice':
      return { run: () => runChoice(visit, state) };
    case 'Succeed':
      return { run: () => succeedState(visit, state) };
    case 'Fail':
      return { run: () => failState(visit, state) };
    case 'Wait':
      return new WaitRun(visit, state);
    case 'Task':
      return new TaskRun(visit, state);
    case 'Parallel':
      return new ParallelRun(visit, state);
    case 'Map':
      return new MapRun(visit, state);
  }
}
