/** What the button 'Give more time' offers: never more days than a question can be kept open for. */
import { expect, it } from 'vitest';
import { extend } from '../../lambdas/commands/extend.ts';
import type { Review } from '../../lambdas/store/store.ts';

/** The timetable ends when the call is due: Friday 8 January 2027, 17:00. */
const review = { day1: '2027-01-18', clock: { call: { due: '2027-01-08T17:00:00.000Z' } } } as unknown as Review;

const offered = (question: string, expiresAt: string, of: Review | undefined = review) => {
  const decision = { question, expiresAt, about: 'a', decision: 'd', dueAt: expiresAt, schedule: [] };
  const form = extend.form({ decision, who: 'the lead', review: of } as never);
  const field = form?.fields.find(({ name }) => name === 'workingDays') as { most: number; value: number } | undefined;
  return field && [field.value, field.most];
};

it('is as many as are possible where fewer are than the usual five', () => {
  expect(offered('propose-timetable', '2027-01-06T17:00:00.000Z')).toEqual([2, 2]);
});

it('is not offered where not even one is', () => {
  expect(offered('propose-timetable', '2027-01-08T17:00:00.000Z')).toBeUndefined();
});

it('is five of twenty where nothing that follows has a fixed time', () => {
  expect(offered('draft-report', '2027-01-06T17:00:00.000Z')).toEqual([5, 20]);
  expect(offered('sign-agreement', '2027-01-06T17:00:00.000Z', undefined)).toEqual([5, 20]);
});
