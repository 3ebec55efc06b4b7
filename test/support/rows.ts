/** All rows of a table, and a table with the same rows: for tests that begin where others have come to. */
import { BatchWriteCommand, DeleteCommand, paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../../lambdas/store/store.ts';
import type { Table } from '../../lambdas/store/table.ts';

export type StoredRow = Readonly<Record<string, unknown>>;

/** The most that DynamoDB takes in a batch of writes. */
const BATCH = 25;

/** Every row as it is stored, with its keys. */
export async function rowsIn(store: Store): Promise<readonly StoredRow[]> {
  const { client, table } = tableOf(store);
  const rows: StoredRow[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    rows.push(...Items);
  }
  return rows;
}

/** @throws Error when the database leaves a row out. */
export async function putRows(store: Store, rows: readonly StoredRow[]): Promise<void> {
  const { client, table } = tableOf(store);
  for (let first = 0; first < rows.length; first += BATCH) {
    const writes = rows.slice(first, first + BATCH).map((Item) => ({ PutRequest: { Item } }));
    const { UnprocessedItems = {} } = await client.send(new BatchWriteCommand({ RequestItems: { [table]: writes } }));
    if (Object.keys(UnprocessedItems).length > 0) throw new Error('The database did not write all rows.');
  }
}

const tableOf = (store: Store): Table => (store as unknown as { readonly table: Table }).table;

/** Takes every row out of a table. */
export async function emptied(store: Store): Promise<void> {
  const { client, table } = tableOf(store);
  for (const { pk, sk } of await rowsIn(store)) {
    await client.send(new DeleteCommand({ TableName: table, Key: { pk, sk } }));
  }
}
