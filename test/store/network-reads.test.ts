import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDBDocumentClient, QueryCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { expect, test } from 'vitest';
import { openAndCounted, openQuestions } from '../../lambdas/store/network-reads.ts';
import { Store } from '../../lambdas/store/store.ts';
import { membershipsOf } from '../../lambdas/store/week-reads.ts';

/** A table that gives 2,000 rows of an entity to a page, as many as a megabyte of short ones, and four pages of them. */
function tableOf(entity: string, row: object): Store {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'eu-west-2' }));
  const Items = Array.from({ length: 2_000 }, () => ({ ...row, __edb_e__: entity }));
  const pages = [1, 2, 3, 4].map((page) => ({ Items, ...(page < 4 && { LastEvaluatedKey: { page } }) }));
  const query = mockClient(client).on(QueryCommand);
  for (const page of pages) query.resolvesOnce(page);
  return new Store({ client, table: 'reviews' });
}

test('on a renewal day of 8,000 members no list of open questions leaves one out', async () => {
  const question = { question: 'sign-agreement', status: 'open' };

  expect(await openQuestions(tableOf('decision', question), [])).toHaveLength(8_000);
  const { open } = await openAndCounted(tableOf('decision', question), ['give-availability']);
  expect(open).toHaveLength(8_000);
});

test('what is reckoned from all members is reckoned from all of 8,000', async () => {
  expect(await membershipsOf(tableOf('membership', { status: 'signed' }), '2026', 'signed')).toHaveLength(8_000);
});
