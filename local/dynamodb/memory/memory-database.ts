import { UnsupportedLocally } from '../../unsupported.ts';
import type { TableReply } from '../old-reads.ts';
import type { Item } from './attributes.ts';
import { Bound } from './bound.ts';
import { project } from './paths.ts';
import { keyGiven, keyText, projectionOf, query, type SearchRequest, scan } from './reads.ts';
import { InvalidRequest, Refusal } from './refusals.ts';
import { readShape } from './shapes.ts';
import { Table } from './table.ts';
import { refuseTwice, transact } from './transactions.ts';
import { capacityOf, readUnits } from './units.ts';
import { make, readWrite, type WriteKind, type WriteRequest } from './writes.ts';

type Answer = Readonly<Record<string, unknown>>;

interface Asked {
  readonly ReturnConsumedCapacity?: string;
}

interface KeysAndMore {
  readonly Keys: readonly unknown[];
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
  readonly ExpressionAttributeNames?: Readonly<Record<string, string>>;
}

interface OneOfABatch {
  readonly PutRequest?: { readonly Item: unknown };
  readonly DeleteRequest?: { readonly Key: unknown };
}

const WRITE_KINDS: Readonly<Record<string, WriteKind>> = { PutItem: 'Put', UpdateItem: 'Update', DeleteItem: 'Delete' };
const MOST_KEYS = 100;
const MOST_WRITES = 25;
const MOST_BYTES = 16 * 1024 * 1024;
/** A transaction that is asked for again with its token within so long is not made again (API reference, 'TransactWriteItems'). */
const TOKEN_MS = 10 * 60_000;
const HEADERS = { 'content-type': 'application/x-amz-json-1.0' };

/**
 * DynamoDB in this process, for plays and tests: no socket, no other program, and a request takes as long in a full table as in an empty
 * one. It keeps nothing beyond its end. What it does is held against a database of others: test/local/dynamodb/memory.
 */
export class MemoryDatabase {
  readonly #tables = new Map<string, Table>();
  readonly #tokens = new Map<string, { readonly until: number; readonly request: string }>();
  readonly #now: () => number;

  /** @param now milliseconds of the clock by which a transaction's token runs out */
  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /**
   * Answers a request as DynamoDB does over HTTP.
   *
   * @param body DynamoDB's own JSON
   * @param parameters what it says, where that is known
   * @throws UnsupportedLocally for an action that is not imitated
   */
  ask(action: string, body: string, parameters: unknown = JSON.parse(body)): TableReply {
    try {
      return { status: 200, headers: HEADERS, body: JSON.stringify(this.#answer(action, parameters)) };
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const { name, message, more } = error;
      const said = { __type: `com.amazonaws.dynamodb.v20120810#${name}`, message, Message: message, ...more };
      return { status: 400, headers: HEADERS, body: JSON.stringify(said) };
    }
  }

  #answer(action: string, asked: unknown): Answer {
    switch (action) {
      case 'GetItem':
        return this.#get(asked as KeysAndMore & Asked & { TableName: string; Key: unknown });
      case 'Query':
      case 'Scan':
        return this.#search(action, asked as SearchRequest & Asked);
      case 'PutItem':
      case 'UpdateItem':
      case 'DeleteItem':
        return this.#write(WRITE_KINDS[action] as WriteKind, asked as WriteRequest & Asked);
      case 'BatchGetItem':
        return this.#batchGet(asked as { RequestItems: Record<string, KeysAndMore> } & Asked);
      case 'BatchWriteItem':
        return this.#batchWrite(asked as { RequestItems: Record<string, OneOfABatch[]> } & Asked);
      case 'TransactWriteItems':
        return this.#transact(asked as Transaction);
      case 'TransactGetItems':
        return this.#transactGet(
          asked as { TransactItems: { Get: KeysAndMore & { TableName: string; Key: unknown } }[] } & Asked,
        );
      case 'CreateTable':
        return this.#create(asked);
      case 'DescribeTable':
        return { Table: this.#table((asked as { TableName: string }).TableName).shape.description };
      case 'DeleteTable':
        return this.#delete((asked as { TableName: string }).TableName);
      case 'ListTables':
        return { TableNames: [...this.#tables.keys()].sort() };
      default:
        throw new UnsupportedLocally(`the DynamoDB call ${action}`, 'asked of the database in memory');
    }
  }

  #table(name: string): Table {
    const table = this.#tables.get(name.replace(/^arn:.*:table\//, ''));
    if (table) return table;
    throw new Refusal('ResourceNotFoundException', 'Requested resource not found');
  }

  #create(asked: unknown): Answer {
    const shape = readShape(asked);
    if (this.#tables.has(shape.name)) {
      throw new Refusal('ResourceInUseException', `Table already exists: ${shape.name}`);
    }
    this.#tables.set(shape.name, new Table(shape));
    return { TableDescription: shape.description };
  }

  #delete(name: string): Answer {
    const { description } = this.#table(name).shape;
    this.#tables.delete(name);
    return { TableDescription: { ...description, TableStatus: 'DELETING' } };
  }

