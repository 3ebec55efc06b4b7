import { VirtualClock } from '../../clock.ts';
import { StepFunctions, StepFunctionsError } from '../index.ts';
import { wireEvent } from '../wire/shapes.ts';
import { answerOf, type RecordedCase } from './case.ts';
import { type Difference, firstDifference } from './compare.ts';

export interface Failure {
  readonly id: string;
  /** Number of the first event that differs, from 1; 0 when the definition is refused. */
  readonly event: number;
  readonly difference: Difference;
}

const START = Date.UTC(2026, 0, 5, 9);

/** Runs a case and compares its history with the recorded one. Undefined when they are equal. */
export async function playCase(recorded: RecordedCase): Promise<Failure | undefined> {
  let actual: readonly Record<string, unknown>[];
  try {
    actual = await run(recorded);
  } catch (error) {
    if (!(error instanceof StepFunctionsError)) throw error;
    const difference = { path: 'definition', expected: 'accepted', actual: error.message };
    return { id: recorded.id, event: 0, difference };
  }
  for (let index = 0; index < Math.max(actual.length, recorded.events.length); index += 1) {
    const difference = firstDifference(recorded.events[index], actual[index], '');
    if (difference) return { id: recorded.id, event: index + 1, difference };
  }
  return undefined;
}

/** The history of a fresh execution, with tasks answered by the recorded outcomes in their order. */
async function run(recorded: RecordedCase): Promise<readonly Record<string, unknown>[]> {
  const clock = new VirtualClock(START);
  const answers = recorded.taskOutcomes.map(answerOf);
  const engine = new StepFunctions({
    clock,
    accountId: '111111111111',
    region: 'us-east-1',
    integrations: {
      answerTask: () => answers.shift(),
      invokeFunction: async () => ({ error: 'Lambda.Unknown', cause: 'The recording holds no further answer' }),
      callAws: async () => ({ error: 'States.TaskFailed', cause: 'The recording holds no further answer' }),
    },
  });
  const { stateMachineArn } = engine.createStateMachine({
    name: 'recorded',
    definition: JSON.stringify(recorded.definition),
    roleArn: 'arn:aws:iam::111111111111:role/recorded',
  });
  const { executionArn } = engine.startExecution({
    stateMachineArn,
    name: 'recorded',
    input: recorded.input === undefined ? '{}' : JSON.stringify(recorded.input),
  });
  await clock.run({ stop: () => engine.describeExecution(executionArn).status !== 'RUNNING' });
  return engine.history(executionArn).map((event) => wireEvent(event));
}
