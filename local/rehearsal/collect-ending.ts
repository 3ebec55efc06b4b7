import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '../stack.ts';
import { currentStates } from '../viewer/execution-status.ts';
import type { EndedExecution, Ending } from './ending.ts';

/** Reads everything that a stack has come to. The clock has to stand still. */
export async function collectEnding(stack: LocalStack): Promise<Ending> {
  return {
    rows: await everyRow(stack),
    mails: stack.inbox.messages(),
    executions: everyExecution(stack),
    now: new Date(stack.clock.now()).toISOString(),
    problems: stack.problems.messages,
  };
}

async function everyRow({ table, tableName }: LocalStack): Promise<Record<string, unknown>[]> {
  const rows: Record<string, unknown>[] = [];
  for await (const { Items = [] } of paginateScan({ client: table }, { TableName: tableName })) rows.push(...Items);
  return rows.sort((a, b) => compare(keyOf(a), keyOf(b)));
}

const keyOf = ({ pk, sk }: Record<string, unknown>): string => `${pk} ${sk}`;
const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** The oldest first. */
function everyExecution({ engine, machines }: LocalStack): EndedExecution[] {
  const names = new Map(machines.map(({ arn, name }) => [arn, name]));
  return engine
    .listExecutions()
    .toReversed()
    .map(({ executionArn, stateMachineArn, name, status, input, startDate, stopDate }) => {
      const waitingAt = status === 'RUNNING' ? currentStates(engine.history(executionArn), status).at(-1) : undefined;
      return {
        ...{ machine: names.get(stateMachineArn) ?? '', name, status, input: JSON.parse(input) as unknown },
        startedAt: new Date(startDate).toISOString(),
        ...(stopDate !== undefined && { stoppedAt: new Date(stopDate).toISOString() }),
        ...(waitingAt !== undefined && { waitingAt }),
      };
    });
}
