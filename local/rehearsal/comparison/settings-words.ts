/** Which settings differ, in the words of the page by which the central team confirms a year. */
import { isDeepStrictEqual } from 'node:util';
import { milesInWords } from '../../../lambdas/members/distance.ts';
import { NUMBERS, type NumberInWords } from '../../../lambdas/renewal/year-numbers.ts';
import type { SettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { leavesOf } from '../settings-paths.ts';

const byPath: ReadonlyMap<string, NumberInWords & { readonly heading: string }> = new Map(
  Object.entries(NUMBERS).flatMap(([heading, numbers]) =>
    numbers.map((one) => [one.path, { ...one, heading }] as const),
  ),
);

/** 'QAR, forming teams: Weeks before the visit at which people are invited: 12 instead of 10.' */
export function changesInWords(one: SettingsFiles, other: SettingsFiles): readonly string[] {
  const ofYears = one.years.flatMap((year, index) => changes('Year', year, other.years[index]));
  const ofProgrammes = one.programmes.flatMap((programme, index) =>
    changes(programme.programme, programme, other.programmes[index]),
  );
  // The same change of every year is told once.
  return [...new Set([...ofYears, ...ofProgrammes])];
}

function changes(part: string, before: unknown, after: unknown): readonly string[] {
  const was = new Map(leavesOf(before));
  const is = new Map(leavesOf(after));
  return [...new Set([...was.keys(), ...is.keys()])]
    .filter((path) => !isDeepStrictEqual(was.get(path), is.get(path)))
    .map((path) => {
      const words = byPath.get(path);
      const value = (of: ReadonlyMap<string, unknown>): string => shown(of.get(path), words);
      return `${part}${words ? `, ${words.heading.toLowerCase()}: ${forAnybody(words.words)}` : `: '${path}'`}: ${value(is)} instead of ${value(was)}.`;
    });
}

/** The page speaks to the central team. */
export const forAnybody = (words: string): string =>
  words
    .replace(/\byou are\b/g, 'the central team is')
    .replace(/\byou have\b/g, 'the central team has')
    .replace(/\byou decide\b/g, 'the central team decides');

function shown(value: unknown, words: NumberInWords | undefined): string {
  if (value === undefined) return 'nothing';
  if (words?.kind === 'miles' && typeof value === 'number') return milesInWords(value).replace(/ miles?$/, '');
  return Array.isArray(value)
    ? value.map((one) => shown(one, undefined)).join(', ')
    : typeof value === 'object'
      ? JSON.stringify(value)
      : String(value);
}
