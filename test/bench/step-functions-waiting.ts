/**
 * Executions that wait side by side, in the shape of the `placement` machine: ask a candidate and wait for the token,
 * look at the answer, ask the next one or end. Measures memory for each waiting execution, and transitions a second
 * while all are answered.
 *
 *   node test/bench/step-functions-waiting.ts
 *
 * Each number of executions has a process of its own, so that one does not pay for another's memory.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { VirtualClock } from '../../local/clock.ts';
import { StepFunctions } from '../../local/step-functions/index.ts';

const START = Date.UTC(2027, 0, 4, 9);
const DAY = 86_400_000;

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Name the seat',
  States: {
    'Name the seat': {
      Type: 'Pass',
      Assign: { review: '{% $states.input.review %}', seat: '{% $states.input.seat %}', turn: 1 },
      Next: 'Choose a candidate',
    },
    'Choose a candidate': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke',
      Arguments: { FunctionName: 'choose-candidate', Payload: { review: '{% $review %}', turn: '{% $turn %}' } },
      Output: '{% $states.result.Payload %}',
      Next: 'Ask the candidate',
    },
    'Ask the candidate': {
      Type: 'Task',
      Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
      Arguments: {
        FunctionName: 'ask-a-person',
        Payload: {
          question: 'placement',
          about: '{% $review %}',
          subject: '{% $states.input.candidate %}',
          turn: '{% $turn %}',
          askedAt: '{% $states.context.State.EnteredTime %}',
          token: '{% $states.context.Task.Token %}',
        },
      },
      TimeoutSeconds: '{% 7 * 86400 %}',
      Catch: [{ ErrorEquals: ['States.Timeout'], Next: 'Ask the candidate', Output: '{% $states.input %}' }],
      Output: '{% $states.result %}',
      Next: 'Accepted?',
    },
    'Accepted?': {
      Type: 'Choice',
      Choices: [{ Condition: "{% $states.input.outcome = 'accepted' %}", Next: 'Placed' }],
      Default: 'Ask the next',
      Assign: { turn: '{% $turn + 1 %}' },
    },
    'Ask the next': { Type: 'Pass', Next: 'Choose a candidate' },
    Placed: { Type: 'Succeed' },
  },
};

const megabytes = (bytes: number): number => bytes / 1024 / 1024;
const collect = (): void => (globalThis as { gc?: () => void }).gc?.();

async function measure(executions: number): Promise<string> {
  const clock = new VirtualClock(START);
  const tokens: string[] = [];
  const engine: StepFunctions = new StepFunctions({
    clock,
    integrations: {
      invokeFunction: async ({ functionArn, payload }) => {
        if (functionArn.endsWith('choose-candidate')) return { payload: { candidate: 'person-0421' } };
        tokens.push((payload as unknown as { token: string }).token);
        return { payload: { asked: true } };
      },
    },
  });
  const { stateMachineArn } = engine.createStateMachine({
    name: 'placement',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/bench',
  });
  collect();
  const before = process.memoryUsage();
  const begun = performance.now();
  const arns = Array.from({ length: executions }, (_, index) =>
    engine.startExecution({
      stateMachineArn,
      name: `seat-${index}`,
      input: JSON.stringify({ review: `qar-2027-${100_000 + index}`, seat: index }),
    }),
  );
  await clock.run({ until: START });
  collect();
  const waiting = process.memoryUsage();
  for (const outcome of ['declined', 'accepted']) {
    const answered = tokens.splice(0);
    if (answered.length !== executions) throw new Error(`${answered.length} of ${executions} wait`);
    for (const token of answered) {
      clock.schedule(clock.now() + DAY, () => engine.sendTaskSuccess(token, JSON.stringify({ outcome })));
    }
    await clock.run({ until: clock.now() + DAY });
  }
  const seconds = (performance.now() - begun) / 1000;
  let transitions = 0;
  for (const { executionArn } of arns) {
    const execution = engine.describeExecution(executionArn);
    if (execution.status !== 'SUCCEEDED') throw new Error(`${execution.name} is ${execution.status}`);
    transitions += execution.stateTransitions;
  }
  const heap = waiting.heapUsed - before.heapUsed;
  return (
    `${String(executions).padStart(6)} executions: ${Math.round(transitions / seconds)} transitions/s, ` +
    `${(heap / executions / 1024).toFixed(1)} KB a waiting execution, ` +
    `live heap ${megabytes(waiting.heapUsed).toFixed(0)} MB, resident ${megabytes(waiting.rss).toFixed(0)} MB`
  );
}

const [, , executions] = process.argv;
if (executions !== undefined) {
  console.log(await measure(Number(executions)));
} else {
  const file = fileURLToPath(import.meta.url);
  for (const count of [1, 100, 1000, 10_000]) {
    process.stdout.write(execFileSync(process.execPath, ['--expose-gc', file, String(count)]));
  }
}
