import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { CentralTeamPolicy } from './constructs/central-team-policy.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { alarmPeriod, FailureAlarm } from './constructs/failure-alarm.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { OverviewDashboard } from './overview-dashboard.ts';
import { type Ground, placeFunction } from './place-function.ts';
import { RoundAlarms } from './round-alarms.ts';

interface OperationsStackProps extends StackProps {
  readonly ground: Ground;
  readonly apiId: string;
}

/** What people look at and what wakes them: the dashboard, the alarms over the whole, and where alarms go. */
export class OperationsStack extends Stack {
  readonly #settings: DeploymentSettings;

  constructor(scope: Construct, id: string, { ground, apiId, ...props }: OperationsStackProps) {
    super(scope, id, props);
    const { settings } = ground;
    this.#settings = settings;
    this.#sendAlarms();
    this.#watchReputation();
    this.#watchCapacity();
    new RoundAlarms(this, 'Round', { settings });
    const overview = placeFunction(this, 'show-overview', ground);
    new OverviewDashboard(this, 'Dashboard', { settings, apiId, overview });
    new CfnOutput(this, 'DashboardAddress', {
      value: `https://${this.region}.console.aws.amazon.com/cloudwatch/home?region=${this.region}#dashboards/dashboard/${physicalName(settings, 'overview')}`,
      description: 'The dashboard of the central team, in the AWS console',
    });
    new CentralTeamPolicy(this, 'CentralTeam', settings);
  }

  /** Every alarm of the stage goes to one address: this rule hears them by the beginning of their names. */
  #sendAlarms(): void {
    const settings = this.#settings;
    // An alarm names a part and its impact, never a person, so the topic needs no key of its own.
    const topic = new Topic(this, 'Alarms', {
      topicName: physicalName(settings, 'alarms'),
      displayName: `Peer review (${settings.stageName})`,
      enforceSSL: true,
    });
    topic.addSubscription(
      new EmailSubscription(settings.alarmAddress, {
        deadLetterQueue: new DeadLetterQueue(this, 'UnreadAlarms', {
          settings,
          name: 'alarm-mails',
          impact: 'An alarm went off and its mail reached nobody.',
        }),
      }),
    );
    const unsent = new DeadLetterQueue(this, 'UnsentAlarms', {
      settings,
      name: 'alarms',
      impact: 'An alarm went off and nobody was told.',
    });
    const rule = new Rule(this, 'AlarmsGoOff', {
      ruleName: physicalName(settings, 'alarms'),
      description: 'Alarms of this stage that go off',
      eventPattern: {
        source: ['aws.cloudwatch'],
        detailType: ['CloudWatch Alarm State Change'],
        detail: { alarmName: [{ prefix: physicalName(settings, '') }], state: { value: ['ALARM'] } },
      },
    });
    const name = EventField.fromPath('$.detail.alarmName');
    const description = EventField.fromPath('$.detail.configuration.description');
    const message = RuleTargetInput.fromText(`${name}: ${description}`);
    rule.addTarget(new SnsTopic(topic, { message, deadLetterQueue: unsent }));
    new CfnOutput(this, 'AlarmTopicArn', {
      value: topic.topicArn,
      description: `Alarms are mailed from here to ${settings.alarmAddress}, once it has confirmed; others may subscribe`,
    });
  }

  /** Amazon reviews an account at 5% bounces and at 0.1% complaints; there is time to act a little before that. */
  #watchReputation(): void {
    const settings = this.#settings;
    new FailureAlarm(this, 'Bounces', {
      settings,
      name: 'mail-bounces',
      impact: 'Too many mails bounce; Amazon may stop this deployment from sending any.',
      metric: this.#reputation('Reputation.BounceRate'),
      threshold: 0.04,
    });
    new FailureAlarm(this, 'Complaints', {
      settings,
      name: 'mail-complaints',
      impact: 'Too many people mark the mails as spam; Amazon may stop this deployment from sending any.',
      metric: this.#reputation('Reputation.ComplaintRate'),
      threshold: 0.0008,
    });
  }

  /**
   * No function reserves concurrency, so one is refused only when the whole account has none left (a new account has ten).
   * The metric over all functions says that for $0.10 a month; one for each of the functions would cost $1.90.
   */
  #watchCapacity(): void {
    new FailureAlarm(this, 'Throttles', {
      settings: this.#settings,
      name: 'functions-throttled',
      impact: 'AWS refuses to run functions, for want of capacity: people see error pages, and answers come late.',
      metric: LambdaFunction.metricAllThrottles({ period: alarmPeriod }),
    });
  }

  #reputation(metricName: string): Metric {
    return new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': physicalName(this.#settings, 'mail') },
      statistic: 'Average',
      period: Duration.hours(1),
    });
  }
}
