import { isDeepStrictEqual } from 'node:util';
import { longDate } from '../calendar/dates.ts';
import { keepUntil, lookAtYear, tellHubsOn } from '../store/agenda.ts';
import type { Store } from '../store/store.ts';
import { hubMailOn } from './hub-mail.ts';
import { versionKey } from './load-settings.ts';
import type { PartnershipYear } from './partnership-year.ts';
import { ProgrammeSettings, settingsTitle } from './programme-settings.ts';
import type { SettingsFiles } from './settings-files.ts';

/** A version that is already in the table would be changed. */
export class SettingsVersionInUse extends Error {
  override name = 'SettingsVersionInUse';
}

/** Two years would have days in common: a membership of the one and of the other on one day, and reviews that count for neither. */
export class YearsOverlap extends Error {
  override name = 'YearsOverlap';
}

type Dates = Pick<PartnershipYear, 'year' | 'starts' | 'ends'>;

/** Holds the files' years against each other and against their neighbours in the table, of which some are no files. */
async function mustNotOverlap(store: Store, years: readonly Dates[]): Promise<void> {
  const files = new Map<string, Dates>(years.map((year) => [year.year, year]));
  const names = new Set(years.flatMap(({ year }) => [-1, 0, 1].map((offset) => String(Number(year) + offset))));
  const all = await Promise.all([...names].map(async (name) => files.get(name) ?? (await store.partnershipYear(name))));
  const inOrder = all.flatMap((year) => year ?? []).toSorted((a, b) => a.year.localeCompare(b.year));
  for (const [index, year] of inOrder.entries()) {
    const next = inOrder[index + 1];
    if (next && next.starts <= year.ends) {
      throw new YearsOverlap(
        `The year ${next.year} begins on ${longDate(next.starts)}, before ${year.year} ends on ${longDate(year.ends)}. ` +
          'Correct one of the two; nothing was written.',
      );
    }
  }
}

/** Whether a row means what the file says: a setting that came after the row was written has its default there. */
function differs(row: { readonly settings?: unknown } | undefined, file: ProgrammeSettings): boolean {
  if (row === undefined) return false;
  const read = ProgrammeSettings.safeParse(row.settings);
  return !read.success || !isDeepStrictEqual(read.data, file);
}

/** How many rows were written and how many were already there. */
export interface Seeded {
  readonly written: number;
  readonly unchanged: number;
}

/**
 * Brings the table up to the settings files. Doing it again writes nothing. The dates of a year can be corrected; a
 * version of a programme's settings cannot, because reviews are bound to it.
 *
 * @throws YearsOverlap when a year would begin before the one before it has ended, be that one a file or a row that was confirmed on a page;
 *   SettingsVersionInUse when a file differs from the version in the table; nothing is written then.
 */
export async function seedSettings(store: Store, files: SettingsFiles): Promise<Seeded> {
  const { partnershipYear, programmeSettings } = store.entities;
  await mustNotOverlap(store, files.years);
  const [yearRows, programmeRows] = await Promise.all([
    Promise.all(files.years.map(({ year }) => store.partnershipYear(year))),
    Promise.all(
      files.programmes.map(({ year, programme, version }) =>
        store.programmeSettings(year, programme, versionKey(version)),
      ),
    ),
  ]);

  const changed = files.programmes.filter((settings, index) => differs(programmeRows[index], settings));
  if (changed.length > 0) {
    throw new SettingsVersionInUse(
      changed
        .map(
          (settings) =>
            `${settingsTitle(settings)} is already in the table and differs from its file. A version is never changed: ` +
            `undo the change and write it to ${settings.programme.toLowerCase()}.v${settings.version + 1}.json.`,
        )
        .join('\n'),
    );
  }

  const years = files.years.filter((year, index) => !isDeepStrictEqual(yearRows[index], year));
  const programmes = files.programmes.filter((_, index) => programmeRows[index] === undefined);
  await Promise.all([
    ...years.map(async (year) => {
      await partnershipYear.put(year).go();
      await store.write([
        lookAtYear(store, year.year),
        keepUntil(store, year.year, year.ends),
        tellHubsOn(store, year.year, hubMailOn(year)),
      ]);
    }),
    ...programmes.map((settings) =>
      programmeSettings
        .create({
          year: settings.year,
          programme: settings.programme,
          version: versionKey(settings.version),
          settings,
        })
        .go(),
    ),
  ]);
  const written = years.length + programmes.length;
  return { written, unchanged: files.years.length + files.programmes.length - written };
}
