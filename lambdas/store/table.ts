import type { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';

/** Where the rows are: the one table and the client that reaches it. */
export interface Table {
  readonly client: DynamoDBDocumentClient;
  readonly table: string;
}

/** The name that every key begins with, so that a reader of the table sees whose rows these are. */
export const SERVICE = 'peer-review';
