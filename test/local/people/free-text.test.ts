import { describe, expect, it } from 'vitest';
import { pupilDataIn } from '../../../lambdas/documents/pupil-data.ts';
import { LONG, MEDIUM, SHORT } from '../../../lambdas/preparation/longest.ts';
import { PARTS_OF_DAY, sessionField } from '../../../lambdas/preparation/timetable-form.ts';
import { findingField } from '../../../lambdas/report/report-form.ts';
import type { Framework } from '../../../lambdas/settings/framework.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { notedParts } from '../../../lambdas/visit/findings.ts';
import { LONGEST_POINT, pointsField } from '../../../lambdas/visit/point-fields.ts';
import { everyFreeText, freeText, textsFor } from '../../../local/people/free-text.ts';

const frameworkOf = (programme: 'QAR' | 'TPR'): Framework => {
  const settings = readSettingsFiles().programmes.find((each) => each.year === '2026' && each.programme === programme);
  if (!settings) throw new Error(`There are no settings of ${programme}.`);
  return settings.report.framework;
};

/** The fields in which somebody writes in words, form by form, with how long a text may be. */
function formsOf(framework: Framework): Readonly<Record<string, Readonly<Record<string, number>>>> {
  const { areaOfExcellence, focusChallenge, headings, parts } = framework;
  const each = (names: readonly string[], max: number) => Object.fromEntries(names.map((name) => [name, max]));
  const report = {
    ...each(['cover.head-role', 'cover.last-inspection'], 300),
    ...each(['context', 'support', ...(focusChallenge ? ['focus-challenge'] : [])], LONGEST_POINT),
    ...each(
      headings.flatMap(({ key }) => parts.map((part) => findingField(part.key, key))),
      LONGEST_POINT,
    ),
    ...(areaOfExcellence && {
      ...each(['area.title', 'area.contact'], 300),
      ...each(['area.why', 'area.evidence'], LONGEST_POINT),
    }),
  };
  return {
    'sign-agreement': each(['role'], SHORT),
    invite: each(['text'], 500),
    'fill-seat': each(['reason'], 500),
    'settle-team': each(['reason'], 500),
    'information-form': {
      ...each(['context', 'self-evaluation', 'priorities', ...(focusChallenge ? ['focus-challenge'] : [])], LONG),
      ...each(['visitors-should-know', 'arrival'], MEDIUM),
      ...each(['safeguarding-role'], SHORT),
      ...(areaOfExcellence && {
        ...each(['area-title', 'area-contact-role'], SHORT),
        ...each(['area-why', 'area-evidence'], LONG),
      }),
    },
    'propose-timetable': {
      ...each(
        [1, 2, 3].flatMap((day) => PARTS_OF_DAY.map((part) => sessionField(day, part))),
        MEDIUM,
      ),
      'call-attendees': SHORT,
    },
    'pre-review-call': { notes: LONG },
    'evening-note': each(
      headings.flatMap(({ key }) => notedParts(framework).map((part) => pointsField(key, part.key))),
      LONGEST_POINT,
    ),
    findings: each(
      headings.flatMap(({ key }) => parts.map((part) => pointsField(key, part.key))),
      LONGEST_POINT,
    ),
    'draft-report': report,
    'amend-report': { ...report, 'reply.1': 2000 },
    'settle-report': { ...report, settled: 500 },
    survey: each(['best', 'better'], 2000),
    'report-progress': each(['words.day-3.ebi.01'], 600),
  };
}

describe.each([
  ['QAR', 'qar-2026-900001'],
  ['TPR', 'tpr-2026-trust-invented-001'],
] as const)('what invented people write in a %s', (programme, about) => {
  const forms = Object.entries(formsOf(frameworkOf(programme)));

  it.each(forms)('each field of %s has texts of its own, which fit into it', (question, fields) => {
    const known = new Map<string, string>();
    for (const [field, max] of Object.entries(fields)) {
      const texts = textsFor({ question, field, about });
      expect(texts.length, field).toBeGreaterThan(1);
      for (const text of texts) {
        expect(known.get(text), `'${text}' stands in ${field} too`).toBeUndefined();
        known.set(text, field);
        expect([...text].length, text).toBeLessThanOrEqual(max);
      }
      expect(texts).toContain(freeText({ question, field, about }));
    }
  });

  it('a timetable has times, of the half-day that it is about', () => {
    for (const day of [1, 2, 3]) {
      const times = (part: 'morning' | 'afternoon') =>
        textsFor({ question: 'propose-timetable', field: sessionField(day, part), about }).map((text) =>
          [...text.matchAll(/(\d{1,2})\.\d\d (am|pm)/g)].map(
            ([, hour, half]) => (Number(hour) % 12) + (half === 'pm' ? 12 : 0),
          ),
        );
      for (const hours of [...times('morning'), ...times('afternoon')]) {
        expect(hours.length).toBeGreaterThanOrEqual(2);
        expect(hours).toEqual(hours.toSorted((a, b) => a - b));
      }
      expect(Math.max(...times('morning').flat())).toBeLessThan(12);
      expect(Math.min(...times('afternoon').flat())).toBeGreaterThanOrEqual(12);
    }
  });

  it('a note about arriving says where, when and with what', () => {
    for (const text of textsFor({ question: 'information-form', field: 'arrival', about })) {
      expect(text).toMatch(/entrance|reception|door|gate|office/i);
      expect(text).toMatch(/\d (am|pm)|\d\d am/);
      expect(text).toMatch(/identification/i);
    }
  });

  it('the notes of two evenings differ in every field', () => {
    const [, fields = {}] = forms.find(([question]) => question === 'evening-note') ?? [];
    for (const field of Object.keys(fields)) {
      const note = (round: number) => freeText({ question: 'evening-note', field, about, round });
      expect(note(1)).not.toBe(note(2));
    }
  });
});

it('the same people write the same again, and others something else', () => {
  const place = { question: 'survey', field: 'best', about: 'qar-2026-900001' };
  expect(freeText({ ...place, person: 'person-1' })).toBe(freeText({ ...place, person: 'person-1' }));
  const texts = Array.from({ length: 40 }, (_, number) => freeText({ ...place, person: `person-${number}` }));
  expect(new Set(texts)).toEqual(new Set(textsFor(place)));
});

it('nothing is said of a single pupil, and no dash or abbreviation of ours stands for a sentence', () => {
  expect(everyFreeText().filter((text) => pupilDataIn(text).length > 0 || /[–—]|\bWWW\b|\bEBI\b/.test(text))).toEqual(
    [],
  );
});

it('a field for which no text is known holds what its form says', () => {
  expect(freeText({ question: 'agree-findings', field: 'disagreement', samples: { disagreement: null } })).toBe('');
  const samples = { 'call-time': '15:30', 'call-attendees': 'Head' };
  expect(freeText({ question: 'propose-timetable', field: 'call-time', samples })).toBe('15:30');
  expect(freeText({ question: 'propose-timetable', field: 'call-attendees', samples })).not.toBe('Head');
});

it('there is no text for any field: a form with a new one says so', () => {
  expect(() => freeText({ question: 'survey', field: 'anything-else' })).toThrow(
    "Nothing is known to write into 'anything-else' of 'survey'",
  );
});
