import { randomUUID } from 'node:crypto';
import { CreateTableCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { Store } from '../../lambdas/store/store.ts';
import { tableIndexes, tableKeys } from '../../lib/table-keys.ts';
import type { Ask } from '../../local/dynamodb/old-reads.ts';
import { type OpenDatabase, openDatabase } from '../../local/dynamodb/open-tables.ts';

/**
 * A store over an empty table of the embedded DynamoDB for each test of a file:
 * `const fresh = useStore(); ... fresh.store`.
 */
export function useStore(): { readonly store: Store } {
  let database: OpenDatabase | undefined;
  let store: Store | undefined;
  beforeAll(async () => {
    database = await openDatabase({ region: 'eu-west-2', now: Date.now });
  });
  beforeEach(async () => {
    if (!database) throw new Error('The embedded DynamoDB has not started.');
    store = await emptyStore(database);
  });
  afterAll(async () => {
    await database?.stop();
  });
  return {
    get store() {
      if (!store) throw new Error('useStore() gives a store only inside a test.');
      return store;
    },
  };
}

/** How the database of such a store is asked past the SDK, whose part of a request takes longer than the database's. */
const asks = new WeakMap<Store, Ask>();

/** Nothing for a store that is not of this file: the requests of a local stack's store are looked at on their way. */
export const askOf = (store: Store): Ask | undefined => asks.get(store);

/** A store over a new table. */
export async function emptyStore({ client, ask }: OpenDatabase): Promise<Store> {
  const table = `test-${randomUUID()}`;
  await createEmptyTable(client, table);
  const store = new Store({
    table,
    client: DynamoDBDocumentClient.from(client, { marshallOptions: { removeUndefinedValues: true } }),
  });
  asks.set(store, ask);
  return store;
}

async function createEmptyTable(client: DynamoDBClient, table: string): Promise<void> {
  const keys = [
    [tableKeys.partition, tableKeys.sort],
    ...tableIndexes.map((index) => [`${index}pk`, `${index}sk`]),
  ] as const;
  const schema = ([hash, range]: readonly (string | undefined)[]) => [
    { AttributeName: hash, KeyType: 'HASH' as const },
    { AttributeName: range, KeyType: 'RANGE' as const },
  ];
  await client.send(
    new CreateTableCommand({
      TableName: table,
      BillingMode: 'PAY_PER_REQUEST',
      AttributeDefinitions: keys.flat().map((name) => ({ AttributeName: name, AttributeType: 'S' })),
      KeySchema: schema(keys[0] ?? []),
      GlobalSecondaryIndexes: tableIndexes.map((index, position) => ({
        IndexName: index,
        KeySchema: schema(keys[position + 1] ?? []),
        Projection: { ProjectionType: 'ALL' },
      })),
    }),
  );
}
