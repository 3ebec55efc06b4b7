/**
 * Executions of the `placement` machine that wait side by side: the first candidate declines, the second accepts. Measures memory for each waiting execution, and transitions a second
 * while all are answered.
 *
 *   node test/bench/step-functions-waiting.ts
 *
 * Each number of executions has a process of its own, so that one does not pay for another's memory.
 */
import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expandedMachine } from '../../lib/expanded-machine.ts';
import { VirtualClock } from '../../local/clock.ts';
import { StepFunctions } from '../../local/step-functions/index.ts';

const START = Date.UTC(2027, 0, 4, 9);
const DAY = 86_400_000;

/** The machine as it is deployed, with names in place of the functions' ARNs. */
const definition = expandedMachine('placement')
  .replace(/\$\{ChooseCandidateArn\}/g, 'choose-candidate')
  .replace(/\$\{AskAPersonArn\}/g, 'ask-a-person');

const megabytes = (bytes: number): number => bytes / 1024 / 1024;
const collect = (): void => (globalThis as { gc?: () => void }).gc?.();

/** What `choose-candidate` gives. */
const candidate = {
  outcome: 'candidate',
  person: 'person-0421',
  round: 1,
  expiresAt: new Date(START + 7 * DAY).toISOString(),
};

async function measure(executions: number): Promise<string> {
  const clock = new VirtualClock(START);
  const tokens: string[] = [];
  const engine: StepFunctions = new StepFunctions({
    clock,
    integrations: {
      invokeFunction: async ({ functionArn, payload }) => {
        if (functionArn.endsWith('choose-candidate')) return { payload: candidate };
        tokens.push((payload as unknown as { token: string }).token);
        return { payload: { asked: true } };
      },
    },
  });
  const { stateMachineArn } = engine.createStateMachine({
    name: 'placement',
    definition,
    roleArn: 'arn:aws:iam::123456789012:role/bench',
  });
  collect();
  const before = process.memoryUsage();
  const begun = performance.now();
  const arns = Array.from({ length: executions }, (_, index) =>
    engine.startExecution({
      stateMachineArn,
      name: `seat-${index}`,
      input: JSON.stringify({ about: `qar-2027-${100_000 + index}`, turn: 1, seat: 'seat-1' }),
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

/** A young generation of 4 MB: V8 otherwise keeps up to 130 MB of it, empty, once a burst of starts is over. */
const FLAGS = ['--expose-gc', '--max-semi-space-size=4'];

const [, , executions] = process.argv;
if (executions !== undefined) {
  console.log(await measure(Number(executions)));
} else {
  const file = fileURLToPath(import.meta.url);
  for (const count of [1, 100, 1000, 10_000]) {
    process.stdout.write(execFileSync(process.execPath, [...FLAGS, file, String(count)]));
  }
}
