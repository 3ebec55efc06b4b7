import { type Item, sizeOf, storedItem } from './attributes.ts';
import { Bound } from './bound.ts';
import { conditionOf, parseCondition, type Test } from './conditions.ts';
import type { Row } from './ordered-rows.ts';
import { project } from './paths.ts';
import { ConditionFailed, InvalidRequest } from './refusals.ts';
import { names } from './shapes.ts';
import type { Table } from './table.ts';
import { type Update, updateOf } from './updates.ts';

/** What a request says of one row that it writes, be it alone or in a transaction. */
export interface WriteRequest {
  readonly TableName: string;
  readonly Item?: unknown;
  readonly Key?: unknown;
  readonly UpdateExpression?: string;
  readonly ConditionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
  readonly ExpressionAttributeValues?: Readonly<Record<string, unknown>>;
  readonly ReturnValues?: string;
  readonly ReturnValuesOnConditionCheckFailure?: string;
}

/** A write that was read and may be made. */
export interface Write {
  readonly table: Table;
  readonly key: Item;
  /**
   * The row as it will be, nothing where there will be none, and 'unchanged' for what only looks.
   *
   * @throws ConditionFailed; InvalidRequest for what cannot be done to the row that is there
   */
  after(before: Row | undefined): Row | undefined | 'unchanged';
  /** What an answer shows of the row, where it was asked to. */
  shown(before: Row | undefined, after: Row | undefined): Item | undefined;
}

export type WriteKind = 'Put' | 'Update' | 'Delete' | 'ConditionCheck';

const RETURNS: Readonly<Record<WriteKind, readonly string[]>> = {
  Put: ['NONE', 'ALL_OLD'],
  Delete: ['NONE', 'ALL_OLD'],
  Update: ['NONE', 'ALL_OLD', 'ALL_NEW', 'UPDATED_OLD', 'UPDATED_NEW'],
  ConditionCheck: ['NONE'],
};

/** @throws InvalidRequest */
export function readWrite(kind: WriteKind, table: Table, request: WriteRequest): Write {
  const bound = new Bound(request);
  const { ReturnValues = 'NONE' } = request;
  if (!RETURNS[kind].includes(ReturnValues)) throw new InvalidRequest('ReturnValues can only be ALL_OLD or NONE');
  const update =
    kind === 'Update' && request.UpdateExpression !== undefined ? updateOf(request.UpdateExpression, bound) : undefined;
  const condition = testOf(request.ConditionExpression, bound);
  bound.requireAllUsed();
  const put = kind === 'Put' ? table.rowOf(storedItem(request.Item)) : undefined;
  const key = put ? keyIn(table, put.item) : table.keyOf(storedItem(request.Key));
  if (update) refuseKeys(update, table);
  return {
    table,
    key,
    after: (before) => {
      if (condition && !condition(before?.item ?? {})) {
        throw new ConditionFailed(request.ReturnValuesOnConditionCheckFailure === 'ALL_OLD' ? before?.item : undefined);
      }
      if (kind === 'ConditionCheck') return 'unchanged';
      if (kind === 'Delete') return undefined;
      if (put) return put;
      const item = before?.item ?? key;
      return update ? table.rowOf(update.apply(item)) : (before ?? { item, size: sizeOf(item) });
    },
    shown: (before, after) => {
      if (ReturnValues === 'NONE') return undefined;
      const row = ReturnValues.endsWith('_OLD') ? before : after;
      if (!row) return undefined;
      if (ReturnValues.startsWith('ALL')) return row.item;
      const changed = project(row.item, update?.paths ?? []);
      return Object.keys(changed).length === 0 ? undefined : changed;
    },
  };
}

function testOf(text: string | undefined, bound: Bound): Test | undefined {
  return text === undefined ? undefined : conditionOf(parseCondition(text, 'ConditionExpression'), bound);
}

const keyIn = (table: Table, item: Item): Item =>
  Object.fromEntries(names(table.shape.keys).flatMap((name) => (item[name] ? [[name, item[name]]] : [])));

function refuseKeys({ paths }: Update, { shape }: Table): void {
  const own = names(shape.keys);
  const touched = paths.find(([name]) => own.includes(name));
  if (!touched) return;
  throw new InvalidRequest(
    `One or more parameter values were invalid: Cannot update attribute ${touched[0]}. This attribute is part of the key`,
  );
}

/** Makes a write. Gives the row before and after it. */
export function make({ table, key, after }: Write): {
  readonly before: Row | undefined;
  readonly after: Row | undefined;
} {
  const before = table.get(key);
  const next = after(before);
  if (next === 'unchanged') return { before, after: before };
  if (next) table.put(next);
  else table.remove(key);
  return { before, after: next };
}
