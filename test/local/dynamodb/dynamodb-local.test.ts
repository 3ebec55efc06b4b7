import { existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { openDataFolder } from '../../../local/data-folder/data-folder.ts';
import { chooseDatabase, DATABASE_FILES } from '../../../local/dynamodb/choose-database.ts';
import { NoDatabase } from '../../../local/dynamodb/database.ts';
import { dynamoDbLocal } from '../../../local/dynamodb/dynamodb-local.ts';
import { continueFrom, stateOf } from '../../../local/kept-state.ts';
import type { LocalStack } from '../../../local/stack.ts';
import { useSmallStack } from '../fixtures/small-stack.ts';

/** Amazon's own terms are for whoever runs it to accept, so nothing fetches it unasked. */
const isAskedFor = process.env.PEER_REVIEW_DATABASE === 'java';

const small = useSmallStack();
let folder = '';
let stack: LocalStack | undefined;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'java-kept-'));
  vi.stubEnv('PEER_REVIEW_DATABASE', 'java');
});
afterEach(async () => {
  await stack?.stop();
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

/** Why this machine cannot start it: it has no Java, or npm cannot be reached. */
async function whyNot(): Promise<string | undefined> {
  if (!isAskedFor) return 'it is tested with PEER_REVIEW_DATABASE=java';
  try {
    await dynamoDbLocal.command(0, undefined);
    return undefined;
  } catch (error) {
    if (error instanceof NoDatabase) return error.message;
    throw error;
  }
}

describe("a stack on Amazon's DynamoDB Local", () => {
  it('asks, keeps what it did, and takes the answer in a later run', async ({ skip }) => {
    const reason = await whyNot();
    if (reason !== undefined) skip(reason);
    const database = { file: chooseDatabase().file, all: DATABASE_FILES };
    const first = await openDataFolder(folder, database);
    stack = await small.another({ dataDir: first.tables });
    stack.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await stack.clock.run({ until: Date.parse('2027-01-01T15:00:00Z') });
    await first.keep(stateOf(stack, { played: false }));
    await stack.stop();
    first.close();
    expect(readdirSync(folder).sort()).toEqual(['peer-review.lock', 'shared-local-instance.db', 'state.json']);

    const later = await openDataFolder(folder, database);
    if (!later.kept) throw new Error('Nothing was kept.');
    stack = await small.another({ dataDir: later.tables, seed: later.run, start: new Date(later.kept.at) });
    await continueFrom(stack, later.kept);
    await stack.clock.run({ until: Date.parse('2027-01-01T16:00:00Z') });
    await fetch(`${stack.portalOrigin}/d/head@school.example`, { method: 'POST', redirect: 'manual' });
    await stack.clock.run({ until: Date.parse('2027-01-01T17:00:00Z') });
    expect(stack.engine.listExecutions()).toMatchObject([{ name: 'first', status: 'SUCCEEDED' }]);
    expect(stack.problems.messages).toEqual([]);
    expect(existsSync('dynamodb-local-metadata.json')).toBe(false); // made where it means to send what it is used for
    await stack.stop();
    later.close();
  }, 240_000); // a Java takes its time on a busy machine, and what it runs is fetched first
});
