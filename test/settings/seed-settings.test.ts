import { describe, expect, test } from 'vitest';
import { loadSettings, loadYear } from '../../lambdas/settings/load-settings.ts';
import { SettingsVersionInUse, seedSettings } from '../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const files = readSettingsFiles();

describe('writing the settings to the table', () => {
  test('makes them readable as they are in the files, and done again writes nothing', async () => {
    const { store } = fresh;
    expect(await seedSettings(store, files)).toEqual({ written: 9, unchanged: 0 });
    expect(await seedSettings(store, files)).toEqual({ written: 0, unchanged: 9 });
    for (const settings of files.programmes) {
      expect(await loadSettings(store, settings.year, settings.programme)).toEqual(settings);
    }
    for (const year of files.years) expect(await loadYear(store, year.year)).toEqual(year);
  });

  test('adds the next version and leaves the one that reviews are bound to', async () => {
    const { store } = fresh;
    await seedSettings(store, files);
    const [first] = files.programmes;
    const next = files.programmes.slice(0, 1).map((settings) => ({ ...settings, version: 2, name: 'Another name' }));
    expect(await seedSettings(store, { years: [], programmes: next })).toEqual({ written: 1, unchanged: 0 });
    expect((await loadSettings(store, '2025', 'QAR')).name).toBe('Another name');
    expect((await loadSettings(store, '2025', 'QAR', '001')).name).toBe(first?.name);
  });

  test('refuses to change a version, and writes nothing then', async () => {
    const { store } = fresh;
    await seedSettings(store, { years: [], programmes: files.programmes.slice(0, 1) });
    const changed = files.programmes.map((settings) => ({ ...settings, name: 'Another name' }));
    await expect(seedSettings(store, { ...files, programmes: changed })).rejects.toThrow(SettingsVersionInUse);
    await expect(seedSettings(store, { ...files, programmes: changed })).rejects.toThrow(
      'QAR 2025 version 1 is already in the table and differs from its file. A version is never changed: ' +
        'undo the change and write it to qar.v2.json.',
    );
    expect(await store.partnershipYear('2026')).toBeUndefined();
  });

  test('takes a row that was written before there was a setting for what it means now', async () => {
    const { store } = fresh;
    await seedSettings(store, files);
    const [settings] = files.programmes;
    if (!settings) throw new Error('There are no settings.');
    const { ranking, fillSeatWorkingDays, ...team } = settings.team;
    const { settleDays, ...report } = settings.report;
    await store.entities.programmeSettings
      .patch({ year: settings.year, programme: settings.programme, version: '001' })
      .set({ settings: { ...settings, team, report } })
      .go();
    expect(await seedSettings(store, files)).toEqual({ written: 0, unchanged: 9 });
    const changed = { ...settings, team: { ...settings.team, fillSeatWorkingDays: fillSeatWorkingDays + 1 } };
    await expect(seedSettings(store, { years: [], programmes: [changed] })).rejects.toThrow(SettingsVersionInUse);
    expect(settleDays).toBe(30);
    expect((await loadSettings(store, settings.year, settings.programme)).report.settleDays).toBe(30);
    expect(ranking.kilometre).toBeGreaterThan(0);
  });

  test('refuses years with days in common, in the files or with a year that was confirmed on a page', async () => {
    const longer = {
      ...files,
      years: files.years.map((one) => (one.year === '2026' ? { ...one, ends: '2027-09-01' } : one)),
    };
    await expect(seedSettings(fresh.store, longer)).rejects.toThrow(
      'The year 2027 begins on Wednesday 1 September 2027, before 2026 ends on Wednesday 1 September 2027.',
    );
    expect(await fresh.store.partnershipYear('2026')).toBeUndefined();
    await seedSettings(fresh.store, files);
    const [last] = files.years.filter(({ year }) => year === '2027');
    if (!last) throw new Error('There is no year 2027.');
    await fresh.store.entities.partnershipYear
      .put({ ...last, year: '2028', starts: '2028-09-01', ends: '2029-07-31' })
      .go();
    const later = { years: [{ ...last, ends: '2028-09-15' }], programmes: [] };
    await expect(seedSettings(fresh.store, later)).rejects.toThrow('The year 2028 begins on');
    expect(await fresh.store.partnershipYear('2027')).toMatchObject({ ends: last.ends });
  });

  test('corrects the dates of a year', async () => {
    const { store } = fresh;
    await seedSettings(store, files);
    const corrected = files.years.map((year) => (year.year === '2026' ? { ...year, ends: '2027-07-23' } : year));
    expect(await seedSettings(store, { ...files, years: corrected })).toEqual({ written: 1, unchanged: 8 });
    expect((await loadYear(store, '2026')).ends).toBe('2027-07-23');
  });
});
