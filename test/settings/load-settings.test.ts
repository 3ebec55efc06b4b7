import { describe, expect, test } from 'vitest';
import { loadSettings, loadYear, type SettingsRows, versionKey } from '../../lambdas/settings/load-settings.ts';
import { ProgrammeSettings } from '../../lambdas/settings/programme-settings.ts';
import { settingsOf2026 } from './settings-of-2026.ts';

const { settings: version1 } = settingsOf2026();

/** What a later year may bring: other headings and another scale. The reviews of before must not notice. */
const version2: ProgrammeSettings = ProgrammeSettings.parse({
  ...version1,
  version: 2,
  report: {
    ...version1.report,
    framework: {
      ...version1.report.framework,
      id: 'qar-invented',
      title: 'A framework invented for this test',
      headings: [{ key: 'everything', title: 'Everything', hint: 'All of it.' }],
      estimates: {
        scale: [
          { key: 'high', title: 'High' },
          { key: 'low', title: 'Low' },
        ],
      },
    },
  },
});

function table(versions: readonly unknown[]): SettingsRows & { requests: string[] } {
  const requests: string[] = [];
  return {
    requests,
    async partnershipYear(year) {
      requests.push(year);
      return year === '2026' ? { year: '2026' } : undefined;
    },
    async programmeSettings(_year, _programme, version) {
      requests.push(version);
      const settings = versions[Number(version) - 1];
      return settings ? { settings } : undefined;
    },
    async latestProgrammeSettings() {
      requests.push('latest');
      return versions.length > 0 ? { settings: versions.at(-1) } : undefined;
    },
  };
}

describe('loading settings', () => {
  test('a review keeps the framework of its own version when a newer one has other headings and another scale', async () => {
    const rows = table([version1, version2]);
    const before = await loadSettings(rows, '2026', 'QAR', '001');
    const after = await loadSettings(rows, '2026', 'QAR');
    expect(before.report.framework.headings).toHaveLength(3);
    expect(before.report.framework.estimates?.scale).toHaveLength(4);
    expect(after.report.framework.headings.map(({ title }) => title)).toEqual(['Everything']);
    expect(after.report.framework.estimates?.scale).toHaveLength(2);
  });

  test('a version is read once, whether one follows the newest is looked for every time', async () => {
    const rows = table([version1]);
    const first = await loadSettings(rows, '2026', 'QAR', '001');
    expect(await loadSettings(rows, '2026', 'QAR', '001')).toBe(first);
    expect(rows.requests).toEqual(['001']);
    await loadSettings(rows, '2026', 'QAR');
    await loadSettings(rows, '2026', 'QAR');
    expect(rows.requests).toEqual(['001', 'latest', '002']);
  });

  test('a version that follows while the process lives is the newest from then on', async () => {
    const versions = [version1];
    const rows = table(versions);
    expect((await loadSettings(rows, '2026', 'QAR')).version).toBe(1);
    versions.push(version2);
    expect((await loadSettings(rows, '2026', 'QAR')).version).toBe(2);
    expect((await loadSettings(rows, '2026', 'QAR')).version).toBe(2);
    expect(rows.requests).toEqual(['latest', '002', 'latest', '003']);
  });

  test('another table has its own versions', async () => {
    await loadSettings(table([version1]), '2026', 'QAR', '001');
    await expect(loadSettings(table([]), '2026', 'QAR', '001')).rejects.toThrow(
      'does not have settings version 001 of QAR for 2026',
    );
  });

  test('what is missing or malformed is said in a sentence', async () => {
    await expect(loadSettings(table([]), '2031', 'TPR')).rejects.toThrow(
      'does not have any settings of TPR for 2031; add the file',
    );
    await expect(loadSettings(table([{ ...version1, times: {} }]), '2026', 'QAR', '001')).rejects.toThrow(
      "the settings row QAR 2026 001: 'times.opens' is missing; add it as text in quotation marks.",
    );
    await expect(loadYear(table([]), '2031')).rejects.toThrow('does not have the partnership year 2031');
    await expect(loadYear(table([]), '2026')).rejects.toThrow("the row of the partnership year 2026: 'starts'");
  });

  test('versions sort as text', () => {
    expect([1, 12, 123].map(versionKey)).toEqual(['001', '012', '123']);
  });
});
