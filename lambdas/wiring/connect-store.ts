import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environment } from '../platform/environment.ts';
import { Store } from '../store/store.ts';
import { clientSettings } from './client-settings.ts';

/** The store over a table with the environment's own credentials and endpoint. */
export const connectStore = (tableName: string): Store =>
  new Store({
    table: tableName,
    client: DynamoDBDocumentClient.from(new DynamoDBClient(clientSettings), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  });

/** The collaborators of a step that reads and writes the table and does nothing else: it neither carries the code that mails nor has the right to. */
export const connectTable = (): { readonly store: Store } => ({
  store: connectStore(environment('TABLE_NAME').TABLE_NAME),
});