  #get(asked: KeysAndMore & Asked & { readonly TableName: string; readonly Key: unknown }): Answer {
    const table = this.#table(asked.TableName);
    const [item] = readKeys(table, { ...asked, Keys: [asked.Key] });
    return { ...(item?.shown && { Item: item.shown }), ...used(asked, table, item?.units ?? 0) };
  }

  #search(action: string, asked: SearchRequest & Asked): Answer {
    const table = this.#table(asked.TableName);
    const { answer, units } = action === 'Query' ? query(table, asked) : scan(table, asked);
    return { ...answer, ...used(asked, table, units) };
  }

  #write(kind: WriteKind, asked: WriteRequest & Asked): Answer {
    const table = this.#table(asked.TableName);
    const write = readWrite(kind, table, asked);
    const { before, after } = make(write);
    const Attributes = write.shown(before, after);
    return { ...(Attributes && { Attributes }), ...used(asked, table, table.writeUnits(before, after)) };
  }

  #batchGet(asked: { readonly RequestItems: Readonly<Record<string, KeysAndMore>> } & Asked): Answer {
    const requests = Object.entries(asked.RequestItems);
    const count = requests.reduce((sum, [, { Keys }]) => sum + Keys.length, 0);
    if (count > MOST_KEYS) throw new InvalidRequest('Too many items requested for the BatchGetItem call');
    if (count === 0) throw new InvalidRequest('The list of keys in RequestItems is required');
    const Responses: Record<string, Item[]> = {};
    const UnprocessedKeys: Record<string, KeysAndMore> = {};
    const ConsumedCapacity: unknown[] = [];
    let bytes = 0;
    for (const [name, request] of requests) {
      const table = this.#table(name);
      const read = readKeys(table, request);
      const fitting = read.findIndex(({ size }) => {
        bytes += size;
        return bytes > MOST_BYTES;
      });
      const answered = fitting < 0 ? read : read.slice(0, fitting);
      Responses[name] = answered.flatMap(({ shown }) => (shown ? [shown] : []));
      if (fitting >= 0) UnprocessedKeys[name] = { ...request, Keys: request.Keys.slice(fitting) };
      const units = answered.reduce((sum, each) => sum + each.units, 0);
      ConsumedCapacity.push(capacityOf(name, units));
    }
    return { Responses, UnprocessedKeys, ...(wantsUnits(asked) && { ConsumedCapacity }) };
  }

  #batchWrite(asked: { readonly RequestItems: Readonly<Record<string, readonly OneOfABatch[]>> } & Asked): Answer {
    const requests = Object.entries(asked.RequestItems);
    const count = requests.reduce((sum, [, all]) => sum + all.length, 0);
    if (count > MOST_WRITES) throw new InvalidRequest('Too many items requested for the BatchWriteItem call');
    if (count === 0) throw new InvalidRequest('The list of requests in RequestItems is required');
    const writes = requests.map(([name, all]) => {
      const table = this.#table(name);
      const ofTable = all.map(({ PutRequest, DeleteRequest }) =>
        PutRequest
          ? readWrite('Put', table, { TableName: name, Item: PutRequest.Item })
          : readWrite('Delete', table, { TableName: name, Key: DeleteRequest?.Key }),
      );
      const keys = new Set(ofTable.map(({ key }) => keyText(table, key)));
      if (keys.size < ofTable.length) throw new InvalidRequest('Provided list of item keys contains duplicates');
      return { table, ofTable };
    });
    const ConsumedCapacity = writes.map(({ table, ofTable }) => {
      const units = ofTable.reduce((sum, write) => {
        const { before, after } = make(write);
        return sum + table.writeUnits(before, after);
      }, 0);
      return capacityOf(table.shape.name, units);
    });
    return { UnprocessedItems: {}, ...(wantsUnits(asked) && { ConsumedCapacity }) };
  }

  #transact(asked: Transaction): Answer {
    const { ClientRequestToken: token, ...request } = asked;
    if (token !== undefined) {
      const text = JSON.stringify(request.TransactItems);
      const known = this.#tokens.get(token);
      if (known && known.until > this.#now()) {
        if (known.request === text) return {};
        throw new Refusal(
          'IdempotentParameterMismatchException',
          'DynamoDB rejected the request because you retried a request with a different payload but with an idempotent token that was already used.',
        );
      }
      const done = this.#transactOnce(request);
      this.#remember(token, text);
      return done;
    }
    return this.#transactOnce(request);
  }

  #transactOnce(asked: Transaction): Answer {
    const done = transact(asked.TransactItems, (name) => this.#table(name));
    return wantsUnits(asked) ? { ConsumedCapacity: unitsByTable(done, 'WriteCapacityUnits') } : {};
  }

  /** Tokens are in the order of their time, so those that have run out are the first. */
  #remember(token: string, request: string): void {
    const now = this.#now();
    for (const [old, { until }] of this.#tokens) {
      if (until > now) break;
      this.#tokens.delete(old);
    }
    this.#tokens.delete(token);
    this.#tokens.set(token, { until: now + TOKEN_MS, request });
  }

  #transactGet(
    asked: {
      readonly TransactItems: readonly { readonly Get: KeysAndMore & { TableName: string; Key: unknown } }[];
    } & Asked,
  ): Answer {
    const keys = asked.TransactItems.map(({ Get: { TableName, Key } }) => {
      const table = this.#table(TableName);
      return `${TableName} ${keyText(table, keyGiven(table, Key))}`;
    });
    refuseTwice(keys);
    const read = asked.TransactItems.map(({ Get }) => {
      const table = this.#table(Get.TableName);
      const [one] = readKeys(table, { ...Get, Keys: [Get.Key], ConsistentRead: true });
      return { table, shown: one?.shown, units: 2 * (one?.units ?? 0) };
    });
    return {
      Responses: read.map(({ shown }) => (shown ? { Item: shown } : {})),
      ...(wantsUnits(asked) && { ConsumedCapacity: unitsByTable(read, 'ReadCapacityUnits') }),
    };
  }
}

