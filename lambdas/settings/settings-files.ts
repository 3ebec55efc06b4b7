/**
 * The settings as they are kept with the code: `years/<year>/year.json`, `years/<year>/<programme>.v<n>.json` and
 * `frameworks/<id>.json`. docs/settings.md tells how to change them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { Framework } from './framework.ts';
import { checkSettings, MalformedSettings, parseSettings } from './malformed.ts';
import { PartnershipYear } from './partnership-year.ts';
import { ProgrammeSettings } from './programme-settings.ts';

export interface SettingsFiles {
  readonly years: readonly PartnershipYear[];
  readonly programmes: readonly ProgrammeSettings[];
}

/** Beside this file. Not for bundled code: functions read the table. */
const ownFolder = fileURLToPath(new URL('.', import.meta.url));

/** A programme's file names its framework; the settings carry it whole. */
const NamesItsFramework = z.looseObject({ report: z.looseObject({ framework: z.string() }) });

/**
 * Reads and checks all files of a settings folder.
 *
 * @throws MalformedSettings naming the first file that cannot be used, and everything to change in it.
 */
export function readSettingsFiles(folder: string = ownFolder): SettingsFiles {
  const frameworks = new Map<string, Framework>();
  for (const file of filesIn(join(folder, 'frameworks'))) {
    const framework = parseSettings(shown(file), readFileSync(file, 'utf8'), Framework);
    mustBeNamed(file, `${framework.id}.json`);
    frameworks.set(framework.id, framework);
  }
  const years: PartnershipYear[] = [];
  const programmes: ProgrammeSettings[] = [];
  for (const year of readdirSync(join(folder, 'years')).sort()) {
    for (const file of filesIn(join(folder, 'years', year))) {
      const text = readFileSync(file, 'utf8');
      if (basename(file) === 'year.json') {
        const row = parseSettings(shown(file), text, PartnershipYear);
        mustBeOfYear(file, row.year, year);
        years.push(row);
      } else {
        const settings = readProgramme(shown(file), text, frameworks);
        mustBeOfYear(file, settings.year, year);
        mustBeNamed(file, `${settings.programme.toLowerCase()}.v${settings.version}.json`);
        programmes.push(settings);
      }
    }
  }
  for (const settings of programmes) mustFollow(settings, programmes);
  return { years, programmes };
}

/** One programme's file, its framework put in where the file only names it. */
export function readProgramme(
  source: string,
  text: string,
  frameworks: ReadonlyMap<string, Framework>,
): ProgrammeSettings {
  const named = parseSettings(source, text, NamesItsFramework);
  const framework = frameworks.get(named.report.framework);
  if (!framework) {
    throw new MalformedSettings(
      `${source}: 'report.framework' is ${JSON.stringify(named.report.framework)}, and there is no such file in ` +
        `lambdas/settings/frameworks; write one of ${[...frameworks.keys()].join(', ')} or add the framework.`,
    );
  }
  return checkSettings(source, { ...named, report: { ...named.report, framework } }, ProgrammeSettings);
}

function filesIn(folder: string): string[] {
  return readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name) => join(folder, name));
}

const shown = (file: string): string => relative(process.cwd(), file);

function mustBeNamed(file: string, name: string): void {
  if (basename(file) !== name) {
    throw new MalformedSettings(
      `${shown(file)}: its content is that of ${name}; rename the file or correct its content.`,
    );
  }
}

/** Whoever knows the newest version looks for the next one by its number. */
function mustFollow({ year, programme, version }: ProgrammeSettings, all: readonly ProgrammeSettings[]): void {
  const before = version - 1;
  if (before === 0) return;
  if (all.some((one) => one.year === year && one.programme === programme && one.version === before)) return;
  const name = (number: number): string => `${year}/${programme.toLowerCase()}.v${number}.json`;
  throw new MalformedSettings(
    `${name(version)} is there, but ${name(before)} is not: name it by the number that follows the last one.`,
  );
}

function mustBeOfYear(file: string, written: string, folder: string): void {
  if (written !== folder) {
    throw new MalformedSettings(
      `${shown(file)}: 'year' is ${JSON.stringify(written)}, but the folder is ${folder}; move the file or correct the year.`,
    );
  }
}
