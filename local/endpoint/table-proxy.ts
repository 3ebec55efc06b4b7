import type { Ask, OldReads, TableReply } from '../dynamodb/old-reads.ts';
import type { AwsOutcome } from '../step-functions/types.ts';
import type { TableStreams } from '../streams/table-streams.ts';
import type { WireAnswer } from './wire.ts';

/** The request units that one request used, on the table and its indexes, as DynamoDB bills them. */
export interface UsedUnits {
  readonly action: string;
  readonly units: number;
}

/** Passes DynamoDB requests on to the database, as they are, and counts them. */
export class TableProxy {
  readonly #ask: Ask;
  readonly #counts = new Map<string, number>();
  /** Told of the units of each request that functions make. Only measurements ask: it costs the database time. */
  meter: ((used: UsedUnits) => void) | undefined;
  /** Answers what need not be consistent with old rows. Only when asked for. */
  oldReads: OldReads | undefined;
  /** Tells what is written to whoever listens to a table. */
  streams: TableStreams | undefined;

  /** @param ask straight to the database */
  constructor(ask: Ask) {
    this.#ask = ask;
  }

  /** Requests so far by action: `{ Query: 12, TransactWriteItems: 3 }`. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  /**
   * @param body DynamoDB's own JSON
   * @param parameters what it says
   * @throws Error when the database does not answer
   */
  async forward(action: string, body: string, parameters: unknown): Promise<WireAnswer> {
    this.#count(action);
    const ask = () => this.#forward(action, body, parameters);
    return this.streams ? this.streams.around(action, parameters, ask, ({ status }) => status === 200) : ask();
  }

  async #forward(action: string, body: string, parameters: unknown): Promise<WireAnswer> {
    const { meter } = this;
    if (!meter) {
      const { status, headers, body: reply } = await this.#pass(action, body, parameters);
      return { status, body: reply, headers: passedOn(headers) };
    }
    const asking = { ...(parameters as object), ReturnConsumedCapacity: 'TOTAL' };
    const { status, headers, body: reply } = await this.#pass(action, JSON.stringify(asking), asking);
    meter({ action, units: unitsIn(reply) });
    return { status, body: reply, headers: passedOn(headers) };
  }

  /** A request made by a state machine itself, with DynamoDB's own JSON in and out. */
  async call(action: string, parameters: unknown): Promise<AwsOutcome> {
    this.#count(action);
    const ask = () => this.#call(action, parameters);
    return this.streams ? this.streams.around(action, parameters, ask, (outcome) => 'output' in outcome) : ask();
  }

  async #call(action: string, parameters: unknown): Promise<AwsOutcome> {
    const { status, body: reply } = await this.#pass(action, JSON.stringify(parameters));
    const body = JSON.parse(reply);
    if (status === 200) return { output: body };
    const name = String(body.__type).replace(/^.*#/, '');
    return { error: `DynamoDB.${name}`, cause: String(body.message ?? body.Message) };
  }

  #pass(action: string, body: string, parameters?: unknown): Promise<TableReply> {
    return this.oldReads ? this.oldReads.pass(action, body) : this.#ask(action, body, parameters);
  }

  #count(action: string): void {
    this.#counts.set(action, (this.#counts.get(action) ?? 0) + 1);
  }
}

/** What an answer says of itself; what it says of its connection ends here. */
function passedOn(headers: TableReply['headers']): Record<string, string> {
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      name.startsWith('x-amz') || name === 'content-type' ? [[name, String(value)]] : [],
    ),
  );
}

/**
 * A refused request says nothing of its units: AWS bills a failed condition as a write of the item that was there.
 *
 * The units are searched in the text, since to parse rows again for them took a twentieth of a rehearsal. Within a string a quote is escaped,
 * and an attribute of that name has an object for its value, so no row can be taken for them.
 */
const unitsIn = (reply: string): number =>
  [...reply.matchAll(/"CapacityUnits":([\d.]+)/g)].reduce((sum, [, units]) => sum + Number(units), 0);