interface Transaction extends Asked {
  readonly TransactItems: readonly Readonly<Record<string, WriteRequest>>[];
  readonly ClientRequestToken?: string;
}

const wantsUnits = ({ ReturnConsumedCapacity = 'NONE' }: Asked): boolean => ReturnConsumedCapacity !== 'NONE';

const used = (asked: Asked, { shape }: Table, units: number): Answer =>
  wantsUnits(asked) ? { ConsumedCapacity: capacityOf(shape.name, units) } : {};

function unitsByTable(
  done: readonly { readonly table: Table; readonly units: number }[],
  kind: 'ReadCapacityUnits' | 'WriteCapacityUnits',
): unknown[] {
  const units = new Map<string, number>();
  for (const { table, units: more } of done) units.set(table.shape.name, (units.get(table.shape.name) ?? 0) + more);
  return [...units].map(([name, sum]) => capacityOf(name, sum, kind));
}

/** The rows of some keys, in their order: what an answer shows of each, and what it took. */
function readKeys(
  table: Table,
  request: KeysAndMore,
): { readonly shown: Item | undefined; readonly size: number; readonly units: number }[] {
  const bound = new Bound(request);
  const paths = projectionOf(request.ProjectionExpression, bound);
  bound.requireAllUsed();
  const keys = request.Keys.map((key) => keyGiven(table, key));
  if (new Set(keys.map((key) => keyText(table, key))).size < keys.length) {
    throw new InvalidRequest('Provided list of item keys contains duplicates');
  }
  return keys.map((key) => {
    const row = table.get(key);
    return {
      shown: row && (paths ? project(row.item, paths) : row.item),
      size: row?.size ?? 0,
      units: readUnits(row?.size ?? 0, request.ConsistentRead),
    };
  });
}
