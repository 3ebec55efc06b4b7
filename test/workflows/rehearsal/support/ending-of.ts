import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Ending } from '../../../../local/rehearsal/ending.ts';
import type { More } from '../../../../local/rehearsal/invariants/all.ts';
import type { LocalStack } from '../../../../local/stack.ts';
import { currentStates } from '../../../../local/viewer/execution-status.ts';

/** What a stack holds at this moment. */
export async function endingOf(stack: LocalStack): Promise<Ending> {
  const rows: Record<string, unknown>[] = [];
  const all = paginateScan({ client: stack.table }, { TableName: stack.tableName, ConsistentRead: true });
  for await (const { Items = [] } of all) rows.push(...Items);
  const machines = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  const iso = (milliseconds: number): string => new Date(milliseconds).toISOString();
  return {
    rows,
    mails: [...stack.inbox.messages()],
    executions: stack.engine.listExecutions().map((one) => {
      const waitingAt = currentStates(stack.engine.history(one.executionArn), one.status).join(', ');
      return {
        machine: machines.get(one.stateMachineArn) ?? '',
        name: one.name,
        status: one.status,
        input: JSON.parse(one.input),
        startedAt: iso(one.startDate),
        ...(one.stopDate !== undefined && { stoppedAt: iso(one.stopDate) }),
        ...(waitingAt !== '' && { waitingAt }),
      };
    }),
    now: iso(stack.clock.now()),
    problems: stack.problems.messages,
  };
}

/** What the functions logged, and how long and large the histories of the executions are. */
export const moreOf = (stack: LocalStack): More => ({
  logs: stack.functions.logs().map(({ line }) => line),
  histories: stack.engine.listExecutions().map(({ executionArn, name }) => {
    const events = stack.engine.history(executionArn);
    return { name, events: events.length, largestBytes: Math.max(...events.map((one) => JSON.stringify(one).length)) };
  }),
});
