import { expect, it } from 'vitest';
import { readingGrade } from '../bench/measures/reading-grade.ts';

it('is that of the formula: six short words in a sentence are below the first grade', () => {
  // 0.39 x 6 words + 11.8 x 1 syllable - 15.59
  expect(readingGrade(['The cat sat on the mat.'])).toBeCloseTo(-1.45, 2);
});

it('takes each line for a sentence, and leaves out what has fewer than three words', () => {
  const grade = readingGrade(['The cat sat on the mat']);
  expect(readingGrade(['The cat sat on the mat', 'Continue', '12:30 to 14:15'])).toBe(grade);
  expect(readingGrade(['The cat sat on the mat. The cat sat on the mat.'])).toBe(grade);
});

it('is higher for longer sentences and longer words, and 0 for no words', () => {
  const plain = readingGrade(['Please say when you can come to us.']);
  const other = readingGrade([
    'Please communicate your availability regarding participation in institutional evaluations.',
  ]);
  expect(other).toBeGreaterThan(plain + 8);
  expect(readingGrade([])).toBe(0);
});
