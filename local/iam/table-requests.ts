import { z } from 'zod';
import { UnsupportedLocally } from '../unsupported.ts';
import type { Call } from './call.ts';
import type { AccessRequest } from './decide.ts';

/** Actions that are authorised under their own name, on the one table or index that they name. */
const ON_A_TABLE = new Set(['GetItem', 'PutItem', 'UpdateItem', 'DeleteItem', 'Query', 'Scan', 'DescribeTable']);
/** Also under their own name, on each table of theirs, whatever they do there. */
const ON_SEVERAL_TABLES = new Set(['BatchGetItem', 'BatchWriteItem']);
/**
 * A transaction has no action of its own: each item of it needs the right to do the same alone (DynamoDB developer
 * guide, 'Using IAM with DynamoDB transactions').
 */
const IN_TRANSACTIONS = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
} as const;

const named = z.object({ TableName: z.string(), IndexName: z.string().optional() });
const several = z.object({ RequestItems: z.record(z.string(), z.unknown()) });
const transaction = z.object({ TransactItems: z.array(z.record(z.string(), z.object({ TableName: z.string() }))) });

/**
 * The rights that a DynamoDB call needs. A request without its table needs none: DynamoDB refuses its shape first.
 *
 * @param tableArn gives the ARN of a table by its name
 * @throws UnsupportedLocally for an action of which it is not known here what AWS asks for
 */
export function tableRequests({ action, body, caller }: Call, tableArn: (name: string) => string): AccessRequest[] {
  const on = (name: string, table: string): AccessRequest => ({
    action: `dynamodb:${name}`,
    resource: table.startsWith('arn:') ? table : tableArn(table),
  });
  if (ON_A_TABLE.has(action)) {
    const { data } = named.safeParse(body);
    if (!data) return [];
    const request = on(action, data.TableName);
    if (data.IndexName === undefined) return [request];
    return [{ ...request, resource: `${request.resource}/index/${data.IndexName}` }];
  }
  if (ON_SEVERAL_TABLES.has(action)) {
    return Object.keys(several.safeParse(body).data?.RequestItems ?? {}).map((table) => on(action, table));
  }
  if (action === 'TransactWriteItems' || action === 'TransactGetItems') {
    const items = transaction.safeParse(body).data?.TransactItems ?? [];
    const requests = items.flatMap((item) =>
      Object.entries(item).map(([kind, { TableName }]) => {
        const alone = IN_TRANSACTIONS[kind as keyof typeof IN_TRANSACTIONS];
        if (alone) return on(alone, TableName);
        throw new UnsupportedLocally(`the part ${kind} of a transaction`, `called by ${caller}`);
      }),
    );
    return unique(requests);
  }
  throw new UnsupportedLocally(`the DynamoDB call ${action}, nor what it needs to be allowed`, `called by ${caller}`);
}

function unique(requests: readonly AccessRequest[]): AccessRequest[] {
  return [...new Map(requests.map((request) => [`${request.action} ${request.resource}`, request])).values()];
}
