import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { Pool } from 'undici';
import { chosenDatabase } from './choose-database.ts';
import { NoDatabase } from './database.ts';
import { inProcessClient } from './memory/in-process-client.ts';
import { MemoryDatabase } from './memory/memory-database.ts';
import type { Ask } from './old-reads.ts';
import { startDynamoDb } from './process.ts';
import { localClient } from './tables.ts';

/** The DynamoDB of one stack, wherever it runs. */
export interface OpenDatabase {
  /** Sends it a request, past everything that counts or looks at requests. */
  readonly ask: Ask;
  /** A client for the stack itself, straight to the database: it is nobody's request and is not counted. */
  readonly client: DynamoDBClient;
  stop(): Promise<void>;
}

export interface OpenOptions {
  /** Where rows are kept; in memory when left out. */
  readonly folder?: string | undefined;
  readonly region: string;
  /** Milliseconds of the clock by which the stack lives. */
  readonly now: () => number;
}

/** The access key under which a database that keeps rows of several apart keeps those of a stack. */
const DATABASE_KEY = 'LOCALSTACK0000000000';

/**
 * Opens the database of a stack: in this process where nothing is kept, and otherwise the program that this machine has for it.
 *
 * @throws NoDatabase saying what to do when there is none.
 */
export async function openDatabase({ folder, region, now }: OpenOptions): Promise<OpenDatabase> {
  const chosen = process.env.DYNAMODB_ENDPOINT ? 'given' : chosenDatabase();
  if (chosen === 'memory' && folder !== undefined) {
    throw new NoDatabase("PEER_REVIEW_DATABASE is 'memory', which keeps nothing in a folder.");
  }
  if (chosen === 'memory' || (chosen === undefined && folder === undefined)) return inMemory(region, now);
  const { endpoint, stop } = await startDynamoDb(folder);
  const client = localClient(endpoint, region, DATABASE_KEY);
  const pool = new Pool(endpoint, { connections: 64 });
  return {
    ask: overHttp(pool, region),
    client,
    stop: async () => {
      client.destroy();
      await pool.destroy();
      await stop();
    },
  };
}

function inMemory(region: string, now: () => number): OpenDatabase {
  const database = new MemoryDatabase(now);
  return {
    ask: async (action, body, parameters) => database.ask(action, body, parameters),
    client: inProcessClient(database, region),
    stop: async () => {},
  };
}

function overHttp(pool: Pool, region: string): Ask {
  const authorization =
    `AWS4-HMAC-SHA256 Credential=${DATABASE_KEY}/20260101/${region}/dynamodb/aws4_request, ` +
    'SignedHeaders=host, Signature=0';
  return async (action, body) => {
    const reply = await pool.request({
      method: 'POST',
      path: '/',
      headers: {
        'content-type': 'application/x-amz-json-1.0',
        'x-amz-target': `DynamoDB_20120810.${action}`,
        'x-amz-date': '20260101T000000Z',
        authorization,
      },
      body,
    });
    return { status: reply.statusCode, headers: reply.headers, body: await reply.body.text() };
  };
}
