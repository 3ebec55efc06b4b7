import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { sdkLogger } from '../platform/sdk-logger.ts';
import { Store } from '../store/store.ts';

/** The store over a table with the environment's own credentials and endpoint. */
export const connectStore = (tableName: string): Store =>
  new Store({
    table: tableName,
    client: DynamoDBDocumentClient.from(new DynamoDBClient({ logger: sdkLogger }), {
      marshallOptions: { removeUndefinedValues: true },
    }),
  });
