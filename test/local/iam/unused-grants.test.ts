import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { EXPLAINED_RIGHTS } from '../../../lib/names-of-metadata.ts';
import type { Deployment } from '../../../local/cloudformation/deployment.ts';
import { unusedGrants } from '../../../local/iam/unused-grants.ts';
import { UsedGrants } from '../../../local/iam/used-grants.ts';

const TABLE = 'arn:aws:dynamodb:eu-west-2:000000000000:table/reviews';
const lambda = { Effect: 'Allow', Action: 'sts:AssumeRole', Principal: { Service: 'lambda.amazonaws.com' } };
const document = (...Statement: object[]) => ({ Version: '2012-10-17', Statement });

/** One role that may read and write, with what the app says of its unused rights. */
function deploymentWith(reasons?: Record<string, string>): Deployment {
  const role = {
    ...{
      type: 'AWS::IAM::Role',
      stack: 'work',
      logicalId: 'TheRole',
      name: 'the-role',
      arn: 'arn:aws:iam::0:role/the-role',
    },
    properties: { AssumeRolePolicyDocument: document(lambda) },
    metadata: reasons ? { [EXPLAINED_RIGHTS]: reasons } : {},
  };
  const statements = [
    { Effect: 'Allow', Action: ['dynamodb:GetItem', 'dynamodb:DeleteItem'], Resource: TABLE },
    { Effect: 'Allow', Action: 'dynamodb:Query', Resource: [TABLE, `${TABLE}/index/gsi1`] },
    { Effect: 'Deny', Action: 'dynamodb:Scan', Resource: '*' },
  ];
  const policy = {
    ...{ type: 'AWS::IAM::Policy', stack: 'work', logicalId: 'ThePolicy' },
    properties: { PolicyDocument: document(...statements), Roles: ['the-role'] },
  };
  const resources = [role, policy];
  return {
    ...{ region: 'eu-west-2', account: '000000000000' },
    ofType: (...types: string[]) => resources.filter(({ type }) => types.includes(type)),
  } as unknown as Deployment;
}

function usedBut(...unused: string[]): UsedGrants {
  const used = new UsedGrants();
  const actions = ['dynamodb:GetItem', 'dynamodb:DeleteItem'].filter((action) => !unused.includes(action));
  for (const action of actions) used.add('the-role', { action, resource: TABLE });
  if (!unused.includes('dynamodb:Query')) {
    used.add('the-role', { action: 'dynamodb:Query', resource: `${TABLE}/index/gsi1` });
  }
  return used;
}

const complaints = (reasons: Record<string, string> | undefined, used: UsedGrants): string[] =>
  unusedGrants(deploymentWith(reasons), used).map(
    ({ role, action, resource, complaint }) => `${role} ${action} ${resource}: ${complaint.slice(0, 15)}`,
  );
const REASON = 'A draft that nobody wants any more is deleted.';

describe('the list of unused rights', () => {
  it('is empty when each is of use; a denial is no right, and an index counts with its table', () => {
    expect(complaints(undefined, usedBut())).toEqual([]);
  });

  it('names what nothing uses, or what another role alone uses', () => {
    const used = usedBut('dynamodb:DeleteItem', 'dynamodb:Query');
    used.add('another-role', { action: 'dynamodb:DeleteItem', resource: TABLE });
    expect(complaints(undefined, used)).toEqual([
      `the-role dynamodb:DeleteItem ${TABLE}: nothing uses it`,
      `the-role dynamodb:Query ${TABLE}: nothing uses it`,
    ]);
  });

  it('leaves out what the app explains', () => {
    expect(complaints({ 'dynamodb:DeleteItem': REASON }, usedBut('dynamodb:DeleteItem'))).toEqual([]);
  });

  it('names a reason for what is not granted', () => {
    expect(complaints({ 'sqs:SendMessage': REASON }, usedBut())).toEqual([
      'the-role sqs:SendMessage : lib/ explains w',
    ]);
  });

  it('takes no word for a reason', () => {
    expect(() => complaints({ 'dynamodb:DeleteItem': 'needed' }, usedBut('dynamodb:DeleteItem'))).toThrow();
  });
});

it('the record of several stacks is one', () => {
  const folder = mkdtempSync(join(tmpdir(), 'grants-'));
  try {
    const grant = { action: 'dynamodb:GetItem', resource: TABLE };
    new UsedGrants(folder).add('one', grant);
    new UsedGrants(folder).add('two', grant);
    const all = UsedGrants.readFrom(folder);
    expect(['one', 'two', 'three'].map((role) => all.has(role, grant))).toEqual([true, true, false]);
  } finally {
    rmSync(folder, { recursive: true });
  }
});
