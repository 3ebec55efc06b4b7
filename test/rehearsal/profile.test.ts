import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { allFacts } from '../../lambdas/catalogue/all-facts.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { PROFILES } from '../../local/rehearsal/arguments.ts';
import { parseProfile, readProfile } from '../../local/rehearsal/profile.ts';
import { choicesOf } from '../../local/rehearsal/reactions.ts';
import { overridden } from '../../local/rehearsal/settings-override.ts';

const parse = (profile: object) => parseProfile(JSON.stringify(profile), 'people.json');

describe('the people of a rehearsal', () => {
  it('are as each of the profiles that are kept here says', () => {
    for (const name of PROFILES) expect(readProfile(name).says).not.toBe('');
    const { when, questions, lives, ways } = readProfile('willing');
    const numbers = [when, lives, ways].flatMap((part) => Object.values(part));
    expect([questions, ...new Set(numbers)]).toEqual([{}, 0]);
  });

  it('give every answer that is known, where they are rough', () => {
    const { questions } = readProfile('rough');
    const known = Object.keys(allFacts).flatMap((question) => choicesOf(question).map((name) => `${question} ${name}`));
    const given = Object.entries(questions).flatMap(([question, { answers }]) =>
      Object.keys(answers).map((name) => `${question} ${name}`),
    );
    expect(given.toSorted()).toEqual(known.toSorted());
  });

  it.each([
    [{ says: 'x', when: { late: 1.5 } }, "people.json: 'when.late' Too big"],
    [{ says: 'x', when: { late: 0.6, never: 0.6 } }, "people.json: 'when' must add up to 1 at most."],
    [
      { says: 'x', questions: { invite: { answers: { sulks: 0.1 } } } },
      "people.json: 'questions.invite.answers.sulks' is not known; of this question there are: declines.",
    ],
    [
      { says: 'x', centralTeam: { from: '10:00', list: '09:00', until: '17:00' } },
      "people.json: 'centralTeam' must be in order: from, list, until.",
    ],
  ])('get a sentence when they cannot be read', (profile, sentence) => {
    expect(() => parse(profile)).toThrow(sentence);
  });

  it('get a sentence when there is no such file, or no JSON in it', () => {
    expect(() => readProfile('nowhere.json')).toThrow('cannot be opened (ENOENT): write willing, usual, rough or');
    expect(() => parseProfile('{', 'people.json')).toThrow('people.json is no JSON');
  });
});

describe('other settings', () => {
  const withFile = (text: string) => {
    const folder = mkdtempSync(join(tmpdir(), 'settings-'));
    try {
      const file = join(folder, 'settings.json');
      writeFileSync(file, text);
      return overridden(readSettingsFiles(), file);
    } finally {
      rmSync(folder, { recursive: true });
    }
  };

  it('take the place of those of each year, and leave all others', () => {
    const { programmes, years } = withFile(
      '{"QAR": {"team": {"answerWorkingDays": 3}}, "year": {"registrationsADay": 4}}',
    );
    const known = readSettingsFiles();
    expect(programmes.map(({ programme, team }) => programme === 'QAR' && team.answerWorkingDays)).toEqual(
      known.programmes.map(({ programme }) => programme === 'QAR' && 3),
    );
    expect(programmes.map(({ scheduling }) => scheduling)).toEqual(
      known.programmes.map(({ scheduling }) => scheduling),
    );
    expect(new Set(years.map(({ registrationsADay }) => registrationsADay))).toEqual(new Set([4]));
  });

  it('get a sentence when they are none', () => {
    expect(() => withFile('{"QAR": {"team": {"answerWorkingDays": "soon"}}}')).toThrow("'QAR.team.answerWorkingDays'");
  });

  it.each([
    ['{"QER": {}}', "'QER' is no setting; the nearest is 'QAR'."],
    ['{"qar": {}}', "'qar' is no setting; the nearest is 'QAR'."],
    ['{"school": {}}', "'school' is no setting; there are year, QAR, TPR."],
    [
      '{"QAR": {"team": {"answerWorkngDays": 3}}}',
      "'QAR.team.answerWorkngDays' is no setting; the nearest is 'QAR.team.answerWorkingDays'.",
    ],
    ['{"QAR": {"openWeeks": 3}}', "'QAR.openWeeks' is no setting; there is 'QAR.scheduling.openWeeks'."],
    [
      '{"QAR": {"reciprocity": {"xyz": 1}}}',
      "'QAR.reciprocity.xyz' is no setting; in 'QAR.reciprocity' there are defaultOwed.",
    ],
    ['{"QAR": {"team": 3}}', "'QAR.team' has settings of its own: write an object with those to change."],
    ['{"year": {"starts": "2026-09-01"}}', "'year.starts' is of one year alone"],
    ['{"TPR": {"version": 2}}', "'TPR.version' is of one year alone"],
    ['{"QAR": {"team": {"inviteWeeksBefore": 0}}}', "'QAR.team.inviteWeeksBefore' is 0; write 1 or more."],
    ['{"QAR": {"team": {"inviteWeeksBefore": 3}}}', 'it must be more weeks than team.completeWeeksBefore.'],
    ['[]', 'write an object such as'],
  ])('get a sentence with what to write instead: %s', (text, sentence) => {
    expect(() => withFile(text)).toThrow(sentence);
  });

  it('get all sentences at once, each once for all years', () => {
    const wrong = '{"QAR": {"team": {"answerWorkingDays": "soon"}, "visit": {"findingsDue": "late"}}}';
    const told = (): string => {
      try {
        withFile(wrong);
      } catch (error) {
        return String(error);
      }
      return '';
    };
    expect(told().split('\n')).toHaveLength(2);
  });

  it.each([
    [{ says: 's', wehn: {} }, "'wehn' is not known: the nearest is 'when'; there are says, when, ofRoles"],
    [
      { says: 's', when: { intime: 1 } },
      "the nearest is 'inTime'; in 'when' there are inTime, late, afterReminder, never.",
    ],
    [{ says: 's', ofRoles: { lead: { nevr: 1 } } }, "the nearest is 'never'; in 'ofRoles.lead' there are inTime"],
    [{ says: 's', questions: { invitation: {} } }, "'invitation' is not known: the nearest is 'invite'"],
    [
      { says: 's', questions: { invite: { wen: 1 } } },
      "the nearest is 'when'; in 'questions.invite' there are when, answers.",
    ],
  ])('with a name that there is not are refused with those that there are: %o', (profile, sentence) => {
    expect(() => parse(profile)).toThrow(sentence);
  });
});
