/** Several seeds, each in a process of its own, whose memory goes with it. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { WrongArguments } from '../play/arguments.ts';
import { type RehearsalArguments, wordsForOne } from './arguments.ts';
import type { RehearsalReport } from './figures/report-form.ts';
import { clearReport, readReport } from './report-folder.ts';

/** What came of one seed: nothing of a process that broke off. */
export interface PlayedSeed {
  readonly seed: number;
  readonly report: RehearsalReport | undefined;
}

const START = join(import.meta.dirname, 'start.ts');

/** The status of a process that was asked something that makes no sense, and has said what. */
const WRONG_ARGUMENTS = 2;

/**
 * Plays one seed and gives its report. Ctrl-C reaches a process by itself, since it is of the same group; other signals are passed on.
 *
 * @throws WrongArguments when its options or files make no sense
 */
export async function playSeed(
  args: RehearsalArguments,
  { seed, folder, settings }: { readonly seed: number; readonly folder: string; readonly settings: string | undefined },
  start = START,
): Promise<PlayedSeed> {
  clearReport(folder);
  const words = wordsForOne(args, { seed, report: folder, settings });
  const stdio = args.atATime > 1 ? 'pipe' : 'inherit';
  const child = spawn(process.execPath, [...process.execArgv, start, ...words], { stdio });
  if (args.atATime > 1) passOnLines(child, seed);
  const passOn = (signal: NodeJS.Signals): void => void child.kill(signal);
  for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.on(signal, passOn);
  try {
    const [status] = (await once(child, 'close')) as [number | null];
    if (status === WRONG_ARGUMENTS) throw new WrongArguments(`Seed ${seed} cannot be played.`);
    return { seed, report: readReport(folder) };
  } finally {
    for (const signal of ['SIGTERM', 'SIGHUP'] as const) process.off(signal, passOn);
  }
}

/** Of several that print at once each line says whose it is. */
function passOnLines({ stdout, stderr }: ChildProcess, seed: number): void {
  for (const [input, output] of [[stdout, process.stdout] as const, [stderr, process.stderr] as const]) {
    if (input) createInterface({ input }).on('line', (line) => output.write(`seed ${seed}: ${line}\n`));
  }
}

/** Plays --seeds seeds from --seed on, --at-a-time of them side by side, until somebody stops it. */
export async function playSeeds(
  args: RehearsalArguments,
  folder: string,
  interrupted: AbortSignal,
  start = START,
): Promise<readonly PlayedSeed[]> {
  const left = Array.from({ length: args.seeds }, (_, index) => args.seed + index);
  const played: PlayedSeed[] = [];
  const one = async (): Promise<void> => {
    for (let seed = left.shift(); seed !== undefined && !interrupted.aborted; seed = left.shift()) {
      const where = { seed, folder: join(folder, `seed-${seed}`), settings: args.settings };
      played.push(await playSeed(args, where, start));
    }
  };
  await Promise.all(Array.from({ length: args.atATime }, one));
  return played.toSorted((a, b) => a.seed - b.seed);
}

/** Whether a promise was broken, something went wrong out of sight, or a process broke off. */
export const hasBroken = ({ report }: PlayedSeed): boolean =>
  report === undefined || report.broken.length > 0 || report.problems.length > 0;

/** A table of what came of each seed. */
export function tellSeeds(played: readonly PlayedSeed[], wanted: number): readonly string[] {
  const head = ['seed', 'schools', 'problems', 'promises broken', 'hash'];
  const rows = played.map(({ seed, report }) =>
    report === undefined
      ? [String(seed), '-', '-', '-', 'broke off']
      : [
          String(seed),
          String(report.played.options.schools),
          String(report.problems.length),
          report.played.isDone ? String(report.broken.length) : '-',
          report.played.isDone ? report.played.hash : `stopped on ${report.played.until}`,
        ],
  );
  const widths = head.map((name, column) => Math.max(name.length, ...rows.map((row) => (row[column] ?? '').length)));
  const line = (cells: readonly string[]): string =>
    cells.map((cell, column) => (column === head.length - 1 ? cell : cell.padStart(widths[column] ?? 0))).join('  ');
  const left = wanted - played.length;
  return [
    line(head),
    ...rows.map(line),
    ...(left === 0 ? [] : [`${left} of ${wanted} seeds ${left === 1 ? 'was' : 'were'} not played.`]),
  ];
}
