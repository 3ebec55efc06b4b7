import { z } from 'zod';

/** A row as DynamoDB writes it: each attribute by its type. */
export type Image = Readonly<Record<string, unknown>>;

/** A row that a request writes, by its key or as a whole with the key in it. */
export interface RowWritten {
  readonly table: string;
  readonly row: Image;
}

const row = z.record(z.string(), z.unknown());
const whole = z
  .object({ TableName: z.string(), Item: row })
  .transform(({ TableName, Item }) => [asRow(TableName, Item)]);
const byKey = z.object({ TableName: z.string(), Key: row }).transform(({ TableName, Key }) => [asRow(TableName, Key)]);
const asRow = (table: string, written: Image): RowWritten => ({ table, row: written });

const inTransaction = z
  .object({ Put: whole.optional(), Update: byKey.optional(), Delete: byKey.optional() })
  .transform(({ Put = [], Update = [], Delete = [] }) => [...Put, ...Update, ...Delete]);
const inBatch = z.object({
  PutRequest: z.object({ Item: row }).optional(),
  DeleteRequest: z.object({ Key: row }).optional(),
});

const WRITES: Readonly<Record<string, z.ZodType<RowWritten[]>>> = {
  PutItem: whole,
  UpdateItem: byKey,
  DeleteItem: byKey,
  TransactWriteItems: z
    .object({ TransactItems: z.array(inTransaction) })
    .transform(({ TransactItems }) => TransactItems.flat()),
  BatchWriteItem: z.object({ RequestItems: z.record(z.string(), z.array(inBatch)) }).transform(({ RequestItems }) =>
    Object.entries(RequestItems).flatMap(([table, requests]) =>
      requests.flatMap(({ PutRequest, DeleteRequest }) => {
        const written = PutRequest?.Item ?? DeleteRequest?.Key;
        return written ? [asRow(table, written)] : [];
      }),
    ),
  ),
};

/** The rows that a call of DynamoDB writes if it succeeds; none for one that reads, or that the database cannot but refuse. */
export const rowsWritten = (action: string, parameters: unknown): readonly RowWritten[] =>
  WRITES[action]?.safeParse(parameters).data ?? [];
