import { readFileSync } from 'node:fs';
import type { Stack } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { addDeployment } from '../../lib/deployment.ts';
import { checkPolicies } from '../../lib/policy-checks.ts';
import { deploy, everythingOf, newApp, type Resource, resourcesOf, settingsOf } from './support.ts';

const trial = deploy();
const stacks = Object.entries(trial) as [string, Stack][];
const all = everythingOf(trial);
const ofType = (type: string, resources: readonly Resource[] = all) =>
  resources.filter((resource) => resource.Type === type).map((resource) => resource.Properties);

/** A template without what changes with every line of a function or of a state machine. */
const masked = (stack: Stack): unknown =>
  JSON.parse(JSON.stringify(resourcesOf(stack)), (key, value) => {
    if (key === 'S3Key') return '(bundle)';
    if (key === 'DefinitionString') return '(statemachines)';
    return value;
  });

test.each(stacks)('the %s stack', (_part, stack) => {
  expect(masked(stack)).toMatchSnapshot();
});

test.each(['local', 'trial', 'live'])('the published rules find nothing in the stage %s', (stage) => {
  const app = newApp();
  checkPolicies(app);
  addDeployment(app, settingsOf(stage));

  expect(() => app.synth()).not.toThrow();
});

describe('the portal', () => {
  test('has these routes and no others', () => {
    expect(ofType('AWS::ApiGatewayV2::Route').map(({ RouteKey }) => RouteKey)).toEqual([
      'GET /d/{secret}',
      'HEAD /d/{secret}',
      'POST /d/{secret}',
      'GET /links',
      'POST /links',
      ...['/', '/how-it-works', '/help', '/privacy', '/accessibility', '/join'].flatMap((path) => [
        `GET ${path}`,
        `HEAD ${path}`,
      ]),
      'POST /join',
      'GET /reports/{review}',
      'GET /published/{host}',
      'GET /d/{secret}/report.pdf',
      'GET /d/{secret}/draft.pdf',
      'GET /d/{secret}/record.pdf',
      'GET /d/{secret}/answer.pdf',
      'GET /d/{secret}/agreement.pdf',
      'GET /reports/{review}/report.pdf',
      'GET /assets/{file}',
      '$default',
    ]);
  });

  test('throttles, and logs no path, no address and no query', () => {
    const [stage] = ofType('AWS::ApiGatewayV2::Stage');
    const { Format } = z.object({ Format: z.string() }).parse(stage?.AccessLogSettings);

    expect(stage?.DefaultRouteSettings).not.toHaveProperty('DetailedMetricsEnabled'); // each route would have its own
    expect(stage?.DefaultRouteSettings).toMatchObject({ ThrottlingRateLimit: 100, ThrottlingBurstLimit: 200 });
    expect(Format).not.toMatch(/\$context\.(path|identity|http|protocol|domain|authorizer)/);
    expect(Object.keys(JSON.parse(Format))).toContain('routeKey');
  });

  test('answers on the domain of its origin once there is a certificate', () => {
    const portalCertificateArn = 'arn:aws:acm:eu-west-2:111122223333:certificate/one';
    const { portal } = deploy('live', { portalCertificateArn, portalOrigin: 'https://reviews.network.test' });
    const resources = Object.values(resourcesOf(portal));

    expect(ofType('AWS::ApiGatewayV2::DomainName', resources)).toMatchObject([{ DomainName: 'reviews.network.test' }]);
    expect(ofType('AWS::ApiGatewayV2::Api', resources)).toMatchObject([{ DisableExecuteApiEndpoint: true }]);
  });
});

describe('what starts by the clock', () => {
  test('is in the time of London, and retried, and kept when it could not start', () => {
    const schedules = ofType('AWS::Scheduler::Schedule');

    expect(schedules.map(({ ScheduleExpression }) => ScheduleExpression)).toEqual([
      'cron(0 9 1W 2 ? *)',
      'cron(30 7 * * ? *)',
      'cron(0 7 ? * MON-WED *)',
    ]);
    for (const schedule of schedules) {
      expect(schedule).toMatchObject({
        ScheduleExpressionTimezone: 'Europe/London',
        Target: {
          Input: '{"scheduledAt":"<aws.scheduler.scheduled-time>"}',
          RetryPolicy: { MaximumRetryAttempts: 20 },
          DeadLetterConfig: { Arn: expect.anything() },
        },
      });
    }
  });
});

describe('a stage', () => {
  const table = (stage: string) =>
    Object.values(resourcesOf(deploy(stage).data)).find(({ Type }) => Type === 'AWS::DynamoDB::GlobalTable');

  test('keeps its data when it says so, and else leaves nothing behind', () => {
    expect(table('live')).toMatchObject({
      DeletionPolicy: 'Retain',
      Properties: { Replicas: [{ DeletionProtectionEnabled: true }] },
    });
    expect(table('trial')).toMatchObject({
      DeletionPolicy: 'Delete',
      Properties: { Replicas: [{ DeletionProtectionEnabled: false }] },
    });
  });

  test('archives events only when it says so', () => {
    const archives = (archiveEvents: boolean) =>
      ofType('AWS::Events::Archive', Object.values(resourcesOf(deploy('trial', { archiveEvents }).data)));

    expect(archives(true)).toHaveLength(1);
    expect(archives(false)).toHaveLength(0);
  });

  test('carries its name in every name that a person gave, so that two live side by side', () => {
    const names = all.flatMap(({ Properties }) =>
      Object.entries(Properties)
        .filter(([key]) =>
          /^(FunctionName|StateMachineName|QueueName|TopicName|AlarmName|LogGroupName|DashboardName)$/.test(key),
        )
        .map(([, value]) => value)
        .filter((value) => typeof value === 'string'),
    );

    expect(names.length).toBeGreaterThan(50);
    expect(names.filter((name) => !name.includes('peer-review-trial-'))).toEqual([]);
  });
});

test('the month’s costs have a limit, of which whoever gets alarms is told before it is met', () => {
  const [budget] = ofType('AWS::Budgets::Budget');

  expect(budget).toMatchObject({
    Budget: { BudgetName: 'peer-review-trial-monthly-costs', BudgetLimit: { Amount: 50, Unit: 'USD' } },
    NotificationsWithSubscribers: ['ACTUAL', 'FORECASTED'].map((NotificationType) => ({
      Notification: { NotificationType },
      Subscribers: [{ SubscriptionType: 'EMAIL', Address: 'alarms@network.test' }],
    })),
  });
});

test('every alarm has a name of its own, and the section of the runbook that it points to', () => {
  const alarms = ofType('AWS::CloudWatch::Alarm').map(({ AlarmName, AlarmDescription }) => ({
    name: String(AlarmName).replace('peer-review-trial-', ''),
    section: /docs\/runbook\.md#(.*)$/.exec(String(AlarmDescription))?.[1],
  }));
  const sections = [...readFileSync('docs/runbook.md', 'utf8').matchAll(/^### ([a-z-]+)$/gm)].map((match) => match[1]);

  expect(new Set(alarms.map(({ name }) => name)).size).toBe(alarms.length);
  expect(alarms.filter(({ name, section }) => name !== section)).toEqual([]);
  expect(sections.toSorted()).toEqual(alarms.map(({ name }) => name).toSorted());
});
