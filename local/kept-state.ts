import type { KeptState } from './data-folder/kept-state.ts';
import type { LocalStack } from './stack.ts';

/** What is not in the tables: the clock, the mails, and which executions are under way. */
export function stateOf(
  stack: LocalStack,
  { played, rehearsal }: { readonly played: boolean; readonly rehearsal?: string },
): KeptState {
  const names = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  const running = stack.engine.listExecutions({ status: 'RUNNING' }).toReversed();
  return {
    at: stack.clock.now(),
    played,
    ...(rehearsal !== undefined && { rehearsal }),
    mails: stack.inbox.save(),
    running: running.map(({ stateMachineArn, name, input }) => ({
      machine: names.get(stateMachineArn) ?? '',
      name,
      input,
    })),
  };
}

/**
 * Goes on from an earlier run. Executions are started anew under their names, with their inputs: like after a
 * postponement, each finds in the table how far it had come, and asks nothing twice.
 */
export async function continueFrom(stack: LocalStack, state: KeptState): Promise<void> {
  await stack.inbox.restore(state.mails);
  for (const { machine, name, input } of state.running) {
    stack.startExecution(machine, { name, input: JSON.parse(input) });
  }
}
