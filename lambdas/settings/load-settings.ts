import { checkSettings } from './malformed.ts';
import { PartnershipYear } from './partnership-year.ts';
import { ProgrammeSettings } from './programme-settings.ts';

export type Programme = ProgrammeSettings['programme'];

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

/**
 * What a year prescribes for a programme: the version a review is bound to ('001', its `settingsVersion`), or the
 * newest when none is named. Only named versions are remembered, since a newer one can be written at any time.
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
  const versions = known.get(table) ?? new Map<string, ProgrammeSettings>();
  known.set(table, versions);
  const key = (name: string) => `${programme} ${year} ${name}`;
  const remembered = version === undefined ? undefined : versions.get(key(version));
  if (remembered) return remembered;

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
  return settings;
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
