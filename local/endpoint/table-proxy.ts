import { Agent, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AwsOutcome } from '../step-functions/types.ts';

/** The request units that one request used, on the table and its indexes, as DynamoDB bills them. */
export interface UsedUnits {
  readonly action: string;
  readonly units: number;
}

/** Passes DynamoDB requests on to the database, byte for byte, and counts them. */
export class TableProxy {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 64 });
  readonly #host: string;
  readonly #port: string;
  readonly #authorization: string;
  readonly #counts = new Map<string, number>();
  /** Told of the units of each request that functions make. Only measurements ask: it costs the database time. */
  meter: ((used: UsedUnits) => void) | undefined;

  /** @param accessKeyId under which the database keeps this stack's tables apart, where it does so. */
  constructor(databaseEndpoint: string, region: string, accessKeyId: string) {
    const { hostname, port } = new URL(databaseEndpoint);
    this.#host = hostname;
    this.#port = port;
    this.#authorization =
      `AWS4-HMAC-SHA256 Credential=${accessKeyId}/20260101/${region}/dynamodb/aws4_request, ` +
      'SignedHeaders=host, Signature=0';
  }

  /** Requests so far by action: `{ Query: 12, TransactWriteItems: 3 }`. */
  counts(): Record<string, number> {
    return Object.fromEntries(this.#counts);
  }

  forward(action: string, body: Buffer, response: ServerResponse): void {
    this.#count(action);
    const { meter } = this;
    const asked = meter ? askingForUnits(body) : body;
    const upstream = this.#open(
      action,
      (reply) => {
        response.writeHead(reply.statusCode ?? 502, reply.headers);
        reply.pipe(response);
        if (meter) void readAll(reply).then((text) => meter({ action, units: unitsIn(text) }));
      },
      asked.length,
    );
    upstream.on('error', () => response.destroy());
    upstream.end(asked);
  }

  /** A request made by a state machine itself, with DynamoDB's own JSON in and out. */
  call(action: string, parameters: unknown): Promise<AwsOutcome> {
    this.#count(action);
    return new Promise((resolve, reject) => {
      const upstream = this.#open(action, async (reply) => {
        const body = JSON.parse(await readAll(reply));
        if (reply.statusCode === 200) return resolve({ output: body });
        const name = String(body.__type).replace(/^.*#/, '');
        resolve({ error: `DynamoDB.${name}`, cause: String(body.message ?? body.Message) });
      });
      upstream.on('error', reject);
      upstream.end(JSON.stringify(parameters));
    });
  }

  close(): void {
    this.#agent.destroy();
  }

  #open(action: string, onReply: (reply: IncomingMessage) => void, contentLength?: number) {
    return httpRequest(
      {
        agent: this.#agent,
        host: this.#host,
        port: this.#port,
        method: 'POST',
        path: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${action}`,
          'x-amz-date': '20260101T000000Z',
          authorization: this.#authorization,
          ...(contentLength === undefined ? {} : { 'content-length': contentLength }),
        },
      },
      onReply,
    );
  }

  #count(action: string): void {
    this.#counts.set(action, (this.#counts.get(action) ?? 0) + 1);
  }
}

function readAll(reply: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  return new Promise((resolve, reject) => {
    reply.on('data', (chunk: Buffer) => chunks.push(chunk));
    reply.on('end', () => resolve(Buffer.concat(chunks).toString('utf8')));
    reply.on('error', reject);
  });
}

const askingForUnits = (body: Buffer): Buffer =>
  Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'TOTAL' }));

/** A refused request says nothing of its units: AWS bills a failed condition as a write of the item that was there. */
function unitsIn(reply: string): number {
  const { ConsumedCapacity = [] } = JSON.parse(reply) as { ConsumedCapacity?: Capacity | Capacity[] };
  return [ConsumedCapacity].flat().reduce((sum, { CapacityUnits }) => sum + CapacityUnits, 0);
}

interface Capacity {
  readonly CapacityUnits: number;
}
