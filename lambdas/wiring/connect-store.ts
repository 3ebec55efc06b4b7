import { DynamoDBClient, TransactionConflictException } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { environment } from '../platform/environment.ts';
import { Store } from '../store/store.ts';
import { clientSettings } from './client-settings.ts';

/** The store over a table with the environment's own credentials and endpoint. */
export const connectStore = (tableName: string): Store =>
  new Store({
    table: tableName,
    client: DynamoDBDocumentClient.from(clashesTriedAgain(new DynamoDBClient(clientSettings)), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  });

/**
 * Has a single write tried again that came while a transaction held its row. DynamoDB refuses it at once, and the SDK takes that for
 * our own mistake; the transaction is over within some milliseconds. A button that is pressed twice brings it about: the first form is
 * counted on its link's row with what it writes, while the second is counted there by itself.
 */
function clashesTriedAgain(client: DynamoDBClient): DynamoDBClient {
  client.middlewareStack.add(
    (next) => async (request) => {
      try {
        return await next(request);
      } catch (error) {
        if (error instanceof TransactionConflictException) error.$retryable = {};
        throw error;
      }
    },
    { name: 'clashesTriedAgain', step: 'deserialize', priority: 'high' },
  );
  return client;
}

/** The collaborators of a step that reads and writes the table and does nothing else: it neither carries the code that mails nor has the right to. */
export const connectTable = (): { readonly store: Store } => ({
  store: connectStore(environment('TABLE_NAME').TABLE_NAME),
});
