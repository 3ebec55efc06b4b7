import { describe, expect, test } from 'vitest';
import { ServiceFunction } from '../../lib/constructs/service-function.ts';
import { newStack, resourcesOf, rightsOf, settingsOf, standInBundles } from './support.ts';

const place = (stack = newStack()) => {
  new ServiceFunction(stack, {
    settings: settingsOf('trial'),
    name: 'offer-dates',
    impact: 'A school has no dates to choose from.',
    environment: { TABLE_NAME: 'the-table' },
  });
  return stack;
};

const only = (type: string, stack = place()) => {
  const found = Object.values(resourcesOf(stack)).filter((resource) => resource.Type === type);
  expect(found).toHaveLength(1);
  return found[0]?.Properties ?? {};
};

describe('a function', () => {
  test('runs on Node 24 on ARM, traced, with a log of its own that is kept for a set time', () => {
    expect(only('AWS::Lambda::Function')).toMatchObject({
      FunctionName: 'peer-review-trial-offer-dates',
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      TracingConfig: { Mode: 'Active' },
      LoggingConfig: { LogFormat: 'JSON', LogGroup: { Ref: expect.stringMatching(/^OfferDatesLog/) } },
      Environment: { Variables: { TABLE_NAME: 'the-table', POWERTOOLS_SERVICE_NAME: 'offer-dates' } },
    });
    expect(only('AWS::Logs::LogGroup')).toMatchObject({ RetentionInDays: 90 });
  });

  test('has an alarm that says what people notice and where the runbook tells what to do', () => {
    expect(only('AWS::CloudWatch::Alarm')).toMatchObject({
      AlarmName: 'peer-review-trial-offer-dates-fails',
      AlarmDescription: 'A school has no dates to choose from. What to do: docs/runbook.md#offer-dates-fails',
      Namespace: 'AWS/Lambda',
      MetricName: 'Errors',
      Threshold: 1,
      TreatMissingData: 'notBreaching',
    });
  });

  test('may by itself do nothing but write its own log and its traces', () => {
    const stack = place();

    expect(rightsOf(stack, 'OfferDates').map(({ action }) => action)).toEqual([
      'logs:CreateLogStream',
      'logs:PutLogEvents',
      'xray:PutTelemetryRecords',
      'xray:PutTraceSegments',
    ]);
    expect(only('AWS::IAM::Role', stack)).not.toHaveProperty('ManagedPolicyArns');
  });

  test('says which handler is missing', () => {
    const buildDirectory = standInBundles(['fix-dates']);

    expect(() => place(newStack({ buildDirectory }))).toThrow(
      `There is no function 'offer-dates' to deploy: ${buildDirectory}/offer-dates/index.mjs is missing. ` +
        "It is built from lambdas/*/handlers/offer-dates.ts or .tsx by 'npm run build', which 'npm run synth' runs first.",
    );
  });
});
