import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod';
import { type MailEventOutcome, mailEventSchema, recordMailEvent } from '../../mail/record-mail-event.ts';
import { Store } from '../../store/store.ts';

const { TABLE_NAME } = z.object({ TABLE_NAME: z.string().min(1) }).parse(process.env);
const store = new Store({ client: DynamoDBDocumentClient.from(new DynamoDBClient()), table: TABLE_NAME });

export const handler = async (event: unknown): Promise<{ outcome: MailEventOutcome }> => ({
  outcome: await recordMailEvent(store, mailEventSchema.parse(event)),
});
