import { VirtualClock } from '../../local/clock.ts';
import { type HistoryEvent, type Integrations, StepFunctions } from '../../local/step-functions/index.ts';

export const START = Date.UTC(2027, 0, 4, 9);
const ROLE = 'arn:aws:iam::123456789012:role/machine';

/** An engine on a clock of its own, with shorthands for what most tests do. */
export function newEngine(integrations: Partial<Integrations> = {}, seed = 1) {
  const clock = new VirtualClock(START);
  const engine = new StepFunctions({
    clock,
    seed,
    integrations: { invokeFunction: async () => ({ payload: null }), ...integrations },
  });
  let machines = 0;
  const create = (definition: object, name = `machine-${++machines}`): string =>
    engine.createStateMachine({
      name,
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      roleArn: ROLE,
    }).stateMachineArn;
  const start = (stateMachineArn: string, input: unknown = {}, name?: string): string =>
    engine.startExecution({ stateMachineArn, input: JSON.stringify(input), ...(name ? { name } : {}) }).executionArn;
  return {
    clock,
    engine,
    create,
    start,
    /** Creates a machine of these states, runs it to its end and tells what became of it. */
    async play(states: Record<string, object>, input: unknown = {}) {
      const executionArn = start(create({ StartAt: Object.keys(states)[0], States: states }), input);
      await clock.run();
      const description = engine.describeExecution(executionArn);
      return {
        ...description,
        value: description.output === undefined ? undefined : JSON.parse(description.output),
        events: engine.history(executionArn),
        seconds: ((description.stopDate ?? clock.now()) - START) / 1000,
      };
    },
  };
}

export const types = (events: readonly HistoryEvent[]): string[] => events.map((event) => event.type);

/** `type<previousEventId` of each event. */
export const chain = (events: readonly HistoryEvent[]): string[] =>
  events.map((event) => `${event.id} ${event.type} <${event.previousEventId}`);

export const lambda = (name: string, extra: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke',
  Arguments: { FunctionName: name, Payload: '{% $states.input %}' },
  ...extra,
});

export const asking = (name: string, extra: object = {}) => ({
  Type: 'Task',
  Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
  Arguments: { FunctionName: name, Payload: { token: '{% $states.context.Task.Token %}' } },
  ...extra,
});
