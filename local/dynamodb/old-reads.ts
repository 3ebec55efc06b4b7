import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Clock } from '../clock.ts';
import { seededRandom } from '../step-functions/random.ts';

/**
 * Sends a request to the database, with DynamoDB's own JSON in and out.
 *
 * @param parameters what the body says, where that is known
 */
export type Ask = (action: string, body: string, parameters?: unknown) => Promise<TableReply>;

export interface TableReply {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** An old copy lags behind by so much at most. AWS says that a read is consistent 'usually within a second'. */
const OLDEST_MS = 1_000;
const MOST_WRITES = 25;

const WRITES: readonly string[] = ['PutItem', 'UpdateItem', 'DeleteItem', 'BatchWriteItem', 'TransactWriteItems'];
const READS: readonly string[] = ['GetItem', 'BatchGetItem', 'Query', 'Scan'];

/** A write that a copy has not seen yet. */
interface Missing {
  readonly at: number;
  readonly action: string;
  readonly body: string;
}

/** A table of its own in the same database, to which the same writes come later. */
interface OldCopy {
  readonly suffix: string;
  missing: Missing[];
}

/** A write that the table took was refused by its copy, so the two are not the same any more. */
export class CopyDiffers extends Error {
  override readonly name = 'CopyDiffers';
}

/**
 * Answers reads that do not ask to be consistent as DynamoDB may: with the rows as they were up to a second of the clock ago, at
 * most 25 writes. The databases that run on one machine never do, so what relies on it by mistake works there.
 *
 * Each table has two copies, one for reads of the table and one for reads by its indexes, which lag apart from each other as they do on AWS.
 * Every write is made again on a copy some reads later, never out of order. All requests wait for each other, so equal seeds and
 * inputs give equal answers.
 */
export class OldReads {
  readonly copies = ['-read-old', '-index-read-old'];
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #ask: Ask;
  readonly #table: OldCopy;
  readonly #indexes: OldCopy;
  readonly #tokens = new Set<string>();
  #last: Promise<unknown> = Promise.resolve();
  /** How many reads did not ask to be consistent, of tables themselves and by their indexes, which cannot be asked. */
  readonly reads = { table: 0, indexes: 0 };
  #old = 0;

  constructor(seed: number, clock: Clock, ask: Ask) {
    this.#random = seededRandom(seed);
    this.#clock = clock;
    this.#ask = ask;
    const [table = '', indexes = ''] = this.copies;
    this.#table = { suffix: table, missing: [] };
    this.#indexes = { suffix: indexes, missing: [] };
  }

  /** How many reads were answered by a copy that lacked a write. */
  get answeredOld(): number {
    return this.#old;
  }

  /** A request of whoever would be answered by AWS. */
  pass(action: string, body: string): Promise<TableReply> {
    if (WRITES.includes(action)) return this.write(action, body, () => this.#ask(action, body));
    if (READS.includes(action) && !isConsistent(JSON.parse(body)))
      return this.#inTurn(() => this.#readOld(action, body));
    return this.#inTurn(() => this.#ask(action, body));
  }

  /** Makes a write, however it is sent, and has it follow on the copies when the table took it. */
  write<Reply extends { readonly status: number }>(
    action: string,
    body: string,
    send: () => Promise<Reply>,
  ): Promise<Reply> {
    return this.#inTurn(async () => {
      const reply = await send();
      if (reply.status === 200 && WRITES.includes(action)) this.#note(action, body);
      return reply;
    });
  }

