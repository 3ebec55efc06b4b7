import { expect, test } from 'vitest';
import { nearestFirst } from '../../lambdas/calendar/nearest-weeks.ts';

test('weeks come by their distance, of two equally far the later first', () => {
  const weeks = ['2027-01-04', '2027-01-11', '2027-01-18', '2027-02-01'];

  expect(nearestFirst(weeks, '2027-01-11')).toEqual(['2027-01-11', '2027-01-18', '2027-01-04', '2027-02-01']);
  expect(weeks[0]).toBe('2027-01-04');
});
