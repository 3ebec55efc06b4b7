import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type DataFolder, openDataFolder } from '../../local/data-folder/data-folder.ts';
import { chooseDatabase, DATABASE_FILES } from '../../local/dynamodb/choose-database.ts';
import { continueFrom, stateOf } from '../../local/kept-state.ts';
import type { LocalStack } from '../../local/stack.ts';
import { useSmallStack } from './fixtures/small-stack.ts';

const small = useSmallStack();
const database = { file: chooseDatabase().file, all: DATABASE_FILES };
let folder = '';
const running: { stack: LocalStack; data: DataFolder }[] = [];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kept-'));
});
afterEach(async () => {
  for (const each of running.splice(0)) await end(each);
  rmSync(folder, { recursive: true, force: true });
});

/** A run of `npm start -- --data`, as far as the folder is concerned. */
async function startRun(path = folder) {
  const data = await openDataFolder(path, database);
  const start = data.kept && { start: new Date(data.kept.at) };
  const stack = await small.another({ dataDir: data.tables, seed: data.run, ...start });
  running.push({ stack, data });
  if (data.kept) await continueFrom(stack, data.kept);
  return { stack, data };
}

async function keepAndEnd(run: { stack: LocalStack; data: DataFolder }): Promise<void> {
  await run.data.keep(stateOf(run.stack, { played: false }));
  running.splice(0);
  await end(run);
}

async function end({ stack, data }: { stack: LocalStack; data: DataFolder }): Promise<void> {
  await stack.stop();
  data.close();
}

const ask = (stack: LocalStack, to: string): string =>
  stack.startExecution('question', { name: to.replace(/@.*/, ''), input: { to } });

/** Everything of a run that was given an id. */
async function idsOf(stack: LocalStack): Promise<string[]> {
  const { headers } = await fetch(`${stack.portalOrigin}/d/anybody`);
  const page = (await (await fetch(`${stack.portalOrigin}/d/anybody`)).json()) as {
    requestContext: { requestId: string };
  };
  const tokens = stack.engine
    .listExecutions()
    .flatMap(
      ({ executionArn }) => JSON.stringify(stack.engine.history(executionArn)).match(/AQCg\S{30,}?(?=\\)/g) ?? [],
    );
  return [
    ...stack.inbox.messages().map(({ id }) => id),
    ...tokens,
    headers.get('apigw-requestid') ?? '',
    page.requestContext.requestId,
    stack.startExecution('question', { input: { to: 'unnamed@school.example' } }),
  ];
}

describe('what is kept between two runs', () => {
  it('lets a later run go on: tables, clock, mails and executions under way', async () => {
    const first = await startRun();
    ask(first.stack, 'head@school.example');
    await first.stack.clock.run({ until: Date.parse('2027-01-01T15:00:00Z') });
    await keepAndEnd(first);

    const { stack: later } = await startRun();
    await later.clock.run({ until: Date.parse('2027-01-01T16:00:00Z') });
    expect(later.inbox.messages().map(({ at, subject }) => [at, subject])).toEqual([
      [Date.parse('2027-01-01T12:00:00Z'), 'A question'],
      [Date.parse('2027-01-01T15:00:00Z'), 'A question'],
    ]);
    await fetch(`${later.portalOrigin}/d/head@school.example`, { method: 'POST', redirect: 'manual' });
    await later.clock.run({ until: Date.parse('2027-01-01T17:00:00Z') });
    expect(later.engine.listExecutions()).toMatchObject([{ name: 'head', status: 'SUCCEEDED' }]);
    expect(later.problems.messages).toEqual([]);
  });

  it('never gives an id a second time, and the same ids where everything is the same', async () => {
    const seen: string[] = [];
    for (const to of ['first@school.example', 'second@school.example', 'third@school.example']) {
      const run = await startRun();
      ask(run.stack, to);
      await run.stack.clock.run({ until: run.stack.clock.now() + 60_000 });
      const before = new Set(run.data.kept?.mails.map(({ id }) => id));
      const given = (await idsOf(run.stack)).filter((id) => !before.has(id));
      expect(given).not.toContain('');
      expect(given.length).toBeGreaterThanOrEqual(4);
      seen.push(...given);
      await keepAndEnd(run);
    }
    expect(seen.filter((id, index) => seen.indexOf(id) !== index)).toEqual([]);

    const other = join(folder, 'other');
    const again = await startRun(other);
    ask(again.stack, 'first@school.example');
    await again.stack.clock.run({ until: again.stack.clock.now() + 60_000 });
    const given = await idsOf(again.stack);
    expect(given).toEqual(seen.slice(0, given.length));
  });
});
