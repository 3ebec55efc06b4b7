import { CfnOutput, Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Match, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { CentralTeamPolicy } from './constructs/central-team-policy.ts';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { alarmPeriod, FailureAlarm } from './constructs/failure-alarm.ts';
import { SILENCE } from './constructs/silence-alarm.ts';
import { DailyRoundAlarms } from './daily-round-alarms.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { OverviewDashboard } from './overview-dashboard.ts';
import { type Ground, placeFunction } from './place-function.ts';

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
    this.#watchCosts();
    new DailyRoundAlarms(this, 'Round', { settings });
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
    const name = EventField.fromPath('$.detail.alarmName');
    const description = EventField.fromPath('$.detail.configuration.description');
    const target = new SnsTopic(topic, {
      message: RuleTargetInput.fromText(`${name}: ${description}`),
      deadLetterQueue: unsent,
    });
    const goesOff = (resources: string[], more: object = {}) => ({
      ...{ source: ['aws.cloudwatch'], detailType: ['CloudWatch Alarm State Change'], resources },
      detail: { alarmName: [{ prefix: physicalName(settings, '') }], state: { value: ['ALARM'] }, ...more },
    });
    new Rule(this, 'AlarmsGoOff', {
      ruleName: physicalName(settings, 'alarms'),
      description: 'Alarms of this stage that go off',
      eventPattern: goesOff(Match.anythingButSuffix(SILENCE)),
      targets: [target],
    });
    // One that has only just been made has had nothing to hear yet: it must have heard something before.
    new Rule(this, 'SilenceBegins', {
      ruleName: physicalName(settings, 'silence'),
      description: 'Alarms of this stage that go off for want of something that came before',
      eventPattern: goesOff(Match.suffix(SILENCE), { previousState: { value: ['OK'] } }),
      targets: [target],
    });
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
    // It plans for up to 250 s of its 300, by the settings: what is left has to be enough for the rest.
    new FailureAlarm(this, 'PlanTeams', {
      settings: this.#settings,
      name: 'plan-teams-slow',
      impact: 'Planning a term took nearly all the time that it may take: the next one may get no plan.',
      metric: new Metric({
        ...{ namespace: 'AWS/Lambda', metricName: 'Duration', statistic: 'Maximum', period: alarmPeriod },
        dimensionsMap: { FunctionName: physicalName(this.#settings, 'plan-teams') },
      }),
      threshold: 285_000,
    });
  }

  /**
   * The whole account's, since costs can be told apart by tags only after somebody has switched that on. The mails come from
   * AWS Budgets itself; the first two budgets of an account are free.
   */
  #watchCosts(): void {
    const { monthlyBudget, alarmAddress } = this.#settings;
    if (monthlyBudget === undefined) return;
    const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: { notificationType, threshold, comparisonOperator: 'GREATER_THAN', thresholdType: 'PERCENTAGE' },
      subscribers: [{ subscriptionType: 'EMAIL', address: alarmAddress }],
    });
    new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: physicalName(this.#settings, 'monthly-costs'),
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: monthlyBudget, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL', 80), told('FORECASTED', 100)],
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
