import { expect, it } from 'vitest';
import { rowsWritten } from '../../../local/streams/rows-written.ts';

const key = { pk: { S: 'a' }, sk: { S: 'b' } };
const item = { ...key, name: { S: 'c' } };
const TableName = 'rows';

it.each<[string, object, readonly object[]]>([
  ['PutItem', { TableName, Item: item }, [item]],
  ['UpdateItem', { TableName, Key: key, UpdateExpression: 'SET a = :a' }, [key]],
  ['DeleteItem', { TableName, Key: key }, [key]],
  [
    'TransactWriteItems',
    {
      TransactItems: [
        { ConditionCheck: { TableName, Key: { pk: { S: 'only looked at' } } } },
        { Put: { TableName, Item: item } },
        { Update: { TableName, Key: key } },
        { Delete: { TableName, Key: key } },
      ],
    },
    [item, key, key],
  ],
  [
    'BatchWriteItem',
    { RequestItems: { [TableName]: [{ PutRequest: { Item: item } }, { DeleteRequest: { Key: key } }] } },
    [item, key],
  ],
  ['Query', { TableName }, []],
  ['PutItem', { TableName, Item: 'what the database will refuse' }, []],
])('%s', (action, parameters, rows) => {
  expect(rowsWritten(action, parameters)).toEqual(rows.map((row) => ({ table: TableName, row })));
});
