import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { readArguments } from '../../../local/play/arguments.ts';

describe("the arguments of 'npm start'", () => {
  it('play once, tell in JSON, and take schools, host, folder and port', () => {
    const args = ['--once', '--json', '--members', 'a.csv', '--host=100183', '--data', 'kept', '--port', '0'];
    expect(readArguments(args)).toEqual({
      once: true,
      json: true,
      members: 'a.csv',
      host: '100183',
      term: undefined,
      years: undefined,
      data: 'kept',
      fresh: false,
      quotas: {},
      oldReads: undefined,
      port: 0,
      help: false,
    });
    expect(readArguments([])).toMatchObject({ once: false, json: false, port: 4300 });
    expect(readArguments(['--quota', 'concurrency=10,mails=1']).quotas).toEqual({ concurrency: 10, mails: 1 });
    expect(readArguments(['--old-reads', '7']).oldReads).toBe(7);
    expect(readArguments(['--term', '30'])).toMatchObject({ term: 30 });
    expect(readArguments(['--years', '3'])).toMatchObject({ years: 3 });
    expect(readArguments(['--data', 'kept', '--fresh'])).toMatchObject({ data: 'kept', fresh: true });
  });

  it.each([
    [['--port', 'x'], "--port is 'x'; write a number from 0 to 65535."],
    [['--port', '70000'], "--port is '70000'"],
    [['--term', '4'], "--term is '4'; write how many reviews it has, from 5 to 390."],
    [['--term', 'x'], "--term is 'x'"],
    [['--years', '0'], "--years is '0'; write how many to play, from 1 to 5."],
    [['--years', '6'], "--years is '6'"],
    [['--years', '3', '--term', '30'], '--years plays one school and --term the teams of many'],
    [['--years', '3', '--data', 'kept'], '--years and --data do not go together'],
    [['--host', '12'], "--host is '12'; write the school's URN, six digits."],
    [['--fresh'], '--fresh clears the folder of --data; name it: --data DIR --fresh.'],
    [['--data', ''], '--data is empty'],
    [['--quota', 'mails=0'], "--quota is 'mails=0'; write for instance concurrency=10,mails=1."],
    [['--quota', 'mails=1', '--data', 'kept'], '--quota and --data do not go together'],
    [['--old-reads', 'x'], "--old-reads is 'x'; write a whole number, such as 1."],
    [['--old-reads', '1', '--data', 'kept'], '--old-reads and --data do not go together'],
    [['--nonsense'], "Unknown option '--nonsense'. 'npm start -- --help' lists the options."],
    [['a.csv'], "Unexpected argument 'a.csv'"],
    [['--members'], "'--members <value>' argument missing"],
  ])('%j are refused in a sentence', (args, sentence) => {
    expect(() => readArguments(args)).toThrow(expect.objectContaining({ message: expect.stringContaining(sentence) }));
  });

  it.each([
    [['--port', 'x'], '--port is'],
    [['--members', '/nowhere/a.csv'], '/nowhere/a.csv cannot be opened (ENOENT).'],
    [['--host', '999999'], 'has no open school 999999'],
  ])('%j end with status 2 and the sentence on stderr', async (args, sentence) => {
    const main = join(import.meta.dirname, '../../../local/start.ts');
    await expect(promisify(execFile)('node', [main, ...args])).rejects.toMatchObject({
      code: 2,
      stdout: '',
      stderr: expect.stringContaining(sentence),
    });
  });
});
