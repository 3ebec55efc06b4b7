import { paginateQuery, type QueryCommandInput } from '@aws-sdk/lib-dynamodb';
import { errorName } from '../platform/error-name.ts';
import { NOW, type Table } from './table.ts';

/** The table refused a query or did not answer. Trying again later is right; ElectroDB's own errors say the same. */
export class TableNotAnswering extends Error {
  override name = 'TableNotAnswering';
}

/** The attribute in which ElectroDB writes what a row is. */
const ENTITY = '__edb_e__';

const isKey = (attribute: string): boolean => /^(?:pk|sk|gsi\dpk|gsi\dsk|__edb_[ev]__)$/.test(attribute);

/**
 * All rows of a query by their entity's name, as the table holds them, without their keys. Our attributes are stored under their own names and
 * as they are, so to pass each row through its entity changes nothing, and takes a second for the 1,700 people of a pool.
 */
export async function readRows(
  table: Table,
  query: QueryCommandInput,
): Promise<ReadonlyMap<string, readonly unknown[]>> {
  const rows = new Map<string, unknown[]>();
  for (const item of await readItems(table, query)) {
    const row = rowOf(item);
    const entity = String(item[ENTITY]);
    const alike = rows.get(entity);
    if (alike) alike.push(row);
    else rows.set(entity, [row]);
  }
  return rows;
}

/** A row as the table holds it, without its keys. */
export function rowOf(item: Record<string, unknown>): Record<string, unknown> {
  const row: Record<string, unknown> = {};
  for (const attribute in item) if (!isKey(attribute)) row[attribute] = item[attribute];
  return row;
}

/** A query that names the attributes it wants has to want the one that says what a row is. */
const withEntity = (query: QueryCommandInput): QueryCommandInput =>
  query.ProjectionExpression === undefined
    ? query
    : {
        ...query,
        ProjectionExpression: `${query.ProjectionExpression}, #entity`,
        ExpressionAttributeNames: { ...query.ExpressionAttributeNames, '#entity': ENTITY },
      };

/** Only an index cannot be read as it is now. */
const asItIsNow = (query: QueryCommandInput): QueryCommandInput =>
  query.IndexName === undefined ? { ...query, ConsistentRead: NOW.consistent } : query;

/** The same rows as they are stored, with their keys. */
export async function readItems(table: Table, query: QueryCommandInput): Promise<readonly Record<string, unknown>[]> {
  try {
    const items: Record<string, unknown>[] = [];
    for await (const page of paginateQuery({ client: table.client }, withEntity(asItIsNow(query)))) {
      items.push(...(page.Items ?? []));
    }
    return items;
  } catch (error) {
    throw new TableNotAnswering(`A query failed: ${errorName(error)}.`, {
      cause: error,
    });
  }
}
