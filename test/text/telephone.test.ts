import { describe, expect, test } from 'vitest';
import { dialOf } from '../../lambdas/text/dial.ts';
import { isForDrama, telephoneOf } from '../../lambdas/text/telephone.ts';

describe('a telephone number', () => {
  test.each([
    ['01632 960123', '01632 960123', 'tel:+441632960123'],
    ['(01632) 960 123', '01632 960123', 'tel:+441632960123'],
    ['+44 (0)20 7946 0123 ext 4', '020 7946 0123 ext. 4', 'tel:+442079460123;ext=4'],
    ['07700900123', '07700 900123', 'tel:+447700900123'],
    ['0303 123 1113 x22', '0303 123 1113 ext. 22', 'tel:+443031231113;ext=22'],
    ['+33142685300', '+33 1 42 68 53 00', 'tel:+33142685300'],
    ['\uff10\uff12\uff10 7946\u00a00123', '020 7946 0123', 'tel:+442079460123'],
    ['\u202d020 7946 0123\u202c', '020 7946 0123', 'tel:+442079460123'],
  ])('typed as %j is kept as %j and dialled by %s', (typed, kept, dialled) => {
    expect(telephoneOf(typed)).toBe(kept);
    expect(dialOf(kept)).toBe(dialled);
    expect(telephoneOf(kept), 'what is shown can be typed again').toBe(kept);
  });

  test.each([
    '',
    '999',
    '960123',
    '01632 960',
    'the office',
    '020 7946 0123 or 0124',
    '01632 960123<b>',
    '0'.repeat(40),
  ])('is not %j', (typed) => {
    expect(telephoneOf(typed)).toBeUndefined();
  });

  test('of drama is nobody’s', () => {
    expect(['01632 960123', '07700 900001 ext. 3', '01632 961123', '020 7946 0123'].map(isForDrama)).toEqual([
      true,
      true,
      false,
      false,
    ]);
  });
});
