/**
 * State transitions a second of the local Step Functions engine: a loop of Pass and Choice states with a JSONata
 * expression each, on one core.
 *
 *   node test/bench/step-functions-chain.ts
 */
import { VirtualClock } from '../../local/clock.ts';
import { StepFunctions } from '../../local/step-functions/index.ts';

const ROUNDS = 4000;
const EXECUTIONS = 10;

const definition = {
  QueryLanguage: 'JSONata',
  StartAt: 'Count',
  States: {
    Count: { Type: 'Pass', Output: { count: '{% $states.input.count + 1 %}' }, Next: 'Enough?' },
    'Enough?': {
      Type: 'Choice',
      Choices: [{ Condition: `{% $states.input.count >= ${ROUNDS} %}`, Next: 'Done' }],
      Default: 'Count',
    },
    Done: { Type: 'Succeed' },
  },
};

async function measure(): Promise<number> {
  const clock = new VirtualClock(Date.UTC(2027, 0, 4, 9));
  const engine = new StepFunctions({ clock, integrations: { invokeFunction: async () => ({ payload: null }) } });
  const { stateMachineArn } = engine.createStateMachine({
    name: 'chain',
    definition: JSON.stringify(definition),
    roleArn: 'arn:aws:iam::123456789012:role/bench',
  });
  const before = performance.now();
  let transitions = 0;
  for (let index = 0; index < EXECUTIONS; index += 1) {
    const { executionArn } = engine.startExecution({ stateMachineArn, input: '{"count":0}' });
    const execution = engine.describeExecution(executionArn);
    if (execution.status !== 'SUCCEEDED') throw new Error(`The chain ended ${execution.status}: ${execution.cause}`);
    transitions += execution.stateTransitions;
  }
  await clock.idle();
  return (transitions / (performance.now() - before)) * 1000;
}

const runs: number[] = [];
for (let run = 0; run < 5; run += 1) runs.push(await measure());
console.log(
  `transitions/s of ${EXECUTIONS} chains of ${2 * ROUNDS + 1} states, five runs: ${runs.map(Math.round).join(', ')}`,
);
