import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { findDynoxide } from '../../../../local/dynamodb/dynoxide.ts';
import { MemoryDatabase } from '../../../../local/dynamodb/memory/memory-database.ts';
import type { TableReply } from '../../../../local/dynamodb/old-reads.ts';
import { type DynamoDb, startDynamoDb } from '../../../../local/dynamodb/process.ts';
import { anyRequest, type Request, tableCalled } from './requests.ts';

type Json = Readonly<Record<string, unknown>>;

/** What an answer comes to: sets have no order, nor have the rows of a batch, and a refusal is its name, its codes and its rows. */
function said({ status, body }: Pick<TableReply, 'status' | 'body'>): unknown {
  const answer = inOrder(JSON.parse(body)) as Json;
  if (status !== 200) {
    const reasons = (answer.CancellationReasons as Json[] | undefined)?.map(({ Code, Item }) => ({ Code, Item }));
    return { refused: String(answer.__type).replace(/^.*#/, ''), reasons, found: answer.Item };
  }
  const { Responses } = answer;
  if (typeof Responses !== 'object' || Responses === null || Array.isArray(Responses)) return answer;
  const byText = (one: unknown, other: unknown) => (JSON.stringify(one) < JSON.stringify(other) ? -1 : 1);
  const sorted = Object.entries(Responses as Record<string, unknown[]>).map(([name, rows]) => [
    name,
    rows.toSorted(byText),
  ]);
  return { ...answer, Responses: Object.fromEntries(sorted) };
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(
    entries.map(([name, inner]) => [name, ['SS', 'NS', 'BS'].includes(name) ? [...inner].sort() : inOrder(inner)]),
  );
}

const ask = (database: MemoryDatabase, action: string, parameters: object) =>
  database.ask(action, JSON.stringify(parameters));

function withTable(now?: () => number) {
  const database = new MemoryDatabase(now);
  ask(database, 'CreateTable', tableCalled('table'));
  return (action: string, parameters: object) => said(ask(database, action, { TableName: 'table', ...parameters }));
}

const KEY = { pk: { S: 'one' }, sk: { S: 'a' } };
const values = (given: object) => ({ ExpressionAttributeValues: given });

describe.skipIf(findDynoxide() === undefined)('a request to the database in memory', () => {
  let other: DynamoDb | undefined;
  let tables = 0;
  beforeAll(async () => {
    vi.stubEnv('PEER_REVIEW_DATABASE', 'dynoxide');
    vi.stubEnv('DYNAMODB_ENDPOINT', undefined);
    other = await startDynamoDb();
    vi.unstubAllEnvs();
  });
  afterAll(() => other?.stop());

  const askOther = async (action: string, body: string) => {
    const response = await fetch(other?.endpoint ?? '', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'x-amz-date': '20260101T000000Z',
        authorization:
          'AWS4-HMAC-SHA256 Credential=x/20260101/eu-west-2/dynamodb/aws4_request, SignedHeaders=host, Signature=0',
      },
      body,
    });
    return said({ status: response.status, body: await response.text() });
  };

  /** Makes the same requests of both, each database on a table of its own. */
  const holdTogether = async (requests: readonly Request[]) => {
    tables += 1;
    const table = `table-${tables}`;
    const memory = new MemoryDatabase();
    const both = async ({ action, parameters }: Request) => {
      const body = JSON.stringify({ ...parameters, ReturnConsumedCapacity: 'TOTAL' }).replaceAll('"T"', `"${table}"`);
      expect(said(memory.ask(action, body)), body.slice(0, 300)).toEqual(await askOther(action, body));
    };
    const created = JSON.stringify(tableCalled(table));
    memory.ask('CreateTable', created);
    await askOther('CreateTable', created);
    for (const request of requests) await both(request);
  };

  it('is answered as by another DynamoDB, units included, whatever was done before', { timeout: 120_000 }, async () => {
    const requests = fc.array(anyRequest('T'), { minLength: 20, maxLength: 30 });
    await fc.assert(fc.asyncProperty(requests, holdTogether), { numRuns: 40 });
  });

  it('that is wrong in itself is refused as by another DynamoDB', async () => {
    const Item = {
      ...KEY,
      n: { N: '1' },
      m: { M: { deep: { S: 'x' } } },
      l: { L: [{ N: '1' }, { N: '2' }, { N: '3' }] },
    };
    const of = (action: string, parameters: object): Request => ({
      action,
      parameters: { TableName: 'T', ...parameters },
    });
    const put = (more: object) => of('PutItem', { Item: { ...Item, ...more } });
    const update = (UpdateExpression: string, more: object = {}) =>
      of('UpdateItem', { Key: KEY, UpdateExpression, ...more });
    const query = (KeyConditionExpression: string, more: object) => of('Query', { KeyConditionExpression, ...more });
    await holdTogether([
      put({}),
      update('SET m.deep = :v', { ...values({ ':v': { S: 'y' } }), ReturnValues: 'ALL_NEW' }),
      update('SET l[0] = :v REMOVE l[1]', { ...values({ ':v': { N: '7' } }), ReturnValues: 'ALL_NEW' }),
      ...['9'.repeat(39), 'one', '1E126', '1E-131', ''].map((N) => put({ n: { N } })),
      ...[{ SS: [] }, { SS: ['x', 'x'] }, { NULL: false }, {}, { S: 'x', N: '1' }].map((n) => put({ n })),
      ...[{ pk: { S: '' } }, { sk: { N: '1' } }, { gpk: { N: '1' } }, { gsk: { S: '' } }].map(put),
      put({ n: { S: 'x'.repeat(401 * 1024) } }),
      of('PutItem', { Item: { pk: { S: 'one' } } }),
      of('GetItem', { Key: { pk: { S: 'one' } } }),
      of('GetItem', { Key: { ...KEY, other: { S: 'x' } } }),
      of('GetItem', { Key: KEY, ProjectionExpression: 'status' }),
      of('GetItem', { Key: KEY, ProjectionExpression: '#a' }),
      of('GetItem', { Key: KEY, ProjectionExpression: 'n', ExpressionAttributeNames: { '#a': 'a' } }),
      of('GetItem', { TableName: 'another-table', Key: KEY }),
      of('PutItem', { Item, ConditionExpression: 'n = ' }),
      of('PutItem', { Item, ConditionExpression: 'n ~ n' }),
      of('PutItem', { Item, ConditionExpression: 'sized(n) = n' }),
      of('PutItem', { Item, ConditionExpression: 'begins_with(n)' }),
      of('PutItem', { Item, ConditionExpression: 'n = :v' }),
      of('PutItem', { Item, ConditionExpression: 'attribute_exists(n)', ...values({ ':v': { N: '1' } }) }),
      update('SET n = other'),
      update('SET n = n + m'),
      update('SET n = list_append(n, l)'),
      update('SET pk = n'),
      update('SET n = n SET m = m'),
      update('REMOVE n, n'),
      update('ADD m :v', values({ ':v': { N: '1' } })),
      update('ADD n :v', values({ ':v': { S: 'x' } })),
      update('DELETE n :v', values({ ':v': { SS: ['x'] } })),
      update('SET other.deep = n'),
      query('sk = :v', values({ ':v': { S: 'a' } })),
      query('pk = :v OR sk = :v', values({ ':v': { S: 'a' } })),
      query('pk = :v AND n = :v', values({ ':v': { S: 'a' } })),
      query('pk = :v', { ...values({ ':v': { S: 'a' } }), FilterExpression: 'sk = :v' }),
      query('pk = :v', { ...values({ ':v': { S: 'a' } }), IndexName: 'none' }),
      query('gpk = :v', { ...values({ ':v': { S: 'a' } }), IndexName: 'whole', ConsistentRead: true }),
      query('pk = :v', { ...values({ ':v': { S: 'a' } }), ExclusiveStartKey: { pk: { S: 'a' } } }),
      query('pk = :v', { ...values({ ':v': { S: 'a' } }), Limit: 0 }),
      { action: 'BatchGetItem', parameters: { RequestItems: { T: { Keys: [KEY, KEY] } } } },
      { action: 'BatchGetItem', parameters: { RequestItems: { T: { Keys: manyKeys(101) } } } },
      {
        action: 'BatchWriteItem',
        parameters: { RequestItems: { T: manyKeys(26).map((Key) => ({ DeleteRequest: { Key } })) } },
      },
      { action: 'TransactWriteItems', parameters: { TransactItems: [] } },
      {
        action: 'TransactWriteItems',
        parameters: { TransactItems: [1, 2].map(() => ({ Delete: { TableName: 'T', Key: KEY } })) },
      },
      of('GetItem', { Key: KEY }),
    ]);
  });

  it('reads a partition of more than a megabyte page by page, both ways, by the table and by an index', async () => {
    const rows = manyKeys(12).map((key) => ({
      ...key,
      text: { S: 'x'.repeat(150_000) },
      gpk: { S: 'g' },
      gsk: key.sk,
    }));
    const table = 'table-of-pages';
    const memory = new MemoryDatabase();
    const inMemory = async (action: string, body: string) => said(memory.ask(action, body));
    const wanted = rows.map(({ sk }) => sk.S);
    for (const asked of [inMemory, askOther]) {
      await asked('CreateTable', JSON.stringify(tableCalled(table)));
      for (const Item of rows) await asked('PutItem', JSON.stringify({ TableName: table, Item }));
      for (const index of [{}, { IndexName: 'whole' }]) {
        expect(await readPages(asked, table, { ...index, ScanIndexForward: true })).toEqual(wanted);
        expect(await readPages(asked, table, { ...index, ScanIndexForward: false })).toEqual(wanted.toReversed());
      }
    }
  });
});

