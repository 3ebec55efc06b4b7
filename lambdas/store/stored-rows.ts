/** Rows as they are stored, whatever they are: for whatever has to look at every attribute of them. */
import { DeleteCommand, type QueryCommandInput, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { conditionFailed } from './condition-failed.ts';
import type { Entities } from './entities.ts';
import { readItems, rowOf } from './read-rows.ts';
import type { Table } from './table.ts';

/** One partition of the table, by what its rows have in common. */
export type Partition =
  /** All of a review, a membership, a session's question, a round of planning, or what is on record of a person. */
  | { readonly kind: 'about'; readonly id: string }
  /** What is kept of a person beside their row. */
  | { readonly kind: 'person'; readonly id: string }
  | { readonly kind: 'member'; readonly id: string }
  | { readonly kind: 'hub'; readonly id: string }
  | { readonly kind: 'session'; readonly id: string }
  | { readonly kind: 'registration'; readonly id: string };

/** A row with what it is and where it stands. */
export interface StoredRow {
  readonly key: { readonly pk: string; readonly sk: string };
  /** The name of its entity in small letters: 'auditentry'. */
  readonly entity: string;
  /** Its attributes without those of its keys. */
  readonly row: Readonly<Record<string, unknown>>;
}

/** What becomes of a row: attributes with other values, attributes that go, or nothing of it stays. */
export type StoredChange =
  | 'delete'
  | { readonly set: Readonly<Record<string, unknown>>; readonly remove: readonly string[] };

/** Every row of a partition, as it is now. */
export async function storedIn(entities: Entities, table: Table, partition: Partition): Promise<readonly StoredRow[]> {
  const items = await readItems(table, {
    TableName: table.table,
    KeyConditionExpression: '#pk = :pk',
    ExpressionAttributeNames: { '#pk': 'pk' },
    ExpressionAttributeValues: { ':pk': keyOf(entities, partition) },
  });
  return items.map((item) => ({
    key: { pk: String(item['pk']), sk: String(item['sk']) },
    entity: String(item['__edb_e__']),
    row: rowOf(item),
  }));
}

/** The partition's key, as ElectroDB writes it for a row of it. */
function keyOf(entities: Entities, { kind, id }: Partition): string {
  const { auditEntry, personDay, membership, trainingBooking, registration, hub } = entities;
  switch (kind) {
    case 'about':
      return pkOf(auditEntry.query.primary({ about: id }).params());
    case 'person':
      return pkOf(personDay.query.primary({ person: id }).params());
    case 'member':
      return pkOf(membership.query.primary({ member: id }).params());
    case 'hub':
      return pkOf(hub.query.primary({ hub: id }).params());
    case 'session':
      return pkOf(trainingBooking.query.primary({ session: id }).params());
    case 'registration':
      return pkOf(registration.query.primary({ registration: id }).params());
  }
}

const pkOf = (query: unknown): string => String((query as QueryCommandInput).ExpressionAttributeValues?.[':pk']);

/**
 * Changes a row on condition that the attributes in question are as they were read.
 *
 * @returns false when somebody else changed them, or the row is gone: whoever looks again sees what there is to do.
 */
export async function changeStored(table: Table, { key, row }: StoredRow, change: StoredChange): Promise<boolean> {
  const { client, table: TableName } = table;
  if (change === 'delete') {
    await client.send(new DeleteCommand({ TableName, Key: key }));
    return true;
  }
  const sets = Object.entries(change.set);
  const names = [...sets.map(([name]) => name), ...change.remove];
  const name = (index: number): string => `#a${index}`;
  const setting = sets.map((_, index) => `${name(index)} = :new${index}`).join(', ');
  const removing = change.remove.map((_, index) => name(sets.length + index)).join(', ');
  const unchanged = names.map((one, index) =>
    row[one] === undefined ? `attribute_not_exists(${name(index)})` : `${name(index)} = :old${index}`,
  );
  // The keys of an index are no part of a row as it is read, and follow what they are made of.
  const conditions = unchanged.filter((_, index) => !/^gsi\d[ps]k$/.test(names[index] ?? ''));
  try {
    await client.send(
      new UpdateCommand({
        TableName,
        Key: key,
        UpdateExpression: [setting && `SET ${setting}`, removing && `REMOVE ${removing}`].filter(Boolean).join(' '),
        ConditionExpression: ['attribute_exists(#pk)', ...conditions].join(' AND '),
        ExpressionAttributeNames: Object.fromEntries([['#pk', 'pk'], ...names.map((one, index) => [name(index), one])]),
        ExpressionAttributeValues: Object.fromEntries([
          ...sets.map(([, value], index) => [`:new${index}`, value]),
          ...names.flatMap((one, index) => (row[one] === undefined ? [] : [[`:old${index}`, row[one]]])),
        ]),
      }),
    );
    return true;
  } catch (error) {
    if (conditionFailed(error)) return false;
    throw error;
  }
}
