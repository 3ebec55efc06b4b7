/** Where reports of rehearsals are, and how they get there. */
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, extname, join } from 'node:path';
import type { RehearsalArguments } from './arguments.ts';
import type { RehearsalReport } from './figures/report-form.ts';

const REPORTS = join(import.meta.dirname, '..', '..', '.data', 'rehearsal');

const plain = (file: string): string => basename(file, extname(file)).replaceAll(/[^\w-]+/g, '-');

/** The folder of --report, or one that is named by what is played. */
export function reportFolder(args: RehearsalArguments): string {
  if (args.report !== undefined) return args.report;
  const { schools, years, people, faults, seed, seeds, settings, compare, until } = args;
  const name = [
    `${schools}-schools`,
    ...(years === 1 ? [] : [`${years}-years`]),
    plain(people),
    ...(faults === 'none' ? [] : [`${faults}-faults`]),
    ...(until === undefined ? [] : [`until-${until}`]),
    ...(settings === undefined ? [] : [plain(settings)]),
    ...(compare === undefined ? [] : [`${plain(compare[0])}-or-${plain(compare[1])}`]),
    seeds === 1 ? `seed-${seed}` : `seeds-${seed}-to-${seed + seeds - 1}`,
  ];
  return join(REPORTS, name.join('-'));
}

const FILES = ['report.json', 'report.html'];

/** Takes away the report of an earlier rehearsal, so that it is not taken for this one's. */
export function clearReport(folder: string): void {
  for (const file of FILES) rmSync(join(folder, file), { force: true });
}

/** The page loads the library of its charts, so it is loaded when it is needed alone. */
export async function writeReport(folder: string, report: RehearsalReport): Promise<void> {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, 'report.json'), `${JSON.stringify(report, undefined, 2)}\n`);
  const { reportPage } = await import('./report-page/report-page.ts');
  writeFileSync(join(folder, 'report.html'), await reportPage(report));
}

/** The report that was written there; nothing where there is none. */
export function readReport(folder: string): RehearsalReport | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, 'report.json'), 'utf8')) as RehearsalReport;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
