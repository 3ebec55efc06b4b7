/** When each role is asked for what: no question is forgotten, and the times are those of the clock. */
import { expect, it } from 'vitest';
import { allFacts } from '../../lambdas/catalogue/all-facts.ts';
import { ASKED, yearOf } from '../../lambdas/settings/year-at-a-glance.ts';
import { settingsOf } from '../report/written-review.ts';

/** What the central team is asked, which has its dashboard for that. */
const OF_THE_CENTRAL_TEAM = [
  ...['admit-newcomer', 'settle-dates', 'approve-plan', 'fill-seat', 'settle-team', 'quality-read', 'settle-report'],
  ...['confirm-year', 'record-attendance'],
];

it('has every question that somebody is asked, once', () => {
  const asked = ASKED.map(({ question }) => question);
  expect([...asked, ...OF_THE_CENTRAL_TEAM].sort()).toEqual(Object.keys(allFacts).sort());
});

it('says when by the settings of the year, before, during and after the visit', () => {
  const settings = settingsOf('QAR');
  const of = (...args: Parameters<typeof yearOf>) =>
    Object.fromEntries(yearOf(...args).map(({ wanted, when }) => [wanted, when]));
  const host = of('host', settings, '2026');
  expect(host).toMatchObject({
    'The weeks that suit': '26 weeks before the visit',
    'Agreement to the dates': 'By 16 weeks before the visit',
    'The information form': 'By 4 weeks before the visit',
    'Agreement to the findings': 'On the last day of the visit',
    'The check of the facts': 'By 15 working days after the visit',
    'Agreement to the report': 'By 20 working days after the visit',
  });
  expect(host['Progress after the review']).toMatch(/^\d months after the visit$/);
  expect(host).not.toHaveProperty('The draft of the report');
  expect(of('lead', settings, '2026')).toMatchObject({
    'The note of the pre-review call': 'By 5 working days before the visit',
    "The evening's note": 'On each evening of the visit but the last',
    'The draft of the report': 'By 5 working days after the visit',
  });
  expect(of('hub-manager', settings, '2026')).toEqual({ 'The final report, to read': 'When the report is final' });
  const sooner = { ...settings, preparation: { ...settings.preparation, formDueWeeksBefore: 6 } };
  expect(of('host', sooner, '2026')['The information form']).toBe('By 6 weeks before the visit');
});
