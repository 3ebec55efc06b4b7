import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it, vi } from 'vitest';
import { readRehearsalArguments } from '../../local/rehearsal/arguments.ts';
import { hasBroken, playSeed, playSeeds, tellSeeds } from '../../local/rehearsal/many-seeds.ts';
import { sampleReport } from './figures/sample-report.ts';

const args = readRehearsalArguments(['--schools', '3', '--seeds', '3', '--json']);
const folder = mkdtempSync(join(tmpdir(), 'many-seeds-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** In the place of a rehearsal: writes where --report says the report that is given, and ends with a status. */
function process(name: string, status: number, report?: object): string {
  const file = join(folder, `${name}.mjs`);
  const write = `
    const at = process.argv.find((word) => word.startsWith('--report=')).slice('--report='.length);
    fs.mkdirSync(at, { recursive: true });
    fs.writeFileSync(at + '/report.json', ${JSON.stringify(JSON.stringify(report))});`;
  writeFileSync(file, `import fs from 'node:fs';${report === undefined ? '' : write}\nprocess.exitCode = ${status};`);
  return file;
}

const whole = { ...sampleReport(), broken: [], problems: [] };
const play = (start: string) => playSeed(args, { seed: 7, folder: join(folder, 'report'), settings: undefined }, start);

describe('a seed that is played by a process of its own', () => {
  it('gives its report, also where it ended with a finding', async () => {
    expect((await play(process('found', 1, sampleReport()))).report?.broken).toHaveLength(1);
  });

  it('gives nothing when it broke off, whatever an earlier one has left there', async () => {
    await play(process('whole', 0, whole));
    expect(await play(process('died', 1))).toEqual({ seed: 7, report: undefined });
  });

  it('ends everything when it could not do what it was asked', async () => {
    await expect(play(process('wrong', 2))).rejects.toThrow('Seed 7 cannot be played.');
  });
});

describe('several seeds', () => {
  /** In the place of rehearsals: each waits for another to begin, and all of them end only if two are there at a time. */
  function waitingForAnother(): string {
    const file = join(folder, 'pair.mjs');
    const begun = join(folder, 'begun');
    writeFileSync(
      file,
      `import fs from 'node:fs';
      const seed = Number(process.argv.find((word) => word.startsWith('--seed=')).slice('--seed='.length));
      fs.mkdirSync(${JSON.stringify(begun)}, { recursive: true });
      fs.writeFileSync(${JSON.stringify(begun)} + '/' + seed, '');
      const other = seed % 2 === 0 ? seed + 1 : seed - 1;
      while (!fs.existsSync(${JSON.stringify(begun)} + '/' + other)) await new Promise((done) => setTimeout(done, 10));
      console.log('has begun');`,
    );
    return file;
  }

  it('are played side by side when that is asked for, each line with its seed', async () => {
    const two = readRehearsalArguments(['--seed', '4', '--seeds', '4', '--at-a-time', '2']);
    const lines: string[] = [];
    const write = vi.spyOn(globalThis.process.stdout, 'write').mockImplementation((line) => {
      lines.push(String(line));
      return true;
    });
    const played = await playSeeds(two, join(folder, 'many'), new AbortController().signal, waitingForAnother());
    write.mockRestore();
    expect(played.map(({ seed }) => seed)).toEqual([4, 5, 6, 7]);
    expect(lines.toSorted()).toEqual([4, 5, 6, 7].map((seed) => `seed ${seed}: has begun\n`));
  });
});

describe('the table of seeds', () => {
  it('has a line for each, and says what was not played', () => {
    const stopped = { ...whole, played: { ...whole.played, isDone: false } };
    expect(
      tellSeeds(
        [
          { seed: 1, report: whole },
          { seed: 2, report: sampleReport(2) },
          { seed: 3, report: undefined },
          { seed: 4, report: stopped },
        ],
        6,
      ),
    ).toEqual([
      'seed  schools  problems  promises broken  hash',
      '   1        3         0                0  0123456789abcdef0123456789abcdef',
      '   2        3         1                1  0123456789abcdef0123456789abcdef',
      '   3        -         -                -  broke off',
      '   4        3         0                -  stopped on 2027-03-31',
      '2 of 6 seeds were not played.',
    ]);
  });

  it('tells what has broken', () => {
    expect(hasBroken({ seed: 1, report: whole })).toBe(false);
    expect(hasBroken({ seed: 1, report: { ...whole, problems: ['one'] } })).toBe(true);
    expect(hasBroken({ seed: 1, report: { ...whole, broken: sampleReport().broken } })).toBe(true);
    expect(hasBroken({ seed: 1, report: undefined })).toBe(true);
  });
});
