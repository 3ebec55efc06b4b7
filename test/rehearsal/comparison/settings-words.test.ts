import { expect, it } from 'vitest';
import { NUMBERS } from '../../../lambdas/renewal/year-numbers.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { changesInWords, forAnybody } from '../../../local/rehearsal/comparison/settings-words.ts';

const known = readSettingsFiles();
const changed = (change: (programme: (typeof known.programmes)[number]) => object): readonly string[] =>
  changesInWords(known, {
    ...known,
    programmes: known.programmes.map((one) => (one.programme === 'QAR' ? { ...one, ...change(one) } : one)),
  });

it('nothing is said where nothing was changed', () => {
  expect(changesInWords(known, readSettingsFiles())).toEqual([]);
});

it('a changed setting is told once for all years, in the words of the page that confirms a year', () => {
  expect(changed(({ team }) => ({ team: { ...team, inviteWeeksBefore: 14 } }))).toEqual([
    'QAR, forming teams: Weeks before the visit at which people are invited: 14 instead of 12.',
  ]);
});

it('distances are in miles, several numbers have commas, and others go by their name', () => {
  expect(
    changed(({ team, scheduling }) => ({
      team: { ...team, defaultMaxDistanceKm: 161, sameHubAllowed: true },
      scheduling: { ...scheduling, remindDays: [3, 5] },
    })).toSorted(),
  ).toEqual([
    expect.stringMatching(
      /^QAR, agreeing dates: Days after asking on which it is reminded: 3, 5 instead of [\d, ]+\.$/,
    ),
    expect.stringMatching(
      /^QAR, capacities and shares: Miles that a person travels in a day, at most: 100 instead of \d+\.$/,
    ),
    "QAR: 'team.sameHubAllowed': true instead of false.",
  ]);
});

it('what speaks to the central team is said for anybody', () => {
  const spoken = Object.values(NUMBERS).flatMap((all) => all.map(({ words }) => forAnybody(words)));
  expect(spoken.filter((words) => /\byou\b/i.test(words))).toEqual([]);
});
