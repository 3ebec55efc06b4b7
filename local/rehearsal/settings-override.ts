/** `--settings FILE`: what a rehearsal changes in the settings of every year. */
import { readFileSync } from 'node:fs';
import { closest, distance } from 'fastest-levenshtein';
import type { z } from 'zod';
import { whatIsWrong } from '../../lambdas/settings/malformed.ts';
import { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import type { SettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { WrongArguments } from '../play/arguments.ts';
import { isPart, leavesOf, type Part, pathsOf } from './settings-paths.ts';

const PARTS = ['year', 'QAR', 'TPR'] as const;

/** What is one year's own, and so cannot be the same in all that are played. */
const OF_ONE_YEAR: ReadonlySet<string> = new Set([
  ...['year', 'starts', 'ends', 'renewalOpens', 'termBreaks', 'terms'].map((name) => `year.${name}`),
  ...['year', 'programme', 'version', 'scheduling.targetWeeks'].flatMap((name) => [`QAR.${name}`, `TPR.${name}`]),
]);

/**
 * The settings with a file's values in their place: `{ "QAR": { "team": { "answerWorkingDays": 3 } }, "year": { ... } }`. A list is
 * taken as a whole.
 *
 * @throws WrongArguments saying everything that is to be changed in the file
 */
export function overridden(files: SettingsFiles, file: string | undefined): SettingsFiles {
  if (file === undefined) return files;
  const given = read(file);
  const known = knownParts(files);
  const faults = unknownNames(given, known);
  if (faults.length > 0) throw sentences(file, faults);
  const { year, ...programmes } = given;
  const wrong: string[] = [];
  const changed = {
    years: files.years.map((one) => checked('year', PartnershipYear, merged(one, year), wrong)),
    programmes: files.programmes.map((one) =>
      checked(one.programme, ProgrammeSettings, merged(one, programmes[one.programme]), wrong),
    ),
  };
  // Every year says the same of the same value.
  if (wrong.length > 0) throw sentences(file, [...new Set(wrong)]);
  return {
    years: changed.years.flatMap((one) => one ?? []),
    programmes: changed.programmes.flatMap((one) => one ?? []),
  };
}

const sentences = (file: string, faults: readonly string[]): WrongArguments =>
  new WrongArguments(faults.map((fault) => `${file}: ${fault}`).join('\n'));

function read(file: string): Part {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new WrongArguments(`Settings are in '${file}', which cannot be read: ${(error as Error).message}.`);
  }
  if (!isPart(json)) {
    throw new WrongArguments(`${file}: write an object such as { "QAR": { "team": { "answerWorkingDays": 3 } } }.`);
  }
  return json;
}

/** One of each part, with every name that it may have in the place of its value. */
function knownParts({ years, programmes }: SettingsFiles): Part {
  const together = (all: readonly unknown[]): unknown => all.reduce((one, other) => merged(one, other), {});
  return {
    year: together(years),
    ...Object.fromEntries(
      PARTS.slice(1).map((name) => [name, together(programmes.filter(({ programme }) => programme === name))]),
    ),
  };
}

function unknownNames(given: Part, known: Part): readonly string[] {
  const names = pathsOf(known);
  const all = new Set(names);
  const named = pathsOf(given);
  const unknown = named.filter((path) => !all.has(path) && (parentOf(path) === '' || all.has(parentOf(path))));
  const ofOneYear = named.filter((path) => OF_ONE_YEAR.has(path));
  return [
    ...unknown.map((path) => `'${path}' is no setting; ${suggestion(path, names)}`),
    ...ofOneYear.map(
      (path) => `'${path}' is of one year alone, and the file counts for all that are played: leave it out.`,
    ),
    ...leavesOf(given)
      .filter(([path]) => isPart(valueAt(known, path)))
      .map(([path]) => `'${path}' has settings of its own: write an object with those to change.`),
  ];
}

const parentOf = (path: string): string => path.split('.').slice(0, -1).join('.');
const lastOf = (path: string): string => path.split('.').at(-1) ?? '';
const valueAt = (known: Part, path: string): unknown =>
  path.split('.').reduce<unknown>((at, name) => (isPart(at) ? at[name] : undefined), known);

/** So many letters of ten may be others in a slip of the keys. */
const SLIP = 0.4;

/** The same name elsewhere in its programme, the name beside it that is nearest, or all those that there are. */
function suggestion(path: string, names: readonly string[]): string {
  const elsewhere = names.find((name) => name.split('.')[0] === path.split('.')[0] && lastOf(name) === lastOf(path));
  if (elsewhere !== undefined) return `there is '${elsewhere}'.`;
  const beside = names.filter((name) => parentOf(name) === parentOf(path));
  const small = (name: string): string => name.toLowerCase();
  const nearest = closest(small(path), beside.map(small));
  const written = beside.find((name) => small(name) === nearest);
  if (written !== undefined && distance(small(lastOf(path)), small(lastOf(written))) <= lastOf(path).length * SLIP) {
    return `the nearest is '${written}'.`;
  }
  const within = parentOf(path);
  return `${within === '' ? 'there are' : `in '${within}' there are`} ${beside.map(lastOf).join(', ')}.`;
}

function checked<T>(part: string, schema: z.ZodType<T>, value: unknown, wrong: string[]): T | undefined {
  const parsed = schema.safeParse(value);
  if (parsed.success) return parsed.data;
  wrong.push(...parsed.error.issues.map((issue) => whatIsWrong(issue, value, `'${[part, ...issue.path].join('.')}'`)));
  return undefined;
}

function merged(value: unknown, change: unknown): unknown {
  if (!isPart(value) || !isPart(change)) return change === undefined ? value : change;
  return {
    ...value,
    ...Object.fromEntries(Object.entries(change).map(([name, one]) => [name, merged(value[name], one)])),
  };
}
