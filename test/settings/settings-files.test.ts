import { cpSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isWorkingDay } from '../../lambdas/calendar/working-days.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';

const shipped = fileURLToPath(new URL('../../lambdas/settings/', import.meta.url));

describe('the settings that are kept with the code', () => {
  const files = readSettingsFiles();

  test('prescribe both programmes for three years running', () => {
    expect(files.years.map(({ year }) => year)).toEqual(['2025', '2026', '2027']);
    expect(files.programmes.map(({ year, programme, version }) => `${year} ${programme} ${version}`)).toEqual([
      '2025 QAR 1',
      '2025 TPR 1',
      '2026 QAR 1',
      '2026 TPR 1',
      '2027 QAR 1',
      '2027 TPR 1',
    ]);
  });

  test('say the defaults of the domain', () => {
    const qar = files.programmes.find(({ year, programme }) => year === '2026' && programme === 'QAR');
    expect(qar).toMatchObject({
      hostKind: 'school',
      renewal: { reminderDays: [14, 28, 42] },
      scheduling: { askWeeksBefore: 26, openWeeks: 3, fixedWeeksBefore: 16 },
      team: { inviteWeeksBefore: 12, answerWorkingDays: 5, remindAfterWorkingDays: [2, 4], completeWeeksBefore: 8 },
      preparation: { formOpensWeeksBefore: 8, formDueWeeksBefore: 4, timetableWorkingDaysBefore: 10 },
      report: {
        draft: 5,
        qualityRead: 10,
        hostCheckCloses: 15,
        amended: 18,
        final: 20,
        chase: [1, 3, 5],
        maxRounds: 3,
      },
      publication: { silence: 'private' },
      feedback: { openWorkingDays: 1, remindDays: [7, 14], closeDays: 28, progressMonths: 6 },
    });
    expect(qar?.report.framework.estimates?.scale.map(({ title }) => title)).toEqual([
      'Leading',
      'Effective',
      'Working Towards Effective',
      'Ineffective',
    ]);
    expect(qar?.agreement.paragraphs.join(' ')).toMatch(/final report goes to the hub manager/);
  });

  test('give a trust peer review neither estimate nor area of excellence', () => {
    const tpr = files.programmes.filter(({ programme }) => programme === 'TPR');
    for (const { report, visit, preparation, hostKind } of tpr) {
      expect(hostKind).toBe('trust');
      expect(report.framework.estimates).toBeUndefined();
      expect(report.framework.parts.map(({ title }) => title)).toEqual([
        'Strengths',
        'Areas for development',
        'Next steps',
      ]);
      expect([visit.estimates, preparation.areaOfExcellence]).toEqual([false, false]);
    }
  });

  test('open the renewal on a working day, and each break alike in every year that names it', () => {
    const seen = new Map<string, string>();
    for (const { renewalOpens, termBreaks } of files.years) {
      expect(isWorkingDay(renewalOpens, termBreaks)).toBe(true);
      for (const { from, to, reason } of termBreaks) {
        expect(seen.get(from) ?? to).toBe(to);
        expect(reason).toBeTruthy();
        seen.set(from, to);
      }
    }
  });
});

