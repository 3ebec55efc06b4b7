import type { Programme } from '../programmes/programmes.ts';
import { checkSettings } from './malformed.ts';
import { PartnershipYear } from './partnership-year.ts';
import { ProgrammeSettings } from './programme-settings.ts';

/** What loading needs of the store. */
export interface SettingsRows {
  /** The same for all that reads one table. */
  readonly memory?: object;
  partnershipYear(year: string): Promise<unknown>;
  programmeSettings(year: string, programme: Programme, version: string): Promise<{ settings?: unknown } | undefined>;
  latestProgrammeSettings(year: string, programme: Programme): Promise<{ settings?: unknown } | undefined>;
}

/** A year or a programme's settings that a step needs are not in the table. */
export class SettingsMissing extends Error {
  override name = 'SettingsMissing';
}

/** How a version is written in keys, so that versions sort: 1 is '001'. */
export function versionKey(version: number): string {
  return String(version).padStart(3, '0');
}

/** What was read of one store. A version never changes, so it is read and checked once in the life of a process. */
const known = new WeakMap<object, Map<string, ProgrammeSettings>>();

/** The newest version that was read of each programme's year. Versions follow each other without a gap. */
const newest = new WeakMap<object, Map<string, number>>();

/**
 * What a year prescribes for a programme: the version a review is bound to ('001', its `settingsVersion`), or the
 * newest when none is named. A newer one can be written at any time, so the one after the newest that is known is looked for.
 *
 * @throws SettingsMissing when the table has no such row, MalformedSettings when the row cannot be used.
 */
export async function loadSettings(
  rows: SettingsRows,
  year: string,
  programme: Programme,
  version?: string,
): Promise<ProgrammeSettings> {
  const table = rows.memory ?? rows;
  const versions = remembered(known, table);
  const latest = remembered(newest, table);
  const series = `${programme} ${year}`;
  const key = (name: string) => `${series} ${name}`;
  const named = version ?? (await stillNewest(rows, year, programme, latest.get(series)));
  const before = named === undefined ? undefined : versions.get(key(named));
  if (before) return before;

  const row =
    version === undefined
      ? await rows.latestProgrammeSettings(year, programme)
      : await rows.programmeSettings(year, programme, version);
  if (!row) {
    const what = version === undefined ? 'any settings' : `settings version ${version}`;
    throw new SettingsMissing(
      `The table does not have ${what} of ${programme} for ${year}; add the file to lambdas/settings/years/${year} ` +
        'and write it to the table with scripts/seed-settings.ts.',
    );
  }
  const settings = checkSettings(`the settings row ${key(version ?? 'latest')}`, row.settings, ProgrammeSettings);
  versions.set(key(versionKey(settings.version)), settings);
  if (version === undefined) latest.set(series, settings.version);
  return settings;
}

/** The newest version that is known, if none follows it: a get, which a store that reads each row once does with others. */
async function stillNewest(
  rows: SettingsRows,
  year: string,
  programme: Programme,
  version: number | undefined,
): Promise<string | undefined> {
  if (version === undefined) return undefined;
  const next = await rows.programmeSettings(year, programme, versionKey(version + 1));
  return next ? undefined : versionKey(version);
}

function remembered<Value>(all: WeakMap<object, Map<string, Value>>, table: object): Map<string, Value> {
  const some = all.get(table) ?? new Map<string, Value>();
  all.set(table, some);
  return some;
}

/**
 * The dates and usual term breaks of a partnership year.
 *
 * @throws SettingsMissing when the table has no such year, MalformedSettings when the row cannot be used.
 */
export async function loadYear(rows: Pick<SettingsRows, 'partnershipYear'>, year: string): Promise<PartnershipYear> {
  const row = await rows.partnershipYear(year);
  if (row === undefined) {
    throw new SettingsMissing(
      `The table does not have the partnership year ${year}; add lambdas/settings/years/${year}/year.json and write it ` +
        'to the table with scripts/seed-settings.ts.',
    );
  }
  return checkSettings(`the row of the partnership year ${year}`, row, PartnershipYear);
}
