import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';

const { years, programmes } = readSettingsFiles();

/** The shipped settings of 2026, for tests of the rules that are made of them. */
export function settingsOf2026(programme: 'QAR' | 'TPR' = 'QAR') {
  const settings = programmes.find((row) => row.year === '2026' && row.programme === programme);
  const year = years.find((row) => row.year === '2026');
  if (!settings || !year) throw new Error('The settings of 2026 are not among the files.');
  return { settings, breaks: year.termBreaks };
}
