/** Several stages side by side in one account, and what is left of one when it goes. */
import type { Stack } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { addDeployment } from '../../lib/deployment.ts';
import { deploy, everythingOf, newApp, type Resource, resourcesOf, settingsOf } from './support.ts';

/** Properties by which AWS knows a resource, so that a second one of the same value could not be made. */
const physicalNames =
  /^(FunctionName|StateMachineName|QueueName|TopicName|AlarmName|LogGroupName|DashboardName|RuleName|RoleName|TableName|ArchiveName|TrailName|ManagedPolicyName|BucketName|DomainName|EmailIdentity)$/;

/** `Name` names a resource of these types; in others it is a heading, or a part of something. */
const namedByName = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::Scheduler::Schedule',
  'AWS::Scheduler::ScheduleGroup',
  'AWS::SES::ConfigurationSet',
]);

const physicalNamesOf = (resources: readonly Resource[]): string[] =>
  resources.flatMap(({ Type, Properties = {} }) =>
    Object.entries(Properties)
      .filter(([property]) => physicalNames.test(property) || (property === 'Name' && namedByName.has(Type)))
      .flatMap(([, value]) => (typeof value === 'string' ? [`${Type} ${value}`] : [])),
  );

describe('two stages in one account', () => {
  let ofTrial: readonly Resource[];
  let ofLive: readonly Resource[];

  beforeAll(() => {
    const app = newApp();
    const [trial, live] = ['trial', 'live'].map((stage) => addDeployment(app, settingsOf(stage)));
    ofTrial = trial ? everythingOf(trial) : [];
    ofLive = live ? everythingOf(live) : [];
  });

  test('have no name in common', () => {
    const names = physicalNamesOf(ofTrial);

    expect(names.length).toBeGreaterThan(70);
    expect(new Set(names).size).toBe(names.length);
    expect(physicalNamesOf(ofLive).filter((name) => names.includes(name))).toEqual([]);
  });

  test('are tagged each with its own name', () => {
    const tagged = /"Key":"stage","Value":"(\w+)"|"application":"peer-review","stage":"(\w+)"/g;
    const stagesOf = (resources: readonly Resource[]) =>
      new Set([...JSON.stringify(resources).matchAll(tagged)].map(([, inList, inMap]) => inList ?? inMap));

    expect(stagesOf(ofTrial)).toEqual(new Set(['trial']));
    expect(stagesOf(ofLive)).toEqual(new Set(['live']));
  });
});

describe('when a stage goes', () => {
  const kept = (stage: string): string[] => {
    const left = everythingOf(deploy(stage)).filter(({ DeletionPolicy }) => DeletionPolicy?.startsWith('Retain'));
    return [...new Set(left.map(({ Type }) => Type))].sort();
  };

  test('live keeps what holds data, and the domain that took days to verify', () => {
    expect(kept('live')).toEqual([
      'AWS::DynamoDB::GlobalTable',
      'AWS::Events::Archive',
      'AWS::Events::EventBus',
      'AWS::S3::Bucket',
      'AWS::SES::EmailIdentity',
    ]);
  });

  test('a first deployment that fails leaves nothing behind whose name the next one needs', () => {
    const left = everythingOf(deploy('live')).filter(({ DeletionPolicy }) => DeletionPolicy === 'Retain');

    expect(left.length).toBeGreaterThan(0);
    expect(physicalNamesOf(left)).toEqual([]);
  });

  test('the others leave only the record of who acted, which CloudFormation cannot delete', () => {
    expect(kept('trial')).toEqual(['AWS::S3::Bucket']);
  });
});

describe('where the links in mails lead', () => {
  const origins = (stacks: readonly Stack[]): unknown[] =>
    stacks
      .flatMap((stack) => Object.values(resourcesOf(stack)))
      .flatMap(({ Properties }) => {
        const { Variables } = (Properties?.Environment ?? {}) as { Variables?: Record<string, unknown> };
        return Variables?.PORTAL_ORIGIN === undefined ? [] : [Variables.PORTAL_ORIGIN];
      });

  test('is the own address of the HTTP API, in every stack, while the stage has no domain', () => {
    const { portal, mail, workflow } = deploy('trial');

    expect(origins([portal])).toEqual([{ 'Fn::GetAtt': [expect.stringMatching(/^Portal/), 'ApiEndpoint'] }]);
    for (const origin of origins([mail, workflow])) {
      expect(origin).toEqual({ 'Fn::ImportValue': expect.stringMatching(/^peer-review-trial-portal:.*ApiEndpoint/) });
    }
  });

  test('is the domain once there is one, and what other stacks imported stays until they let go of it', () => {
    const { portal, workflow } = deploy('live', {
      portalOrigin: 'https://reviews.network.test',
      portalCertificateArn: 'arn:aws:acm:eu-west-2:111122223333:certificate/one',
    });
    const exported = Object.values(Template.fromStack(portal).findOutputs('*')).map(({ Export }) => Export?.Name);

    expect(new Set(origins([portal, workflow]))).toEqual(new Set(['https://reviews.network.test']));
    expect(exported).toContainEqual(expect.stringMatching(/^peer-review-live-portal:.*ApiEndpoint/));
  });
});
