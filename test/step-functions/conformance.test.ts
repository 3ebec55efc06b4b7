import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { parseCases, type RecordedCase } from '../../local/step-functions/conformance-suite/case.ts';
import { firstDifference } from '../../local/step-functions/conformance-suite/compare.ts';
import { playCase } from '../../local/step-functions/conformance-suite/play.ts';

const file = fileURLToPath(new URL('cases.json', import.meta.url));
const command = fileURLToPath(new URL('../../local/step-functions/conformance.ts', import.meta.url));
const cases = parseCases(readFileSync(file, 'utf8'));

describe('histories checked by hand', () => {
  it.each(cases.map((recorded) => [recorded.id, recorded] as const))('%s', async (_, recorded) => {
    expect(await playCase(recorded)).toBeUndefined();
  });
});

describe('the comparison', () => {
  const recorded = cases[0] as RecordedCase;
  const changed = (index: number, change: object): RecordedCase => ({
    ...recorded,
    events: recorded.events.map((event, position) => (position === index ? { ...event, ...change } : event)),
  });

  it.each([
    ['a type', 4, { type: 'TaskSucceeded' }, 'type'],
    ['a link', 4, { previousEventId: 1 }, 'previousEventId'],
    ['a detail', 4, { taskFailedEventDetails: { error: 'Busy' } }, 'taskFailedEventDetails.resourceType'],
  ])('sees another %s', async (_, index, change, path) => {
    expect(await playCase(changed(index, change))).toMatchObject({ event: index + 1, difference: { path } });
  });

  it('sees events that are missing or too many, and a definition that is refused', async () => {
    expect(await playCase({ ...recorded, events: recorded.events.slice(0, -1) })).toMatchObject({
      event: recorded.events.length,
    });
    expect(await playCase({ ...recorded, events: [...recorded.events, ...recorded.events.slice(-1)] })).toBeDefined();
    expect(await playCase({ ...recorded, definition: { StartAt: 'Gone' } })).toMatchObject({ event: 0 });
  });

  it('takes placeholders for anything, and JSON text for its value', () => {
    expect(
      firstDifference({ roleArn: 'snf_role_arn', input: { a: 1 } }, { roleArn: 'arn:x', input: '{"a": 1}' }),
    ).toBeUndefined();
    expect(
      firstDifference('arn:<partition>:lambda:<region>:1:function:f', 'arn:aws:lambda:eu-west-2:1:function:f'),
    ).toBeUndefined();
    expect(
      firstDifference('arn:<partition>:lambda:<region>:1:function:f', 'arn:aws:lambda:eu-west-2:1:function:g'),
    ).toBeDefined();
    expect(firstDifference({ output: '1' }, { output: '2' })).toEqual({ path: 'output', expected: 1, actual: 2 });
    expect(firstDifference({ a: 1 }, { a: 1, b: 2 })).toMatchObject({ path: 'b' });
  });
});

describe('the command', () => {
  const folder = mkdtempSync(join(tmpdir(), 'conformance-'));
  const run = (...names: string[]) =>
    new Promise<{ code: number; output: string; complaint: string }>((resolve) => {
      execFile(process.execPath, [command, ...names], (error, output, complaint) => {
        resolve({ code: typeof error?.code === 'number' ? error.code : 0, output, complaint });
      });
    });
  const written = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };

  it('prints the count, and each case that differs with its first difference', async () => {
    expect(await run(file)).toMatchObject({ code: 0, output: `${cases.length} passed, 0 failed\n` });
    const [first] = cases as [RecordedCase];
    const events = first.events.map((event) => ({ ...event, previousEventId: 0 }));
    const wrong = await run(written('wrong.json', JSON.stringify([{ ...first, events }])));
    expect(wrong.code).toBe(1);
    expect(wrong.output).toBe(`${first.id}: event 3, previousEventId: recorded 0, got 2\n0 passed, 1 failed\n`);
  });

  it('says in a sentence what is wrong with the file', async () => {
    expect(await run()).toMatchObject({ code: 2, complaint: expect.stringMatching(/^Name a file of recorded cases/) });
    expect(await run(join(folder, 'none.json'))).toMatchObject({
      code: 2,
      complaint: expect.stringMatching(/^Cannot read .*none\.json\.\n$/),
    });
    expect(await run(written('text.json', 'no json'))).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('it is not JSON'),
    });
    expect(await run(written('other.json', '[{"id":1}]'))).toMatchObject({
      code: 2,
      complaint: expect.stringContaining('it is no list of cases'),
    });
  });
});
