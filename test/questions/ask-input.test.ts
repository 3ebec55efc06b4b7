import { expect, it } from 'vitest';
import { isTooEarly } from '../../lambdas/questions/ask-input.ts';

const opensAt = '2027-08-10T08:00:00.000Z';

it.each([
  ['half a year ahead', '2027-02-23T10:00:00.000Z', true],
  ['on the evening before', '2027-08-09T22:59:59.000Z', true],
  ['on the morning of the day, before the hour', '2027-08-10T06:30:00.000Z', false],
  ['later', '2027-08-12T06:30:00.000Z', false],
])('a question is not asked before its day: %s', (_when, askedAt, early) => {
  expect(isTooEarly({ askedAt, opensAt })).toBe(early);
});

it('a question without such a day is asked at once', () => {
  expect(isTooEarly({ askedAt: '2027-02-23T10:00:00.000Z', opensAt: undefined })).toBe(false);
});
