/** Who may call for commands of the central team, and what is noted of their calls. */
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { deploy, everythingOf, type Resource, resourcesOf, settingsOf } from './support.ts';

const { workflow, operations } = deploy();
const ofType = (resources: readonly Resource[], type: string) =>
  resources.filter(({ Type }) => Type === type).map(({ Properties }) => Properties);
const inWorkflow = Object.values(resourcesOf(workflow));

const Selectors = z.object({
  AdvancedEventSelectors: z.array(
    z.object({ FieldSelectors: z.array(z.object({ Field: z.string(), Equals: z.array(z.unknown()) })) }),
  ),
});

describe('the trail', () => {
  const [trail] = ofType(inWorkflow, 'AWS::CloudTrail::Trail');

  test('records the calls of the function that steers, and of no other', () => {
    const [selector] = Selectors.parse(trail).AdvancedEventSelectors;
    const [steering] = Object.entries(resourcesOf(workflow)).filter(
      ([, { Type, Properties }]) =>
        Type === 'AWS::Lambda::Function' && JSON.stringify(Properties.FunctionName).includes('steer-review'),
    );

    expect(selector?.FieldSelectors).toEqual([
      { Field: 'eventCategory', Equals: ['Data'] },
      { Field: 'resources.type', Equals: ['AWS::Lambda::Function'] },
      { Field: 'resources.ARN', Equals: [{ 'Fn::GetAtt': [steering?.[0], 'Arn'] }] },
    ]);
    expect(trail).toMatchObject({ EnableLogFileValidation: true, IsMultiRegionTrail: false, IsLogging: true });
  });

  test('is kept in a private, encrypted bucket, and not for ever', () => {
    const [bucket] = ofType(inWorkflow, 'AWS::S3::Bucket');

    expect(bucket?.PublicAccessBlockConfiguration).toEqual({
      ...{ BlockPublicAcls: true, BlockPublicPolicy: true, IgnorePublicAcls: true, RestrictPublicBuckets: true },
    });
    expect(JSON.stringify(bucket?.BucketEncryption)).toContain('AES256');
    expect(JSON.stringify(bucket?.LifecycleConfiguration)).toContain('"ExpirationInDays":400');
  });

  test('is left out where the stage does not want it', () => {
    const without = everythingOf(deploy('trial', { ...settingsOf('trial'), recordConsoleUsers: false }));

    expect(ofType(without, 'AWS::CloudTrail::Trail')).toEqual([]);
    expect(ofType(without, 'AWS::S3::Bucket')).toEqual([]);
  });
});

test('a console user may read the dashboard, press its buttons and look at executions, and nothing else', () => {
  const [policy] = ofType(Object.values(resourcesOf(operations)), 'AWS::IAM::ManagedPolicy');
  const { Statement } = z
    .object({
      Statement: z.array(z.object({ Action: z.union([z.string(), z.array(z.string())]), Resource: z.unknown() })),
    })
    .parse(policy?.PolicyDocument);
  const actions = Statement.flatMap(({ Action }) => Action);

  expect(policy?.ManagedPolicyName).toBe('peer-review-trial-central-team');
  expect(actions.sort()).toEqual([
    'cloudwatch:DescribeAlarms',
    'cloudwatch:GetDashboard',
    'cloudwatch:GetMetricData',
    'cloudwatch:ListDashboards',
    'lambda:InvokeFunction',
    'states:DescribeExecution',
    'states:DescribeStateMachine',
    'states:DescribeStateMachineForExecution',
    'states:GetExecutionHistory',
    'states:ListExecutions',
    'states:ListStateMachines',
  ]);
  const invoked = Statement.find(({ Action }) => Action === 'lambda:InvokeFunction')?.Resource;
  expect(
    JSON.stringify(invoked)
      .match(/peer-review-trial-[a-z-]+/g)
      ?.sort(),
  ).toEqual(['peer-review-trial-show-overview', 'peer-review-trial-steer-review']);
});
