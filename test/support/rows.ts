/** All rows of a table. */
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import type { Store } from '../../lambdas/store/store.ts';
import type { Table } from '../../lambdas/store/table.ts';

export type StoredRow = Readonly<Record<string, unknown>>;

/** Every row as it is stored, with its keys. */
export async function rowsIn(store: Store): Promise<readonly StoredRow[]> {
  const { client, table } = tableOf(store);
  const rows: StoredRow[] = [];
  for await (const { Items = [] } of paginateScan({ client }, { TableName: table, ConsistentRead: true })) {
    rows.push(...Items);
  }
  return rows;
}

export const tableOf = (store: Store): Table => (store as unknown as { readonly table: Table }).table;