const manyKeys = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ pk: { S: 'many' }, sk: { S: String(1000 + index) } }));

/** The keys of a partition, over several pages. */
async function readPages(
  asked: (action: string, body: string) => Promise<unknown>,
  TableName: string,
  how: { readonly IndexName?: string; readonly ScanIndexForward: boolean },
): Promise<string[]> {
  const by = how.IndexName ? { KeyConditionExpression: 'gpk = :v', ...values({ ':v': { S: 'g' } }) } : {};
  const request = { TableName, KeyConditionExpression: 'pk = :v', ...values({ ':v': { S: 'many' } }), ...how, ...by };
  const seen: string[] = [];
  let pages = 0;
  let ExclusiveStartKey: unknown;
  do {
    const page = (await asked('Query', JSON.stringify({ ...request, ExclusiveStartKey }))) as Json;
    seen.push(...(page.Items as { sk: { S: string } }[]).map(({ sk }) => sk.S));
    ExclusiveStartKey = page.LastEvaluatedKey;
    pages += 1;
  } while (ExclusiveStartKey !== undefined);
  expect(pages).toBe(2);
  return seen;
}

describe('the database in memory', () => {
  it('does as the guide says where other databases do not: no row before the first, places in lists as they were', () => {
    const asked = withTable();
    const list = (UpdateExpression: string, ReturnValues: string) =>
      asked('UpdateItem', { Key: KEY, UpdateExpression, ReturnValues, ...values({ ':v': { L: [{ S: 'x' }] } }) });
    // AWS has no old row to give (API reference, 'UpdateItem'); other databases give the key.
    expect(list('SET l = :v', 'ALL_OLD')).toEqual({});
    // Developer guide, 'Update expressions': 'If you add multiple elements beyond the end, they are appended'.
    expect(list('SET l[7] = :v', 'ALL_NEW')).toEqual({
      Attributes: { ...KEY, l: { L: [{ S: 'x' }, { L: [{ S: 'x' }] }] } },
    });
    const removed = asked('UpdateItem', { Key: KEY, UpdateExpression: 'REMOVE l[0], l[1]', ReturnValues: 'ALL_NEW' });
    expect(removed).toEqual({ Attributes: { ...KEY, l: { L: [] } } });
  });

  it('goes through a whole table page by page, though the row at which a page ended is gone', () => {
    const asked = withTable();
    const hashes = ['one', 'two', 'three', 'four'];
    for (const pk of hashes) for (const sk of ['a', 'b']) asked('PutItem', { Item: { pk: { S: pk }, sk: { S: sk } } });
    const seen: string[] = [];
    let ExclusiveStartKey: Json | undefined;
    do {
      const page = asked('Scan', { Limit: 1, ...(ExclusiveStartKey && { ExclusiveStartKey }) }) as Json;
      for (const { pk, sk } of page.Items as { pk: { S: string }; sk: { S: string } }[]) seen.push(`${pk.S} ${sk.S}`);
      ExclusiveStartKey = page.LastEvaluatedKey as Json | undefined;
      if (ExclusiveStartKey) asked('DeleteItem', { Key: ExclusiveStartKey });
    } while (ExclusiveStartKey);
    expect(seen.sort()).toEqual(hashes.flatMap((pk) => [`${pk} a`, `${pk} b`]).sort());
  });

  it('makes a transaction once for one token within ten minutes of its clock, and no other one under it', () => {
    const clock = { now: 0 };
    const asked = withTable(() => clock.now);
    const add = (more: number) =>
      asked('TransactWriteItems', {
        ClientRequestToken: 'token',
        TransactItems: [
          {
            Update: {
              TableName: 'table',
              Key: KEY,
              UpdateExpression: 'ADD n :v',
              ...values({ ':v': { N: String(more) } }),
            },
          },
        ],
      });
    const count = () => (asked('GetItem', { Key: KEY }) as { Item: { n: { N: string } } }).Item.n.N;
    add(1);
    add(1);
    expect(count()).toBe('1');
    expect(add(2)).toMatchObject({ refused: 'IdempotentParameterMismatchException' });
    clock.now += 10 * 60_000;
    add(2);
    expect(count()).toBe('3');
  });

  it('orders texts by their bytes', () => {
    const asked = withTable();
    const inOrder = ['a', 'ab', 'z', '\u00e9', '\uffee', '\u{1f600}'];
    for (const S of inOrder.toReversed()) asked('PutItem', { Item: { pk: { S: 'one' }, sk: { S } } });
    const found = asked('Query', { KeyConditionExpression: 'pk = :v', ...values({ ':v': { S: 'one' } }) });
    expect((found as { Items: { sk: { S: string } }[] }).Items.map(({ sk }) => sk.S)).toEqual(inOrder);
  });

  it('refuses what it does not imitate by name', () => {
    expect(() => withTable()('ExecuteStatement', {})).toThrow('the DynamoDB call ExecuteStatement');
  });
});