  #inTurn<T>(work: () => Promise<T>): Promise<T> {
    const mine = this.#last.then(work);
    this.#last = mine.catch(() => undefined);
    return mine;
  }

  /** A transaction that is sent twice under one token has one effect, so it is made again once; without it, since a token is known to one table. */
  #note(action: string, body: string): void {
    const { ClientRequestToken: token, ...request } = JSON.parse(body) as { ClientRequestToken?: string };
    if (token !== undefined && this.#tokens.has(token)) return;
    if (token !== undefined) this.#tokens.add(token);
    const missing = { at: this.#clock.now(), action, body: JSON.stringify(request) };
    this.#table.missing.push(missing);
    this.#indexes.missing.push(missing);
  }

  async #readOld(action: string, body: string): Promise<TableReply> {
    const request = JSON.parse(body);
    const isOfTable = request.IndexName === undefined;
    const copy = isOfTable ? this.#table : this.#indexes;
    this.reads[isOfTable ? 'table' : 'indexes'] += 1;
    await this.#catchUp(copy);
    if (copy.missing.length > 0) this.#old += 1;
    const reply = await this.#ask(
      action,
      renamed(request, (name) => `${name}${copy.suffix}`),
    );
    return { ...reply, body: renamed(JSON.parse(reply.body), (name) => withoutEnd(name, copy.suffix)) };
  }

  /** Every other time as little as it may, else up to any point. */
  async #catchUp(copy: OldCopy): Promise<void> {
    const since = this.#clock.now() - OLDEST_MS;
    const tooOld = copy.missing.findLastIndex(({ at }) => at < since) + 1;
    const least = Math.max(tooOld, copy.missing.length - MOST_WRITES);
    const more = this.#random() < 0.5 ? 0 : Math.round(this.#random() * (copy.missing.length - least));
    for (const { action, body } of copy.missing.splice(0, least + more)) {
      const { status, body: said } = await this.#ask(
        action,
        renamed(JSON.parse(body), (name) => `${name}${copy.suffix}`),
      );
      if (status !== 200) throw new CopyDiffers(`${action} on ${copy.suffix}: ${said}`);
    }
  }
}

/** What the stack itself and its tests write, past the functions' requests, follows too. */
export function followWrites(client: DynamoDBClient, oldReads: OldReads): void {
  client.middlewareStack.add(
    (next) => async (given) => {
      const { headers, body } = given.request as { headers: Record<string, string>; body: Uint8Array };
      const action = String(headers['x-amz-target']).replace(/^.*\./, '');
      const { output } = await oldReads.write(action, new TextDecoder().decode(body), async () => ({
        status: 200,
        output: await next(given),
      }));
      return output;
    },
    { step: 'finalizeRequest', name: 'followedByOldReads' },
  );
}

interface Reading {
  readonly ConsistentRead?: boolean;
  readonly RequestItems?: Readonly<Record<string, { readonly ConsistentRead?: boolean }>>;
}

const isConsistent = ({ ConsistentRead = false, RequestItems }: Reading): boolean =>
  RequestItems === undefined
    ? ConsistentRead
    : Object.values(RequestItems).every((table) => table.ConsistentRead === true);

const withoutEnd = (name: string, end: string): string => (name.endsWith(end) ? name.slice(0, -end.length) : name);

/** The members of requests and answers whose keys are names of tables. */
const BY_TABLE: readonly string[] = ['RequestItems', 'Responses', 'UnprocessedKeys', 'UnprocessedItems'];

/** The same request or answer about a table of another name. */
function renamed(body: Record<string, unknown>, rename: (name: string) => string): string {
  const change = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(change);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value).map(([key, inner]) => {
      if (key === 'TableName' && typeof inner === 'string') return [key, rename(inner)];
      return [key, key === 'TransactItems' || /^(Put|Update|Delete|ConditionCheck)$/.test(key) ? change(inner) : inner];
    });
    return Object.fromEntries(entries);
  };
  const changed = change(body) as Record<string, unknown>;
  for (const member of BY_TABLE) {
    const tables = changed[member];
    if (typeof tables !== 'object' || tables === null || Array.isArray(tables)) continue;
    changed[member] = Object.fromEntries(Object.entries(tables).map(([name, inner]) => [rename(name), inner]));
  }
  return JSON.stringify(changed);
}
