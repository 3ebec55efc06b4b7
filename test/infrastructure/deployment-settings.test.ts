import { describe, expect, test } from 'vitest';
import { readDeploymentSettings, senderAddress, WrongDeploymentSettings } from '../../lib/deployment-settings.ts';
import { context } from './support.ts';

const trial = (context.deployments as Record<string, Record<string, unknown>>).trial;
const read = (changes: Record<string, unknown>, stage = 'trial') =>
  readDeploymentSettings((key) => ({ stage, deployments: { [stage]: { ...trial, ...changes } } })[key]);

describe('the settings of a deployment', () => {
  test.each(Object.keys(context.deployments as object))('the stage %s of cdk.json is right', (stage) => {
    const settings = readDeploymentSettings((key) => (key === 'stage' ? stage : context[key]));

    expect(settings.stageName).toBe(stage);
    expect(senderAddress(settings)).toBe(`reviews@${settings.senderDomain}`);
  });

  test.each([
    [
      { portalOrigin: 'http://reviews.example.org/' },
      'cdk.json, context.deployments.trial.portalOrigin must be https:// and a host, with no path and no slash at the ' +
        'end (http is accepted for 127.0.0.1 alone). It is "http://reviews.example.org/".',
    ],
    [
      { centralTeamAddress: undefined },
      'cdk.json, context.deployments.trial.centralTeamAddress must be one mail address such as team@example.org. It is missing.',
    ],
    [
      { renewalOpens: { month: 2, day: 30 } },
      'cdk.json, context.deployments.trial.renewalOpens.day must be 28 or less. It is 30.',
    ],
    [
      { renewalOpens: { month: 2 } },
      'cdk.json, context.deployments.trial.renewalOpens.day must be a day from 1 to 28. It is missing.',
    ],
    [
      { portalCertificateArn: 'arn:aws:acm:eu-west-2:111122223333:certificate/one' },
      'cdk.json, context.deployments.trial.portalOrigin must be the origin of the domain that portalCertificateArn is ' +
        'for. It is missing.',
    ],
    [{ archiveEvents: 'yes' }, 'cdk.json, context.deployments.trial.archiveEvents must be true or false. It is "yes".'],
    [
      { logDays: 91 },
      'cdk.json, context.deployments.trial.logDays must be 7, 14, 30, 60, 90, 180 or 365 days. It is 91.',
    ],
    [
      { charityNmae: 'The Network' },
      "cdk.json, context.deployments.trial has 'charityNmae', which is no setting: take it out, or correct its spelling.",
    ],
  ])('says what to change and where: %o', (changes, sentence) => {
    expect(() => read(changes)).toThrow(new WrongDeploymentSettings(sentence));
  });

  test('names everything that is wrong at once', () => {
    expect(() => read({ senderDomain: 'nowhere', awsRegion: 'London' })).toThrow(/awsRegion.*\n.*senderDomain/);
  });

  test('refuses a stage that is not written, and lists those that are', () => {
    const missing = () => readDeploymentSettings((key) => (key === 'stage' ? 'life' : context[key]));

    expect(missing).toThrow(
      "There is no deployment 'life': cdk.json, context.deployments, has 'local', 'emulator', 'trial', 'live'.",
    );
  });

  test("refuses a stage's name that AWS would not take in names", () => {
    expect(() => read({}, 'My_Stage')).toThrow(
      "cdk.json, context.deployments.My_Stage: the stage's name must be 2 to 12",
    );
  });
});
