import type { Item } from './attributes.ts';
import type { Row } from './ordered-rows.ts';
import { keyText } from './reads.ts';
import { ConditionFailed, InvalidRequest, Refusal } from './refusals.ts';
import type { Table } from './table.ts';
import { readWrite, type Write, type WriteKind, type WriteRequest } from './writes.ts';

const MOST = 100;
const MOST_BYTES = 4 * 1024 * 1024;
const KINDS: readonly string[] = ['Put', 'Update', 'Delete', 'ConditionCheck'];

/** Why one part of a transaction was refused, or that it was not. */
interface Reason {
  readonly Code: string;
  readonly Message?: string;
  readonly Item?: Item;
}

/** What a transaction did to the rows of a table. */
export interface Done {
  readonly table: Table;
  readonly units: number;
}

/**
 * Makes all writes or none.
 *
 * @throws Refusal `TransactionCanceledException` with a reason for each part, when one of them cannot be made
 */
export function transact(
  items: readonly Readonly<Record<string, WriteRequest>>[],
  tableOf: (name: string) => Table,
): Done[] {
  if (items.length === 0 || items.length > MOST) {
    throw new InvalidRequest(
      `1 validation error detected: Value at 'transactItems' failed to satisfy constraint: Member must have length less than or equal to ${MOST}`,
    );
  }
  const writes = items.map((item) => readPart(item, tableOf));
  refuseTwice(writes.map(({ table, key }) => `${table.shape.name} ${keyText(table, key)}`));
  const outcomes = writes.map(outcomeOf);
  if (outcomes.some(({ reason }) => reason.Code !== 'None')) throw cancelled(outcomes.map(({ reason }) => reason));
  const bytes = outcomes.reduce((sum, { after }) => sum + (after?.size ?? 0), 0);
  if (bytes > MOST_BYTES) throw new InvalidRequest('Collection size limit exceeded');
  return writes.map(({ table, key }, index) => {
    const { before, after, isChanged } = outcomes[index] as Outcome;
    if (isChanged && after) table.put(after);
    else if (isChanged) table.remove(key);
    return { table, units: table.writeUnits(before, after, 'transaction') };
  });
}

function readPart(item: Readonly<Record<string, WriteRequest>>, tableOf: (name: string) => Table): Write {
  const [[kind, request] = []] = Object.entries(item);
  if (kind === undefined || !request || !KINDS.includes(kind) || Object.keys(item).length !== 1) {
    throw new InvalidRequest('TransactItems can only contain one of Check, Put, Update or Delete');
  }
  return readWrite(kind as WriteKind, tableOf(request.TableName), request);
}

/** @throws InvalidRequest when a transaction is about one row twice */
export function refuseTwice(keys: readonly string[]): void {
  if (new Set(keys).size === keys.length) return;
  throw new InvalidRequest('Transaction request cannot include multiple operations on one item');
}

interface Outcome {
  readonly reason: Reason;
  readonly before: Row | undefined;
  readonly after: Row | undefined;
  readonly isChanged: boolean;
}

function outcomeOf({ table, key, after: next }: Write): Outcome {
  const before = table.get(key);
  try {
    const after = next(before);
    if (after === 'unchanged') return { reason: { Code: 'None' }, before, after: before, isChanged: false };
    return { reason: { Code: 'None' }, before, after, isChanged: true };
  } catch (error) {
    return { reason: reasonOf(error), before, after: before, isChanged: false };
  }
}

function reasonOf(error: unknown): Reason {
  if (error instanceof ConditionFailed) {
    return { Code: 'ConditionalCheckFailed', Message: error.message, ...error.more };
  }
  if (error instanceof InvalidRequest) return { Code: 'ValidationError', Message: error.message };
  throw error;
}

/** Codes and reasons as AWS writes them in its message. */
function cancelled(CancellationReasons: readonly Reason[]): Refusal {
  const codes = CancellationReasons.map(({ Code }) => Code).join(', ');
  return new Refusal(
    'TransactionCanceledException',
    `Transaction cancelled, please refer cancellation reasons for specific reasons [${codes}]`,
    { CancellationReasons },
  );
}
