import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the rows are: the one table and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/**
 * How the table is read: as it is now. A step follows an answer within a second, and may find a row of before it otherwise; it
 * costs a second half of a read unit. Only a query by an index cannot ask for it, so what is found by one may be old.
 */
export const NOW = { consistent: true } as const;

/** The name that every key begins with, so that a reader of the table sees whose rows these are. */
export const SERVICE = 'peer-review';
