import { QueryCommand, ScanCommand, type ScanCommandOutput } from '@aws-sdk/lib-dynamodb';
import type { LocalStack } from '../../../local/stack.ts';
import type { HistoryEvent } from '../../../local/step-functions/index.ts';

/** What running each step a second time did. */
export interface Repeats {
  /** Names of the functions that were repeated. */
  readonly repeated: ReadonlySet<string>;
  /** Rows that a repetition changed, mails that it sent, other results that it gave. */
  readonly differences: readonly string[];
}

/** The steps of a term plan, which the season does not hold: the play of a term repeats them. */
export const stepsOfRound = [
  ...['OpenMatchingRound', 'AskAvailability', 'OfferTraining', 'ReckonLedgers', 'PlanTeams', 'PutPlanIntoForce'],
  'AskAPerson approve-plan',
] as const;

/**
 * Runs every step of the workflows a second time with the same input as soon as it has succeeded, once for each
 * function and question, as Lambda does when an answer was lost on its way. The clock stands still meanwhile.
 */
export function repeatEverything(stack: LocalStack): Repeats {
  const repeated = new Set<string>();
  const differences: string[] = [];
  stack.engine.onEvent((executionArn, event) => {
    if (event.type !== 'TaskSucceeded' && event.type !== 'TaskSubmitted') return;
    const scheduled = scheduledBefore(stack, executionArn, event);
    const { FunctionName, Payload } = parametersOf(scheduled);
    if (FunctionName === undefined) return;
    const question = typeof Payload?.question === 'string' ? ` ${Payload.question}` : '';
    const step = `${stack.functions.find(FunctionName)?.id ?? FunctionName}${question}`;
    // An answered question has given its token back; only the asking itself is repeated.
    if (repeated.has(step) || (question !== '' && event.type === 'TaskSucceeded')) return;
    repeated.add(step);
    void stack.clock.during(repeat(stack, step, FunctionName, Payload, differences));
  });
  return { repeated, differences };
}

async function repeat(
  stack: LocalStack,
  step: string,
  name: string,
  payload: unknown,
  differences: string[],
): Promise<void> {
  // Asking writes about its own review or membership, and links; looking there is a hundred times faster.
  const about = step.startsWith('AskAPerson') ? (payload as { about: string }).about : undefined;
  const look = () => (about === undefined ? everyRow(stack) : rowsAbout(stack, about));
  const [before, mails] = [await look(), stack.inbox.messages().length];
  const result = await stack.functions.invoke(name, payload);
  const after = await look();
  if ('error' in result) differences.push(`${step}: ${result.error.errorType} ${result.error.errorMessage}`);
  if (stack.inbox.messages().length !== mails) differences.push(`${step}: sent a mail again`);
  for (const key of new Set([...before.keys(), ...after.keys()])) {
    if (before.get(key) !== after.get(key)) {
      differences.push(`${step}: ${key} was ${before.get(key) ?? 'not there'} and is ${after.get(key) ?? 'gone'}`);
    }
  }
}

/** The rows of one review or membership as text, by key, and how many rows there are in all. */
export async function rowsAbout(stack: LocalStack, about: string): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  let from: Record<string, unknown> | undefined;
  let all = 0;
  do {
    const page: ScanCommandOutput = await stack.table.send(
      new ScanCommand({ TableName: stack.tableName, Select: 'COUNT', ...(from && { ExclusiveStartKey: from }) }),
    );
    all += page.Count ?? 0;
    from = page.LastEvaluatedKey;
  } while (from);
  const { Items = [] } = await stack.table.send(
    new QueryCommand({
      TableName: stack.tableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': `$peer-review#about_${about}` },
    }),
  );
  if (Items.length === 0) throw new Error(`Nothing is known about ${about}.`);
  for (const item of Items) rows.set(`${item.pk} ${item.sk}`, stable(item));
  return rows.set('all rows', String(all));
}

/** Every row of the table as text, by key. */
export async function everyRow(stack: LocalStack): Promise<Map<string, string>> {
  const rows = new Map<string, string>();
  let from: Record<string, unknown> | undefined;
  do {
    const { Items = [], LastEvaluatedKey } = await stack.table.send(
      new ScanCommand({ TableName: stack.tableName, ...(from && { ExclusiveStartKey: from }) }),
    );
    for (const item of Items) rows.set(`${item.pk} ${item.sk}`, stable(item));
    from = LastEvaluatedKey;
  } while (from);
  return rows;
}

const stable = (value: unknown): string =>
  JSON.stringify(value, (_key, part: unknown) => {
    if (part instanceof Set) return [...part].sort();
    if (typeof part !== 'object' || part === null || Array.isArray(part)) return part;
    return Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)));
  });

/** The event that scheduled the task which an event ends: the nearest one before it in its own branch. */
function scheduledBefore(stack: LocalStack, executionArn: string, event: HistoryEvent): HistoryEvent | undefined {
  const events = stack.engine.history(executionArn);
  let at: HistoryEvent | undefined = event;
  while (at && at.type !== 'TaskScheduled') at = events[at.previousEventId - 1];
  return at;
}

function parametersOf(event: HistoryEvent | undefined): {
  FunctionName?: string;
  Payload?: Readonly<Record<string, unknown>>;
} {
  const parameters = event?.details?.parameters;
  return typeof parameters === 'string' ? JSON.parse(parameters) : {};
}
