import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { DailyRoundFinding } from '../lambdas/platform/daily-round-findings.ts';
import { alarmPeriod, FailureAlarm } from './constructs/failure-alarm.ts';
import { SilenceAlarm } from './constructs/silence-alarm.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { machineArn, ownNamespace } from './names.ts';

/**
 * What stands still without failing, as the daily round counts it: one alarm for each count. A custom metric costs
 * $0.30 a month and an alarm $0.10, each after the first ten of an account.
 */
const findings: Readonly<Record<DailyRoundFinding, { readonly name: string; readonly impact: string }>> = {
  QuestionsPastExpiry: {
    name: 'questions-past-expiry',
    impact: 'A question had been over for a day and a half before its workflow went on: a review has lost days.',
  },
  WorkflowsStuck: {
    name: 'workflows-stuck',
    impact: 'A question is over and no workflow waits for its answer: that review or renewal goes no further.',
  },
  AnswersUndelivered: {
    name: 'answers-undelivered',
    impact: "Somebody's answer lay unused until this morning: what follows from it came up to a day late.",
  },
  QuestionsPutOff: {
    name: 'questions-put-off',
    impact:
      'A question or a review could not be dealt with this morning: nobody is reminded of it, or it does not begin.',
  },
  MailsNotSent: {
    name: 'mails-not-sent',
    impact: 'A mail was to be sent and never went: somebody does not know what they are asked or told.',
  },
  RenewalsNotStarted: {
    name: 'renewal-not-started',
    impact: 'The day on which renewal opens has passed, and no member has been asked.',
  },
  YearsMissing: {
    name: 'year-missing',
    impact: 'The next partnership year is not in force: on the day of its renewal nobody can be asked.',
  },
};

/** The alarms over what the daily round finds, and over the daily round itself. */
export class DailyRoundAlarms extends Construct {
  constructor(scope: Construct, id: string, { settings }: { settings: DeploymentSettings }) {
    super(scope, id);
    for (const [metricName, { name, impact }] of Object.entries(findings)) {
      new FailureAlarm(this, metricName, {
        ...{ settings, name, impact },
        // A count is told once a day, and each morning with one is a mail: what still stands still is told again.
        metric: new Metric({
          namespace: ownNamespace,
          metricName,
          dimensionsMap: { stage: settings.stageName },
          statistic: 'Sum',
          period: alarmPeriod,
        }),
      });
    }
    new SilenceAlarm(this, 'Missing', {
      settings,
      name: 'morning-round-missing',
      impact: 'No morning round has come to its end since yesterday: nobody is reminded and no review is begun.',
      metric: new Metric({
        namespace: 'AWS/States',
        metricName: 'ExecutionsSucceeded',
        dimensionsMap: { StateMachineArn: machineArn(this, settings, 'morning-round') },
      }),
      // It is started every day of the year: 25 hours apart in October, and one hour to come to its end.
      hours: 26,
    });
  }
}
