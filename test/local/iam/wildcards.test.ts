import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { actionPattern, arnPattern } from '../../../local/iam/wildcards.ts';

describe('a pattern of actions', () => {
  it.each([
    ['dynamodb:GetItem', 'dynamodb:GetItem', true],
    ['dynamodb:getitem', 'dynamodb:GetItem', true],
    ['dynamodb:Get*', 'dynamodb:GetItem', true],
    ['dynamodb:*', 'dynamodb:Scan', true],
    ['*', 'sqs:SendMessage', true],
    ['dynamodb:?etItem', 'dynamodb:GetItem', true],
    ['dynamodb:Get*', 'dynamodb:BatchGetItem', false],
    ['dynamodb:Get', 'dynamodb:GetItem', false],
    ['dynamodb:Get.tem', 'dynamodb:GetItem', false],
  ])('%s and %s: %s', (pattern, action, matches) => {
    expect(actionPattern(pattern).matches(action)).toBe(matches);
  });
});

describe('a pattern of ARNs', () => {
  const machine = 'arn:aws:states:eu-west-2:000000000000:stateMachine:review';
  it.each([
    [machine, machine, true],
    ['*', machine, true],
    ['arn:aws:states:*:*:stateMachine:*', machine, true],
    ['arn:aws:states:eu-west-2:000000000000:stateMachine:*', `${machine}:1`, true],
    ['arn:aws:states:eu-west-2:000000000000:execution:review:*', machine.replace('stateMachine', 'execution'), false],
    ['arn:aws:states:eu-west-2:000000000000:stateMachine:Review', machine, false],
    ['arn:aws:states:eu-west-2:*:review', machine, false],
    ['arn:aws:*', machine, false],
    ['arn:aws:execute-api:*:*:abc/*/*/d/{secret}', 'arn:aws:execute-api:eu-west-2:1:abc/$default/GET/d/{secret}', true],
  ])('%s and %s: %s', (pattern, arn, matches) => {
    expect(arnPattern(pattern).matches(arn)).toBe(matches);
  });
});

/** Text without wildcards, of characters that mean something to regular expressions too. */
const plain = fc.string({ unit: fc.constantFrom('a', 'B', '/', '.', '+', '$', '(', '[', '{', '^', '|', '\\', '-') });

describe('any pattern', () => {
  it('without a wildcard matches itself alone', () => {
    fc.assert(
      fc.property(plain, plain, (text, other) => {
        expect(arnPattern(`arn:${text}`).matches(`arn:${text}`)).toBe(true);
        expect(arnPattern(`arn:${text}`).matches(`arn:${other}`)).toBe(text === other);
      }),
    );
  });

  it('with a star matches whatever stands in its place, within one part of an ARN', () => {
    fc.assert(
      fc.property(plain, plain, plain, (before, between, after) => {
        const { matches } = arnPattern(`arn:${before}*${after}:end`);
        expect(matches(`arn:${before}${between}${after}:end`)).toBe(true);
        expect(matches(`arn:${before}${between}:${after}:end`)).toBe(false);
      }),
    );
  });

  it('with a question mark matches one character, neither none nor two', () => {
    fc.assert(
      fc.property(plain, plain, (before, after) => {
        const { matches } = actionPattern(`${before}?${after}`);
        expect(['', 'x', 'xx'].map((between) => matches(`${before}${between}${after}`))).toEqual(
          // 'aa?' is also met by 'aaa', so whatever the neighbours are, only the length decides here.
          [false, true, false],
        );
      }),
    );
  });
});
