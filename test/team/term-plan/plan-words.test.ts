import { expect, test } from 'vitest';
import { schoolsFarOff } from '../../../lambdas/team/term-plan/plan-words.ts';

test('a school that is behind its share stands with why, where the plan tells', () => {
  const school = (name: string, owed: number, given: number, couldGo?: number) => ({
    ...{ school: name, name, owed, given },
    ...(couldGo !== undefined && { couldGo }),
  });
  const schools = [
    school('Ash', 4, 0, 0),
    school('Beech', 4, 1, 1),
    school('Cedar', 4, 2),
    school('Elm', 4, 3, 5),
    school('Fir', 3, 4),
  ];
  expect(schoolsFarOff({ schools })).toEqual({
    beyond: { count: 1, schools: ['Fir: owes 3, gives 4'] },
    behind: {
      count: 3,
      schools: [
        'Ash: owes 4, gives 0; distance, days or another rule keep its people from every review of the term',
        'Beech: owes 4, gives 1; its people could come to 1 review of the term, but with others there the plan as a whole is better',
        'Cedar: owes 4, gives 2',
      ],
    },
  });
});

test('schools that are not named are counted, and a plan of an earlier release has all of them', () => {
  const schools = ['Ash', 'Beech'].map((name) => ({ school: name, name, owed: 4, given: 1 }));
  expect(schoolsFarOff({ schools, beyond: 12, behind: 70 })).toMatchObject({
    beyond: { count: 12 },
    behind: { count: 70 },
  });
  expect(schoolsFarOff({ schools })).toMatchObject({ beyond: { count: 0, schools: [] }, behind: { count: 2 } });
});
