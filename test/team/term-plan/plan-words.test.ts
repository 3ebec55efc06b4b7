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
    beyond: ['Fir: owes 3, gives 4'],
    behind: [
      'Ash: owes 4, gives 0; distance, days or another rule keep its people from every review of the term',
      'Beech: owes 4, gives 1; its people could come to 1 review of the term, but with others there the plan as a whole is better',
      'Cedar: owes 4, gives 2',
    ],
  });
});