describe('a settings file that cannot be used', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'settings-'));
    for (const part of ['years', 'frameworks']) cpSync(join(shipped, part), join(folder, part), { recursive: true });
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  const edit = (file: string, from: string, to: string) => {
    const path = join(folder, file);
    const text = readFileSync(path, 'utf8');
    expect(text).toContain(from);
    writeFileSync(path, text.replace(from, to));
  };
  const qar = 'years/2026/qar.v1.json';

  test.each([
    [
      '"inviteWeeksBefore": 12',
      '"inviteWeeksBefore": "twelve"',
      `'team.inviteWeeksBefore' is "twelve"; write a number instead.`,
    ],
    ['"inviteWeeksBefore": 12', '"inviteWeeksBefore": 0', "'team.inviteWeeksBefore' is 0; write 1 or more."],
    [
      '"inviteWeeksBefore": 12',
      '"inviteWeeksBefore": 2.5',
      "'team.inviteWeeksBefore' is 2.5; write a whole number instead.",
    ],
    ['"inviteWeeksBefore": 12,', '', "'team.inviteWeeksBefore' is missing; add it as a number."],
    [
      '"inviteWeeksBefore"',
      '"invteWeeksBefore"',
      "'team' has 'invteWeeksBefore', which is no setting; remove it or correct its spelling.",
    ],
    [
      '"eveningNoteFrom": "16:00"',
      '"eveningNoteFrom": "4 pm"',
      `'visit.eveningNoteFrom' is "4 pm"; it must be a time of day written as HH:mm.`,
    ],
    ['"silence": "private"', '"silence": "public"', `'publication.silence' is "public"; write "private".`],
    [
      '"draft": 5',
      '"draft": 12',
      "'report' must have its steps in order: draft, qualityRead, hostCheckCloses, amended, final.",
    ],
    [
      '"estimates": true',
      '"estimates": false',
      "'visit.estimates' is false; it must be true, as the framework qar-2019 has it.",
    ],
    [
      '"framework": "qar-2019"',
      '"framework": "qar-2031"',
      `'report.framework' is "qar-2031", and there is no such file`,
    ],
    ['"framework": "qar-2019"', '"framework": "tpr-2019"', 'is a framework of TPR; name one of QAR.'],
    ['"share": 0.35', '"share": 0.45', "'scheduling.targetWeeks' must have shares that add up to 1."],
    ['"from": "2027-01-04"', '"from": "2027-02-30"', `is "2027-02-30"; it must be a date written as YYYY-MM-DD.`],
    ['"maxRounds": 3', '"settleDays": 61, "maxRounds": 3', "'report.settleDays' is 61; write 60 or less."],
    ['"version": 1,', '"version": 1', 'is not valid JSON:'],
  ])('%s written as %s gets a sentence that names file, path and cure', (from, to, sentence) => {
    edit(qar, from, to);
    expect(() => readSettingsFiles(folder)).toThrow(sentence);
    expect(() => readSettingsFiles(folder)).toThrow(qar);
  });

  test('a year that ends before it starts', () => {
    edit('years/2026/year.json', '"ends": "2027-07-31"', '"ends": "2025-07-31"');
    expect(() => readSettingsFiles(folder)).toThrow(`'ends' is "2025-07-31"; it must be after the year starts.`);
  });

  test('a framework with the same heading twice', () => {
    edit('frameworks/qar-2019.json', '"key": "provision-and-outcomes"', '"key": "leadership"');
    expect(() => readSettingsFiles(folder)).toThrow("'headings' has the same key twice; give each its own.");
  });

  test('a file in the wrong place', () => {
    renameSync(join(folder, qar), join(folder, 'years/2027/qar.v2.json'));
    expect(() => readSettingsFiles(folder)).toThrow(`'year' is "2026", but the folder is 2027`);
  });

  test('a version that leaves a number out', () => {
    const first = readFileSync(join(folder, qar), 'utf8');
    writeFileSync(join(folder, 'years/2026/qar.v3.json'), first.replace('"version": 1', '"version": 3'));
    expect(() => readSettingsFiles(folder)).toThrow('2026/qar.v3.json is there, but 2026/qar.v2.json is not: name it');
    writeFileSync(join(folder, 'years/2026/qar.v2.json'), first.replace('"version": 1', '"version": 2'));
    expect(readSettingsFiles(folder).programmes.filter(({ year }) => year === '2026')).toHaveLength(4);
  });

  test('a file whose name tells another version', () => {
    renameSync(join(folder, qar), join(folder, 'years/2026/qar.v2.json'));
    expect(() => readSettingsFiles(folder)).toThrow('its content is that of qar.v1.json; rename the file');
  });
});
