import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compared, type Pair, tellComparison } from '../../../local/rehearsal/comparison/comparison.ts';
import type { RehearsalReport } from '../../../local/rehearsal/figures/report-form.ts';
import { sampleReport } from '../figures/sample-report.ts';

const files = ['ten.json', 'twelve.json'] as const;
const changes = ['QAR, forming teams: Weeks before the visit at which people are invited: 12 instead of 10.'];

const withMails = (seed: number, mails: number, emptyAtEight = 0): RehearsalReport => {
  const report = sampleReport(seed);
  return {
    ...report,
    mails: { ...report.mails, mails },
    seats: { ...report.seats, empty: [{ weeksBefore: 8, seats: emptyAtEight }] },
  };
};

const pairsOf = (mails: readonly (readonly [number, number])[], seats: readonly (readonly [number, number])[] = []) =>
  mails.map(([one, other], index): Pair => {
    const seed = index + 1;
    const [before, after] = seats[index] ?? [0, 0];
    return { seed, one: withMails(seed, one, before), other: withMails(seed, other, after) };
  });

const of = (pairs: readonly Pair[], measure: string) =>
  compared(pairs, { files, changes }).measures.find((one) => one.measure === measure);

const rising = [
  [100, 280],
  [100, 310],
  [100, 360],
  [100, 290],
  [100, 310],
] as const;

describe('two settings', () => {
  it('differ in what goes the same way with every seed, and it is said in words', () => {
    const empty = [
      [20, 17],
      [20, 6],
      [20, 11],
      [20, 11],
      [20, 10],
    ] as const;
    const pairs = pairsOf(rising, empty);
    // 180 + 210 + 260 + 190 + 210 are 1,050; 3 + 14 + 9 + 9 + 10 are 45.
    expect(of(pairs, 'mails')).toMatchObject({ isDifference: true, words: '210 more mails (180 to 260)' });
    expect(of(pairs, 'seats empty 8 weeks before day 1')).toMatchObject({
      ...{ isDifference: true, mean: -9, least: -14, most: -3 },
      words: '9 fewer seats empty 8 weeks before day 1 (3 to 14)',
    });
    expect(tellComparison(compared(pairs, { files, changes }))).toEqual([
      'twelve.json in place of ten.json, with 5 seeds:',
      '  QAR, forming teams: Weeks before the visit at which people are invited: 12 instead of 10.',
      'What differs:',
      '  9 fewer seats empty 8 weeks before day 1 (3 to 14)',
      '  210 more mails (180 to 260)',
      expect.stringMatching(/^The same with every seed: seats empty 12 weeks before day 1; /),
    ]);
  });

  it.each([
    ['once the other way', [[100, 90], ...rising.slice(1)], 'mails: from 10 fewer to 260 more'],
    ['once not at all', [[100, 100], ...rising.slice(1)], '174 more mails (0 to 260)'],
  ] as const)('do not differ clearly in what goes %s', (_, mails, words) => {
    const pairs = pairsOf(mails);
    expect(of(pairs, 'mails')).toMatchObject({ isDifference: false, words });
    expect(tellComparison(compared(pairs, { files, changes }))).toEqual([
      ...['twelve.json in place of ten.json, with 5 seeds:', `  ${changes[0]}`],
      ...['No clear difference.', 'No clear difference:', `  ${words}`],
      expect.stringMatching(/^The same with every seed: /),
    ]);
  });

  it('do not differ by fewer than five seeds, whatever these say', () => {
    const pairs = pairsOf(rising.slice(1));
    expect(of(pairs, 'mails')?.isDifference).toBe(false);
    expect(tellComparison(compared(pairs, { files, changes }))).toContain(
      'Fewer than 5 seeds were played with both: nothing is called a difference.',
    );
  });

  it('are told of in the singular too, and by amounts', () => {
    const one = pairsOf(rising.map(([mails]) => [mails, mails + 1]));
    expect(of(one, 'mails')?.words).toBe('1 more mail (1 with every seed)');
    const later = pairsOf(rising).map((pair) => ({
      ...pair,
      other: { ...pair.one, answers: slower(pair.one.answers, 1.54) },
    }));
    expect(of(later, 'time to half of the answers')?.words).toBe(
      'time to half of the answers: 1.5 days longer (1.5 with every seed)',
    );
  });

  it('do not differ by what is too small to be shown', () => {
    const later = pairsOf(rising).map((pair) => ({
      ...pair,
      other: { ...pair.one, answers: slower(pair.one.answers, 0.04) },
    }));
    expect(of(later, 'time to half of the answers')).toMatchObject({ isDifference: false, least: 0, most: 0 });
  });

  const slower = (answers: RehearsalReport['answers'], days: number): RehearsalReport['answers'] => ({
    ...answers,
    all: { ...answers.all, days: { ...answers.all.days, median: answers.all.days.median + days } },
  });

  it('that are the same give no difference, whatever was played', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.nat(5_000), fc.nat(400)), { minLength: 1, maxLength: 9 }), (numbers) => {
        const pairs = numbers.map(([mails, seats], index): Pair => {
          const report = withMails(index + 1, mails, seats);
          return { seed: index + 1, one: report, other: report };
        });
        for (const one of compared(pairs, { files, changes }).measures) {
          expect(one).toMatchObject({ isDifference: false, mean: 0, least: 0, most: 0 });
        }
      }),
    );
  });

  it('differ the other way round when they change places', () => {
    const numbers = fc.array(fc.tuple(fc.nat(5_000), fc.nat(5_000)), { minLength: 5, maxLength: 9 });
    fc.assert(
      fc.property(numbers, (mails) => {
        const pairs = pairsOf(mails);
        const there = of(pairs, 'mails');
        const back = of(
          pairs.map(({ seed, one, other }) => ({ seed, one: other, other: one })),
          'mails',
        );
        expect(back?.isDifference).toBe(there?.isDifference);
        expect(back?.mean).toBeCloseTo(-(there?.mean ?? 0), 5);
      }),
    );
  });
});
