import { describe, expect, it } from 'vitest';
import { readPolicyDocument } from '../../../local/iam/statement.ts';

const statement = { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: '*' };
const read = (changes: object, document: object = {}) =>
  readPolicyDocument({ Version: '2012-10-17', Statement: { ...statement, ...changes }, ...document }, 'work/TheRole');

describe('a policy document', () => {
  it('is read with one statement or several, one action or several', () => {
    expect(read({})).toHaveLength(1);
    const [first, second] = readPolicyDocument(
      { Version: '2012-10-17', Statement: [statement, { ...statement, Action: ['a:B', 'c:D'] }] },
      'work/TheRole',
    );
    expect([first, second].map((each) => each?.actions.map(({ text }) => text))).toEqual([
      ['sqs:SendMessage'],
      ['a:B', 'c:D'],
    ]);
  });

  it.each([
    ['an action that is left out', { Action: undefined, NotAction: 'sqs:DeleteQueue' }, '"NotAction"'],
    ['resources that are left out', { Resource: undefined, NotResource: '*' }, '"NotResource"'],
    ['principals that are left out', { NotPrincipal: { AWS: '*' } }, '"NotPrincipal"'],
    ['an identity provider', { Principal: { Federated: 'accounts.example.org' } }, 'Principal'],
    [
      'an account',
      { Principal: { AWS: 'arn:aws:iam::000000000000:root' } },
      'the principal arn:aws:iam::000000000000:root',
    ],
    ['an unknown effect', { Effect: 'Maybe' }, 'Effect'],
    ['an unknown operator', { Condition: { NumericLessThan: { 'aws:SourceArn': '3' } } }, 'operator NumericLessThan'],
    [
      'an operator for keys that may be missing',
      { Condition: { BoolIfExists: { 'aws:SecureTransport': 'true' } } },
      'BoolIfExists',
    ],
    [
      'a key that no call carries here',
      { Condition: { StringEquals: { 'dynamodb:LeadingKeys': 'a' } } },
      'key dynamodb:LeadingKeys',
    ],
    ['a variable', { Resource: `arn:aws:s3:::reports/\${aws:username}` }, `the policy variable \${aws:username}`],
  ])('with %s stops the stack and names it', (_what, changes, named) => {
    expect(() => read(changes)).toThrow(named);
    expect(() => read(changes)).toThrow('(work/TheRole)');
  });

  it('of the older language version is refused, since it means something else', () => {
    expect(() => read({}, { Version: '2008-10-17' })).toThrow('2012-10-17');
  });
});
