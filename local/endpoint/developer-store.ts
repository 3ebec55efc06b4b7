import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { Store } from '../../lambdas/store/store.ts';
import { DEVELOPER_KEY } from './callers.ts';

/** The table as a developer's command reaches it: past the endpoint, so that its stream has what is written. */
export function developerStore({ awsEndpoint, tableName }: { awsEndpoint: string; tableName: string }): Store {
  const client = new DynamoDBClient({
    endpoint: awsEndpoint,
    region: 'eu-west-2',
    credentials: { accessKeyId: DEVELOPER_KEY, secretAccessKey: 'any' },
  });
  return new Store({ client: DynamoDBDocumentClient.from(client), table: tableName });
}
