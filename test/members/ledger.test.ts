import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { carriedOver, owedIn, stillOwed } from '../../lambdas/members/ledger.ts';
import { accountForRenewal, givenInWords, owedInWords, owedThisYear } from '../../lambdas/members/ledger-words.ts';

describe('what is owed', () => {
  test('is the year’s own and what was carried over, and the setting before anything is reckoned', () => {
    expect(owedIn(undefined, 3)).toBe(3);
    expect(owedIn({ carried: 1 }, 3)).toBe(4);
    expect(owedIn({ owed: 4, carried: -1 }, 3)).toBe(3);
    expect(owedIn({ owed: 2, carried: -3 }, 3)).toBe(0);
  });

  test('is less by what was accepted', () => {
    expect(stillOwed({ owed: 3, carried: 1, accepted: 2 }, 3)).toBe(2);
    expect(stillOwed({ owed: 3, accepted: 5 }, 3)).toBe(-2);
    expect(stillOwed(undefined, 3)).toBe(3);
  });
});

describe('what is carried over', () => {
  test('is what was still owed, or given beyond', () => {
    expect(carriedOver({ owed: 3, accepted: 2 }, 4)).toBe(1);
    expect(carriedOver({ owed: 3, accepted: 5 }, 4)).toBe(-2);
    expect(carriedOver({ owed: 3, carried: 1, accepted: 3 }, 4)).toBe(1);
    expect(carriedOver({ owed: 3, accepted: 3 }, 4)).toBe(0);
  });

  test('is nothing for a member that owed nothing', () => {
    expect(carriedOver(undefined, 3)).toBe(0);
  });

  test('is at most one year’s places either way, so that nobody owes more than two years’ at once', () => {
    const count = fc.nat({ max: 40 });
    fc.assert(
      fc.property(count, fc.integer({ min: -40, max: 40 }), count, count, (owedBefore, before, accepted, owed) => {
        const carried = carriedOver({ owed: owedBefore, carried: before, accepted }, owed);
        expect(Object.is(carried, -0)).toBe(false);
        expect(Math.abs(carried)).toBeLessThanOrEqual(owed);
        expect(owedIn({ owed, carried }, 0)).toBeLessThanOrEqual(2 * owed);
      }),
    );
  });
});

describe('in words', () => {
  const years = { before: '2025 to 2026', next: '2026 to 2027' };

  test('a head is told what was owed and given, and what goes over', () => {
    expect(accountForRenewal({ owed: 3, carried: 1, accepted: 3, done: 2, failed: 1 }, years, 4)).toEqual([
      'Places on reviews of others in 2025 to 2026: 4 owed, with 1 place from last year still to give; 3 accepted, 2 of them done; 1 could not be kept.',
      'As it stands, 1 place from 2025 to 2026 is still to give in 2026 to 2027, beside those of that year.',
    ]);
  });

  test('of who gave more, and of who is even', () => {
    expect(accountForRenewal({ owed: 3, accepted: 5 }, years, 3)[1]).toBe(
      'As it stands, that is 2 more than owed, so in 2026 to 2027 you owe 2 fewer.',
    );
    expect(accountForRenewal({ owed: 3, accepted: 3 }, years, 3)[1]).toBe(
      'As it stands, no place from 2025 to 2026 is left to give in 2026 to 2027.',
    );
  });

  test('nothing of a member for which nothing was reckoned', () => {
    expect(accountForRenewal(undefined, years, 3)).toEqual([]);
    expect(accountForRenewal({ offered: 1 } as never, years, 3)).toEqual([]);
  });

  test('of fewer owed, and of nothing given yet', () => {
    expect(owedInWords({ owed: 3, carried: -1 }, 3)).toBe('2 owed, 1 fewer since more was given last year');
    expect(givenInWords(undefined)).toBe('0 accepted');
  });

  test('the thanks for signing name the whole and the part that was carried over', () => {
    const sentence = 'In return your leaders go on reviews of other members: about';
    expect(owedThisYear({ owed: 3, carried: 0 })).toBe(`${sentence} 3 places in the year.`);
    expect(owedThisYear({ owed: 3, carried: 1 })).toBe(
      `${sentence} 4 places in the year, with 1 place from last year still to give.`,
    );
    expect(owedThisYear({ owed: 3, carried: -2 })).toBe(
      `${sentence} 1 place in the year, 2 fewer than others, since they gave more last year.`,
    );
  });
});
