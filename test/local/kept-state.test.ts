import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { continueFrom, keepState, readKeptState } from '../../local/kept-state.ts';
import type { LocalStack } from '../../local/stack.ts';
import { useSmallStack } from './fixtures/small-stack.ts';

const small = useSmallStack();
const folder = mkdtempSync(join(tmpdir(), 'kept-'));
let later: LocalStack | undefined;

afterEach(async () => {
  await later?.stop();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is kept between two runs', () => {
  it('lets a later run go on: tables, clock, mails and executions under way', async () => {
    const first = await small.another({ dataDir: folder });
    first.startExecution('question', { name: 'first', input: { to: 'head@school.example' } });
    await first.clock.run({ until: Date.parse('2027-01-01T15:00:00Z') });
    keepState(first, folder, { played: false });
    await first.stop();

    const state = readKeptState(folder);
    if (!state) throw new Error('Nothing was kept.');
    later = await small.another({ dataDir: folder, start: new Date(state.at) });
    await continueFrom(later, state);
    await later.clock.run({ until: Date.parse('2027-01-01T16:00:00Z') });
    expect(later.inbox.messages().map(({ at, subject }) => [at, subject])).toEqual([
      [Date.parse('2027-01-01T12:00:00Z'), 'A question'],
      [Date.parse('2027-01-01T15:00:00Z'), 'A question'],
    ]);
    await fetch(`${later.portalOrigin}/d/head@school.example`, { method: 'POST', redirect: 'manual' });
    await later.clock.run({ until: Date.parse('2027-01-01T17:00:00Z') });
    expect(later.engine.listExecutions()).toMatchObject([{ name: 'first', status: 'SUCCEEDED' }]);
    expect(later.problems.messages).toEqual([]);
  });

  it('is refused where the run before was cut off', () => {
    const cutOff = mkdtempSync(join(tmpdir(), 'cut-off-'));
    writeFileSync(join(cutOff, 'tables.db'), '');
    expect(() => readKeptState(cutOff)).toThrow('was cut off before it could be kept');
    rmSync(cutOff, { recursive: true });
  });

  it('is nothing before the first run', () => {
    expect(readKeptState(join(folder, 'never'))).toBeUndefined();
  });
});
