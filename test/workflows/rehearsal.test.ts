import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Progress } from '../../local/play/progress.ts';
import { readRehearsalArguments } from '../../local/rehearsal/arguments.ts';
import { type Rehearsed, rehearse } from '../../local/rehearsal/rehearse.ts';

async function played(line: string): Promise<Rehearsed> {
  const silent = { write: () => {} };
  return rehearse(readRehearsalArguments(line.split(' ')), {
    progress: new Progress({ screen: silent, output: silent }),
    interrupted: new AbortController().signal,
  });
}

describe('a year of four schools with rough people, and things that fail as they usually do', () => {
  const folder = mkdtempSync(join(tmpdir(), 'rehearsal-'));
  let year: Rehearsed | undefined;
  const of = (): Rehearsed => {
    if (!year) throw new Error('The year was not played.');
    return year;
  };
  beforeAll(async () => {
    year = await played(`--schools 4 --people rough --faults usual --release-at 2026-11-02 --export ${folder}`);
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('keeps every promise that is looked at, and nothing goes wrong out of sight', () => {
    expect(of().broken).toEqual([]);
    expect(of().ending.problems).toEqual([]);
  });

  it('has people who do other things than what is hoped for, and things that fail', () => {
    const { happened, reviews } = of();
    expect(Object.values(reviews).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(3);
    expect(happened['an answer']).toBeGreaterThan(60);
    for (const what of ['somebody leaves', 'a release', 'an event comes twice', 'an event comes late']) {
      expect(happened[what], what).toBeGreaterThan(0);
    }
    const failures = Object.entries(happened).filter(([what]) => /gone|lost|limit|refuses/.test(what));
    expect(failures.length).toBeGreaterThan(2);
  });

  it('is written out whole', () => {
    const lines = (file: string) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .filter(Boolean)
        .map((line) => JSON.parse(line));
    const { ending, hash } = of();
    expect(JSON.parse(readFileSync(join(folder, 'rehearsal.json'), 'utf8'))).toMatchObject({
      ...{ format: 1, hash, now: ending.now, options: { schools: 4, people: 'rough', faults: 'usual' } },
    });
    expect(lines('rows.jsonl').map(({ pk, sk }) => `${pk} ${sk}`)).toEqual(
      ending.rows.map(({ pk, sk }) => `${pk} ${sk}`),
    );
    expect(lines('mails.jsonl').map(({ id }) => id)).toEqual(ending.mails.map(({ id }) => id));
    expect(lines('executions.jsonl')).toEqual(ending.executions);
  });
});

describe('a rehearsal that is played again', () => {
  const LINE = '--schools 3 --people rough --until 2026-08-31';

  it('has the same history with the same options, and another one with another seed', async () => {
    const one = await played(LINE);
    const again = await played(LINE);
    const other = await played(`${LINE} --seed 2`);
    expect(one.ending.mails.length).toBeGreaterThan(10);
    expect(again.hash).toBe(one.hash);
    expect(other.hash).not.toBe(one.hash);
  });
});
