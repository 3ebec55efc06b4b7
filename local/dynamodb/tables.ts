import {
  CreateTableCommand,
  type CreateTableCommandInput,
  DynamoDBClient,
  ResourceInUseException,
} from '@aws-sdk/client-dynamodb';
import { z } from 'zod';
import { sdkLogger } from '../../lambdas/platform/sdk-logger.ts';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../unsupported.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));
const indexSchema = z.object({
  IndexName: z.string(),
  KeySchema: keySchema,
  Projection: z.strictObject({
    ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
    NonKeyAttributes: z.array(z.string()).optional(),
  }),
});
const tableSchema = z.object({
  AttributeDefinitions: z.array(z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) })),
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z.array(indexSchema).optional(),
  LocalSecondaryIndexes: z.array(indexSchema).optional(),
});

/** A client for the local stack itself, straight to the database: it is nobody's request and is not counted. */
export function localClient(endpoint: string, region: string, accessKeyId: string): DynamoDBClient {
  const credentials = { accessKeyId, secretAccessKey: 'local' };
  return new DynamoDBClient({ endpoint, region, credentials, logger: sdkLogger });
}

/**
 * Creates the tables of a deployment with their indexes, and more tables like them by names with a suffix. A table that exists is
 * left as it is.
 *
 * Time to live stays off: a database would delete by the clock on the wall, which is years away from the virtual one.
 * So rows outlive their expiry here, as on AWS they may for days, and code has to look at the expiry itself.
 */
export async function createTables(
  deployment: Deployment,
  client: DynamoDBClient,
  suffixes: readonly string[] = [],
): Promise<void> {
  for (const resource of deployment.ofType('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table')) {
    const table = readTable(resource);
    for (const suffix of ['', ...suffixes]) await create(createInput(`${resource.name}${suffix}`, table), client);
  }
}

async function create(input: CreateTableCommandInput, client: DynamoDBClient): Promise<void> {
  try {
    await client.send(new CreateTableCommand(input));
  } catch (error) {
    if (!(error instanceof ResourceInUseException)) throw error;
  }
}

function readTable(resource: Resource): z.infer<typeof tableSchema> {
  const parsed = tableSchema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new UnsupportedLocally(
    `this table: ${z.prettifyError(parsed.error)}`,
    `${resource.stack}/${resource.logicalId}`,
  );
}

function createInput(TableName: string, table: z.infer<typeof tableSchema>): CreateTableCommandInput {
  const indexes = (list: z.infer<typeof indexSchema>[]) =>
    list.map(({ Projection, ...index }) => ({
      ...index,
      Projection: {
        ProjectionType: Projection.ProjectionType,
        ...(Projection.NonKeyAttributes ? { NonKeyAttributes: Projection.NonKeyAttributes } : {}),
      },
    }));
  return {
    TableName,
    BillingMode: 'PAY_PER_REQUEST',
    AttributeDefinitions: table.AttributeDefinitions,
    KeySchema: table.KeySchema,
    ...(table.GlobalSecondaryIndexes ? { GlobalSecondaryIndexes: indexes(table.GlobalSecondaryIndexes) } : {}),
    ...(table.LocalSecondaryIndexes ? { LocalSecondaryIndexes: indexes(table.LocalSecondaryIndexes) } : {}),
  };
}
