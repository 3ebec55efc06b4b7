import { describe, expect, test } from 'vitest';
import { readDeploymentSettings, senderAddress, WrongDeploymentSettings } from '../../lib/deployment-settings.ts';
import { context, settingsOf } from './support.ts';

const written = context.deployments as Record<string, Record<string, unknown>>;
const domains = {
  senderDomain: 'trial.network.test',
  centralTeamAddress: 'team@network.test',
  centralTeamTelephone: '+44 20 7946 0100',
};
const trial = { ...written.trial, ...domains, alarmAddress: 'alarms@network.test' };
const certificate = 'arn:aws:acm:eu-west-2:111122223333:certificate/one';
const read = (changes: Record<string, unknown>, stage = 'trial') =>
  readDeploymentSettings((key) => ({ stage, deployments: { [stage]: { ...trial, ...changes } } })[key]);

describe('the settings of a deployment', () => {
  test.each(Object.keys(written))('the stage %s of cdk.json is right, once it has domains', (stage) => {
    const settings = settingsOf(stage);

    expect(settings.stageName).toBe(stage);
    expect(senderAddress(settings)).toBe(`reviews@${settings.senderDomain}`);
  });

  test.each([
    [
      { portalOrigin: 'https://reviews.network.test/', portalCertificateArn: certificate },
      'cdk.json, context.deployments.trial.portalOrigin must be https:// and a host, with no path and no slash at the ' +
        'end (http is accepted for 127.0.0.1 alone). It is "https://reviews.network.test/".',
    ],
    [
      { centralTeamAddress: undefined },
      'cdk.json, context.deployments.trial.centralTeamAddress must be one mail address such as team@example.org. It is missing.',
    ],
    ...['0207 946', '999', 'by mail', undefined].map((centralTeamTelephone): [Record<string, unknown>, string] => [
      { centralTeamTelephone },
      `cdk.json, context.deployments.trial.centralTeamTelephone must be one telephone number such as 020 7946 0100. It is ${centralTeamTelephone === undefined ? 'missing' : JSON.stringify(centralTeamTelephone)}.`,
    ]),
    [
      { accessibilityTestedOn: 'lately' },
      'cdk.json, context.deployments.trial.accessibilityTestedOn must be a date such as 2026-11-30. It is "lately".',
    ],
    [
      { membershipCost: ' ' },
      'cdk.json, context.deployments.trial.membershipCost must say in a sentence what a year costs. It is " ".',
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
      { portalCertificateArn: certificate },
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

  test('a portal of one’s own has a certificate, or every link in every mail would be dead', () => {
    const portalOrigin = 'https://reviews.network.test';

    expect(() => read({ portalOrigin })).toThrow(
      'cdk.json, context.deployments.trial.portalOrigin must have its certificate in portalCertificateArn: without one ' +
        'nothing answers there, and every link is dead. Write both, or take it out. It is "https://reviews.network.test".',
    );
    expect(read({ portalOrigin, portalCertificateArn: certificate })).toMatchObject({ portalOrigin });
    expect(() => read({ portalOrigin: 'http://127.0.0.1:4300' })).toThrow(/is on one's own machine/);
  });

  test.each([
    { senderDomain: 'reviews.example.org' },
    { centralTeamAddress: 'central.team@example.com' },
    { alarmAddress: 'alarms@school.example' },
    { portalOrigin: 'https://reviews.example.net', portalCertificateArn: certificate },
  ])('a placeholder is not deployed: %o', (changes) => {
    const [setting, value] = Object.entries(changes)[0] ?? [];

    expect(() => read(changes)).toThrow(
      `cdk.json, context.deployments.trial.${setting} must be your own: example.org and its like belong to nobody. It is "${value}".`,
    );
  });

  test('a number that Ofcom keeps for drama is not deployed, and any other is kept as people write it', () => {
    expect(() => read({ centralTeamTelephone: '01632960100' })).toThrow(
      'cdk.json, context.deployments.trial.centralTeamTelephone must be your own: numbers that Ofcom keeps for drama belong to nobody. It is "01632960100".',
    );
    expect(read({}).centralTeamTelephone).toBe('020 7946 0100');
  });

  test.each(['trial', 'live'])('%s as it comes is not deployed: it has no domain of anybody’s', (stage) => {
    expect(() => readDeploymentSettings((key) => (key === 'stage' ? stage : context[key]))).toThrow(
      /senderDomain must be your own.*\n.*centralTeamAddress must be your own.*\n.*alarmAddress must be your own/,
    );
  });

  test('names that only look like a placeholder are somebody’s', () => {
    expect(read({ senderDomain: 'example.school.uk' }).senderDomain).toBe('example.school.uk');
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
