import { PROGRAMMES, type Programme } from '../programmes/programmes.ts';
import { loadSettings, loadYear, SettingsMissing } from '../settings/load-settings.ts';
import { settingsAfterThese, yearAfterThis } from '../settings/next-year.ts';
import type { PartnershipYear } from '../settings/partnership-year.ts';
import type { ProgrammeSettings } from '../settings/programme-settings.ts';
import type { Store } from '../store/store.ts';

/** A year with what it prescribes for every programme, as it stands in the table or would. */
export interface WholeYear {
  readonly year: PartnershipYear;
  readonly programmes: Readonly<Record<Programme, ProgrammeSettings>>;
}

export const yearBefore = (year: string): string => String(Number(year) - 1);

/**
 * A year as it follows from the one before, and that one.
 *
 * @throws SettingsMissing where the year before or one of its programmes is not in the table.
 */
export async function proposedYear(
  store: Store,
  name: string,
): Promise<{ readonly before: WholeYear; readonly proposed: WholeYear }> {
  const last = yearBefore(name);
  const [year, ...all] = await Promise.all([
    loadYear(store, last),
    ...PROGRAMMES.map((programme) => loadSettings(store, last, programme)),
  ]);
  const next = yearAfterThis(year);
  return {
    before: { year, programmes: byProgramme(all) },
    proposed: { year: next, programmes: byProgramme(all.map((one) => settingsAfterThese(one, year, next))) },
  };
}

/** @throws SettingsMissing where one is not among them. */
export function byProgramme(all: readonly ProgrammeSettings[]): Readonly<Record<Programme, ProgrammeSettings>> {
  const entries = PROGRAMMES.map((programme) => {
    const found = all.find((one) => one.programme === programme);
    if (!found) throw new SettingsMissing(`There are no settings of ${programme}.`);
    return [programme, found] as const;
  });
  return Object.fromEntries(entries) as Record<Programme, ProgrammeSettings>;
}
