import { expect, test } from 'vitest';
import { Term } from '../../lambdas/settings/partnership-year.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { termOf, termPlanName, termsOfRow } from '../../lambdas/settings/terms.ts';

const spring = {
  ...{ term: 'spring', name: 'spring term', from: '2027-01-04', to: '2027-03-25' },
  ...{ asksOn: '2026-09-14', plansOn: '2026-10-09' },
};

test('a term is planned at most 26 weeks after its people are asked, since an execution waits for it', () => {
  expect(Term.safeParse({ ...spring, asksOn: '2026-04-10' }).success).toBe(true);
  const { error } = Term.safeParse({ ...spring, asksOn: '2026-04-09' });
  expect(error?.issues).toMatchObject([
    {
      path: ['plansOn'],
      message: 'must not plan later than 26 weeks after asking, since an execution waits for it',
    },
  ]);
});

test('a row from before terms were a setting has none, nor has one that cannot be read', () => {
  expect(termsOfRow({})).toEqual([]);
  expect(termsOfRow({ terms: [{ term: 'spring' }] })).toEqual([]);
  expect(termsOfRow({ terms: [spring] })).toEqual([spring]);
});

test('each year has its three terms, and breaks are in none', () => {
  const year = readSettingsFiles().years.find((one) => one.year === '2026');
  if (!year) throw new Error('There are no settings of 2026.');
  const terms = ['2026-10-13', '2027-01-12', '2027-05-11', '2026-12-24'].map((day) => termOf(year, day)?.term);
  expect(terms).toEqual(['autumn', 'spring', 'summer', undefined]);
});

test('the first round of a term has its name, the others a number too', () => {
  expect([1, 2].map((number) => termPlanName('2026', 'spring', number))).toEqual([
    'teams-2026-spring',
    'teams-2026-spring-2',
  ]);
});
