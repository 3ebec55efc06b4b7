import { expect, test } from 'vitest';
import { planForApproval } from '../../../lambdas/team/term-plan/plan-for-approval.ts';
import { putSettings } from '../../support/settings.ts';
import { useStore } from '../../support/store.ts';
import { PLANS_AT, ROUND } from './term.ts';

const fresh = useStore();

test.each([
  ['five working days', PLANS_AT, '2026-10-16T16:00:00.000Z'],
  ['of the schools: the half-term is none', '2026-10-21T10:00:00.000Z', '2026-11-04T17:00:00.000Z'],
])('a plan waits for its approval %s', async (_what, at, expiresAt) => {
  const { store } = fresh;
  await putSettings(store);
  await store.entities.matchingRound
    .put({
      ...{ about: ROUND, year: '2026', term: 'spring', number: 1, status: 'planned', plans: 2 },
      openedAt: '2026-09-14T06:31:00.000Z',
    })
    .go();

  expect(await planForApproval({ about: ROUND, at }, { store })).toEqual({ outcome: 'planned', plan: 2, expiresAt });
});
