import { DescribeTableCommand } from '@aws-sdk/client-dynamodb';
import { QueryCommand, ScanCommand } from '@aws-sdk/lib-dynamodb';
import { html } from 'hono/html';
import { type Html, page } from './layout.ts';
import type { ViewerParts } from './viewer-parts.ts';

const SHOWN_AT_MOST = 1000;

/** The rows of one partition, or the partitions that there are. */
export async function tablePage(parts: ViewerParts, partition?: string): Promise<Html> {
  const keys = await keyNames(parts);
  const list = partition ? await rowsOf(parts, keys, partition) : await partitionsOf(parts, keys.partition);
  return page(
    { title: partition || 'Table' },
    html`<form action="/_local/table"><label>Partition key <input name="pk" size="60" value="${partition ?? ''}"></label> <button>Show</button></form>${list}`,
  );
}

interface KeyNames {
  readonly partition: string;
  readonly sort: string;
}

async function keyNames({ table, tableName }: ViewerParts): Promise<KeyNames> {
  const { Table } = await table.send(new DescribeTableCommand({ TableName: tableName }));
  const named = (type: string): string =>
    Table?.KeySchema?.find(({ KeyType }) => KeyType === type)?.AttributeName ?? '';
  return { partition: named('HASH'), sort: named('RANGE') };
}

async function rowsOf({ table, tableName }: ViewerParts, keys: KeyNames, partition: string): Promise<Html> {
  const { Items = [] } = await table.send(
    new QueryCommand({
      TableName: tableName,
      KeyConditionExpression: '#pk = :pk',
      ExpressionAttributeNames: { '#pk': keys.partition },
      ExpressionAttributeValues: { ':pk': partition },
      Limit: SHOWN_AT_MOST,
    }),
  );
  const rows = Items.map(
    (item) =>
      html`<tr><td>${String(item[keys.sort] ?? '')}</td><td><pre>${JSON.stringify(item, null, 1)}</pre></td></tr>`,
  );
  return html`<p>${Items.length} rows. <a href="/_local/table">All partitions</a></p>
<table><thead><tr><th scope="col">Sort key</th><th scope="col">Row</th></tr></thead><tbody>${rows}</tbody></table>`;
}

/** Only a person who looks round may scan; the functions have no right to. */
async function partitionsOf({ table, tableName }: ViewerParts, partitionKey: string): Promise<Html> {
  const counts = new Map<string, number>();
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = await table.send(
      new ScanCommand({
        TableName: tableName,
        ProjectionExpression: '#pk',
        ExpressionAttributeNames: { '#pk': partitionKey },
        ...(ExclusiveStartKey ? { ExclusiveStartKey } : {}),
      }),
    );
    for (const item of page.Items ?? []) {
      const key = String(item[partitionKey]);
      counts.set(key, (counts.get(key) ?? 0) + 1);
    }
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey && counts.size < SHOWN_AT_MOST);
  const rows = [...counts]
    .sort(([a], [b]) => a.localeCompare(b))
    .map(
      ([key, count]) =>
        html`<tr><td><a href="/_local/table?pk=${encodeURIComponent(key)}">${key}</a></td><td>${count}</td></tr>`,
    );
  return html`<table><thead><tr><th scope="col">Partition</th><th scope="col">Rows</th></tr></thead><tbody>${rows}</tbody></table>`;
}
