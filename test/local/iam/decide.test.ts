import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type AccessRequest, decide, type Principal } from '../../../local/iam/decide.ts';
import { readPolicyDocument } from '../../../local/iam/statement.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-2:000000000000:table/reviews';
const QUEUE = 'arn:aws:sqs:eu-west-2:000000000000:missed';
const RULE = 'arn:aws:events:eu-west-2:000000000000:rule/mail-events';
const role: Principal = { kind: 'role', roleArn: 'arn:aws:iam::000000000000:role/offer-dates', session: 'offer-dates' };
const events: Principal = { kind: 'service', service: 'events.amazonaws.com', sourceArn: RULE };

const read = (...Statement: object[]) => readPolicyDocument({ Version: '2012-10-17', Statement }, 'test/policy');
const allow = (Action: string | string[], Resource: string | string[], more: object = {}) => ({
  ...{ Effect: 'Allow', Action, Resource },
  ...more,
});
const deny = (Action: string, Resource: string, more: object = {}) => ({
  ...allow(Action, Resource, more),
  Effect: 'Deny',
});
const identity = (request: AccessRequest, ...statements: object[]) =>
  decide(request, role, { identity: read(...statements), resource: [] });
const onQueue = (principal: Principal, ...statements: object[]) =>
  decide({ action: 'sqs:SendMessage', resource: QUEUE }, principal, { identity: [], resource: read(...statements) });

describe("a role's own policies", () => {
  it('allow what they name, and say by which grant', () => {
    const request = { action: 'dynamodb:GetItem', resource: TABLE };
    expect(identity(request, allow(['dynamodb:PutItem', 'dynamodb:Get*'], TABLE))).toEqual({
      allowed: true,
      by: { action: 'dynamodb:Get*', resource: TABLE },
      policy: 'identity',
    });
  });

  it.each([
    ['another action', [allow('dynamodb:GetItem', TABLE)]],
    ['an index in place of its table', [allow('dynamodb:Query', `${TABLE}/index/gsi1`)]],
    ['nothing', []],
  ])("refuse, in AWS's words, when they name %s", (_what, statements) => {
    expect(identity({ action: 'dynamodb:Query', resource: TABLE }, ...statements)).toEqual({
      allowed: false,
      reason: 'because no identity-based policy allows the dynamodb:Query action',
    });
  });

  it('take a denial before every permission, wherever it stands', () => {
    const request = { action: 'dynamodb:DeleteItem', resource: TABLE };
    const refused = { allowed: false, reason: 'with an explicit deny in an identity-based policy' };
    expect(identity(request, allow('*', '*'), deny('dynamodb:Delete*', '*'))).toEqual(refused);
    expect(identity(request, deny('dynamodb:Delete*', '*'), allow('*', '*'))).toEqual(refused);
    expect(identity(request, allow('*', '*'), deny('dynamodb:Delete*', `${TABLE}-other`))).toHaveProperty(
      'allowed',
      true,
    );
  });

  it('hold a condition against what is known of the call', () => {
    const send = allow('ses:SendEmail', '*', {
      Condition: { StringEquals: { 'ses:FromAddress': 'reviews@example.org' } },
    });
    const from = (address?: string) =>
      identity(
        { action: 'ses:SendEmail', resource: 'x', ...(address ? { context: { 'ses:FromAddress': address } } : {}) },
        send,
      ).allowed;
    expect([from('reviews@example.org'), from('else@example.org'), from()]).toEqual([true, false, false]);
  });
});

describe('the policy on a resource', () => {
  const fromRule = (condition: object) =>
    allow('sqs:SendMessage', QUEUE, { Principal: { Service: 'events.amazonaws.com' }, Condition: condition });

  it('lets a service in on behalf of the resource that it names', () => {
    expect(onQueue(events, fromRule({ ArnEquals: { 'aws:SourceArn': RULE } })).allowed).toBe(true);
    expect(onQueue(events, fromRule({ StringEquals: { 'aws:SourceAccount': '000000000000' } })).allowed).toBe(true);
  });

  it.each([
    ['another rule', { ArnEquals: { 'aws:SourceArn': `${RULE}-other` } }],
    ['another account', { StringEquals: { 'aws:SourceAccount': '111111111111' } }],
    [
      'one right and one wrong condition',
      { ArnLike: { 'aws:SourceArn': [RULE, 'x'] }, Bool: { 'aws:SecureTransport': 'false' } },
    ],
  ])('keeps it out for %s', (_what, condition) => {
    expect(onQueue(events, fromRule(condition))).toEqual({
      allowed: false,
      reason: 'because no resource-based policy allows the sqs:SendMessage action',
    });
  });

  it('is about those whom it names, and about everybody when it says so', () => {
    expect(onQueue(role, fromRule({})).allowed).toBe(false);
    expect(onQueue(role, allow('sqs:*', QUEUE, { Principal: { AWS: role.roleArn } })).allowed).toBe(true);
    const everybody = [{ Principal: '*' }, { Principal: { AWS: '*' } }];
    for (const principal of everybody) {
      expect(onQueue(events, fromRule({}), deny('sqs:*', QUEUE, principal))).toEqual({
        allowed: false,
        reason: 'with an explicit deny in a resource-based policy',
      });
    }
  });

  it('that denies what does not come over TLS touches nobody here, since everything does', () => {
    const insecure = { Principal: { AWS: '*' }, Condition: { Bool: { 'aws:SecureTransport': 'false' } } };
    expect(onQueue(events, fromRule({}), deny('sqs:*', QUEUE, insecure)).allowed).toBe(true);
  });
});

describe('any set of policies', () => {
  const action = fc.constantFrom('dynamodb:GetItem', 'dynamodb:*', 'dynamodb:PutItem', '*', 'sqs:SendMessage');
  const resource = fc.constantFrom(TABLE, '*', `${TABLE}/index/gsi1`, QUEUE);
  const statement = fc.record({ Effect: fc.constantFrom('Allow', 'Deny'), Action: action, Resource: resource });
  const request = fc.record({
    action: fc.constantFrom('dynamodb:GetItem', 'dynamodb:PutItem', 'sqs:SendMessage'),
    resource: fc.constantFrom(TABLE, QUEUE),
  });

  it('never allows what one statement of it denies', () => {
    fc.assert(
      fc.property(fc.array(statement), fc.nat(), request, (statements, at, wanted) => {
        const denial = deny(wanted.action, wanted.resource);
        const withDenial: object[] = [...statements];
        withDenial.splice(at % (statements.length + 1), 0, denial);
        expect(identity(wanted, ...withDenial).allowed).toBe(false);
      }),
    );
  });

  it('allows nothing without a statement that does, and no less with one more', () => {
    fc.assert(
      fc.property(fc.array(statement), statement, request, (statements, more, wanted) => {
        const { allowed } = identity(wanted, ...statements);
        if (!statements.some(({ Effect }) => Effect === 'Allow')) expect(allowed).toBe(false);
        const grown = identity(wanted, ...statements, { ...more, Effect: 'Allow' }).allowed;
        expect(allowed && !grown).toBe(false);
      }),
    );
  });

  it('decides the same in every order', () => {
    fc.assert(
      fc.property(fc.array(statement), request, (statements, wanted) => {
        const reversed = identity(wanted, ...statements.toReversed());
        expect(reversed.allowed).toBe(identity(wanted, ...statements).allowed);
      }),
    );
  });
});
