/** A table with the rows that another one had, or it had before: for tests that begin where others have come to. */
import { BatchWriteCommand } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../../lambdas/store/store.ts';
import type { Ask } from '../../local/dynamodb/old-reads.ts';
import { rowsIn, type StoredRow, tableOf } from './rows.ts';
import { askOf } from './store.ts';

/** The most that DynamoDB takes in a batch of writes. */
const BATCH = 25;

export interface KeptRows {
  readonly rows: readonly StoredRow[];
  /** The same as batches of writes in DynamoDB's own JSON, where the database can be asked past the SDK. */
  readonly writes: readonly string[] | undefined;
}

/** What a table holds now. */
export async function keepRows(store: Store): Promise<KeptRows> {
  const ask = askOf(store);
  return { rows: await rowsIn(store), writes: ask && (await writesOf(ask, tableOf(store).table)) };
}

/**
 * Writes kept rows over whatever has their keys. Some test files do so hundreds of times, and the SDK takes ten times as long over it
 * as the database.
 *
 * @throws Error when the database leaves a row out.
 */
export async function putRows(store: Store, { rows, writes }: KeptRows): Promise<void> {
  const { client, table } = tableOf(store);
  const ask = askOf(store);
  if (ask && writes) {
    for (const batch of writes) mustBeWhole(await answerOf(ask, 'BatchWriteItem', requestOf(table, batch)));
    return;
  }
  for (const batch of batchesOf(rows)) {
    const puts = batch.map((Item) => ({ PutRequest: { Item } }));
    mustBeWhole(await client.send(new BatchWriteCommand({ RequestItems: { [table]: puts } })));
  }
}

/** Takes every row out of a table. */
export async function emptied(store: Store): Promise<void> {
  const { client, table } = tableOf(store);
  for (const batch of batchesOf(await rowsIn(store))) {
    const deletions = batch.map(({ pk, sk }) => ({ DeleteRequest: { Key: { pk, sk } } }));
    mustBeWhole(await client.send(new BatchWriteCommand({ RequestItems: { [table]: deletions } })));
  }
}

function mustBeWhole({ UnprocessedItems = {} }: { readonly UnprocessedItems?: object | undefined }): void {
  if (Object.keys(UnprocessedItems).length > 0) throw new Error('The database did not write all rows.');
}

const requestOf = (table: string, writes: string): string => `{"RequestItems":{${JSON.stringify(table)}:${writes}}}`;

async function writesOf(ask: Ask, table: string): Promise<readonly string[]> {
  const items: object[] = [];
  let from: object | undefined;
  do {
    const request = { TableName: table, ConsistentRead: true, ...(from && { ExclusiveStartKey: from }) };
    const page: Page = await answerOf(ask, 'Scan', JSON.stringify(request));
    items.push(...(page.Items ?? []));
    from = page.LastEvaluatedKey;
  } while (from);
  return batchesOf(items).map((batch) => JSON.stringify(batch.map((Item) => ({ PutRequest: { Item } }))));
}

interface Page {
  readonly Items?: readonly object[];
  readonly LastEvaluatedKey?: object;
}

async function answerOf<Answer>(ask: Ask, action: string, request: string): Promise<Answer> {
  const { status, body } = await ask(action, request);
  if (status !== 200) throw new Error(`The database refuses ${action}: ${body}`);
  return JSON.parse(body);
}

const batchesOf = <T>(all: readonly T[]): T[][] =>
  Array.from({ length: Math.ceil(all.length / BATCH) }, (_, batch) => all.slice(batch * BATCH, (batch + 1) * BATCH));
