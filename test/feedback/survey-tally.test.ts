/** What is counted of surveys tells nothing of fewer than five people. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { statements } from '../../lambdas/feedback/survey-questions.ts';
import { type RoleTally, tallies } from '../../lambdas/feedback/survey-tally.ts';
import { FEWEST } from '../../lambdas/store/survey-fives.ts';
import type { SurveyLine } from '../../lambdas/store/surveys.ts';

const keys = statements('host', 'school').map(({ key }) => key);

const survey = (index: number, points: number, words: Partial<{ best: string; better: string }> = {}): SurveyLine => ({
  about: `qar-2026-${index}`,
  person: `person-${index}`,
  role: 'host',
  year: '2026',
  programme: 'QAR',
  answers: { scale: Object.fromEntries(keys.map((key) => [key, points])), best: '', better: '', ...words },
  answeredAt: `2027-02-${String(index + 1).padStart(2, '0')}T10:00:00.000Z`,
});

const hosts = (surveys: readonly SurveyLine[]): RoleTally => {
  const [first] = tallies(surveys, 'school');
  if (first?.role !== 'host') throw new Error('Hosts come first.');
  return first;
};

const countsOf = (tally: RoleTally) => tally.statements[0]?.steps.map(({ count }) => count) ?? [0, 0, 0, 0, 0];

describe('the tally of surveys', () => {
  it('counts each step of the scale, and its mean', () => {
    const { answered, statements: shown } = hosts([5, 5, 4, 2, 1].map((points, index) => survey(index, points)));
    expect(answered).toBe(5);
    expect(shown).toHaveLength(keys.length);
    expect(shown[0]).toEqual({
      text: 'The team understood our school and its context.',
      counted: 5,
      steps: [
        { text: 'Strongly agree', count: 2 },
        { text: 'Agree', count: 1 },
        { text: 'Neither agree nor disagree', count: 0 },
        { text: 'Disagree', count: 1 },
        { text: 'Strongly disagree', count: 1 },
      ],
      mean: 3.4,
    });
  });

  it('shows nothing of four people, neither answers nor words', () => {
    const four = [5, 5, 4, 2].map((points, index) => survey(index, points, { best: 'The talks.' }));
    expect(hosts(four)).toEqual({ role: 'host', answered: 4, statements: [], best: [], better: [] });
  });

  it('keeps the roles apart', () => {
    const others = Array.from({ length: 5 }, (_, index) => ({ ...survey(index, 4), role: 'lead' }));
    const all = tallies([...others, survey(9, 1)], 'school');
    expect(all.map(({ role, answered }) => [role, answered])).toEqual([
      ['host', 1],
      ['reviewer', 0],
      ['lead', 5],
    ]);
  });

  it('lists what was written by those who are counted, in an order that tells nothing', () => {
    const texts = ['Zebra.', '', 'Apple.', 'Mango.', '  ', 'Not counted yet.'];
    const { best } = hosts(texts.map((text, index) => survey(index, 4, { best: text })));
    expect(best).toEqual(['Apple.', 'Mango.', 'Zebra.']);
  });

  it('with any number of later answers adds at least five at a time, and takes none away', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 5 }), { maxLength: 27 }), (points) => {
        const all = points.map((one, index) => survey(index, one));
        let before = countsOf(hosts([]));
        for (let count = 1; count <= all.length; count += 1) {
          const now = countsOf(hosts(all.slice(0, count)));
          const added = now.map((one, step) => one - (before[step] ?? 0));
          expect(added.every((one) => one >= 0)).toBe(true);
          expect([0, FEWEST]).toContain(added.reduce((sum, one) => sum + one, 0));
          before = now;
        }
      }),
    );
  });

  it('counts nobody alone who answers about many reviews', () => {
    const again = Array.from({ length: 9 }, (_, index) => ({ ...survey(index, 1, { best: 'Mine.' }), person: 'lead' }));
    expect(hosts(again)).toMatchObject({ answered: 9, statements: [], best: [] });
    const others = [10, 11, 12, 13].map((index) => survey(index, 5));
    expect(countsOf(hosts([...again, ...others]))).toEqual([4, 0, 0, 0, 1]);
  });

  it('adds the answers of five different people each time', () => {
    const answers = fc.array(fc.tuple(fc.integer({ min: 0, max: 6 }), fc.string({ minLength: 9, maxLength: 9 })), {
      maxLength: 27,
    });
    fc.assert(
      fc.property(answers, (rows) => {
        const all = rows.map(([person, text], index) => ({
          ...survey(index, 4, { best: `${index} ${text}` }),
          person: `person-${person}`,
        }));
        const writer = new Map(all.map(({ person, answers }) => [(answers as { best: string }).best, person]));
        let before: readonly string[] = [];
        for (let count = 1; count <= all.length; count += 1) {
          const { best } = hosts(all.slice(0, count));
          const added = best.filter((text) => !before.includes(text));
          expect(best).toEqual(expect.arrayContaining([...before]));
          expect(new Set(added.map((text) => writer.get(text))).size).toBe(added.length);
          expect([0, FEWEST]).toContain(added.length);
          before = best;
        }
      }),
    );
  });

  it('of a group within another differs from it by no fewer than five people', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.integer({ min: 1, max: 5 }), fc.boolean()), { maxLength: 27 }), (rows) => {
        const all = rows.map(([points], index) => survey(index, points));
        const inner = all.filter((_, index) => rows[index]?.[1]);
        const sum = (tally: RoleTally) => countsOf(tally).reduce((total, one) => total + one, 0);
        const difference = sum(hosts(all)) - sum(hosts(inner));
        expect(difference === 0 || difference >= FEWEST).toBe(true);
      }),
    );
  });
});
