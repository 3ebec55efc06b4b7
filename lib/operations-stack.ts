import { Duration, Stack, type StackProps } from 'aws-cdk-lib';
import { Dashboard, GraphWidget, type IMetric, Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { EventField, Rule, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import type { Construct } from 'constructs';
import { DeadLetterQueue } from './constructs/dead-letter-queue.ts';
import { FailureAlarm } from './constructs/failure-alarm.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { functionNames } from './functions.ts';
import { machineNames } from './machines.ts';
import { machineArn, physicalName } from './names.ts';

interface OperationsStackProps extends StackProps {
  readonly settings: DeploymentSettings;
  readonly apiId: string;
}

/** What people look at and what wakes them: the dashboard, the alarms over the whole, and where alarms go. */
export class OperationsStack extends Stack {
  readonly #settings: DeploymentSettings;

  constructor(scope: Construct, id: string, { settings, apiId, ...props }: OperationsStackProps) {
    super(scope, id, props);
    this.#settings = settings;
    this.#sendAlarms();
    this.#watchReputation();
    new Dashboard(this, 'Dashboard', {
      dashboardName: physicalName(settings, 'overview'),
      defaultInterval: Duration.days(14),
      widgets: [
        [
          graph('Executions started', this.#ofMachines('ExecutionsStarted')),
          graph('Executions failed', [
            ...this.#ofMachines('ExecutionsFailed'),
            ...this.#ofMachines('ExecutionsTimedOut'),
            ...this.#ofMachines('ExecutionsAborted'),
          ]),
        ],
        [
          graph('Functions that failed', this.#ofFunctions('Errors')),
          graph(
            'Portal: requests and refusals',
            ['Count', '4xx', '5xx'].map((name) => ofPortal(apiId, name, 'Sum')),
          ),
        ],
        [
          graph('Portal: milliseconds, slowest in a hundred', [ofPortal(apiId, 'Latency', 'p99')]),
          graph('Mail: share that bounces or is complained about', [
            this.#reputation('Reputation.BounceRate'),
            this.#reputation('Reputation.ComplaintRate'),
          ]),
        ],
      ],
    });
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

  #reputation(metricName: string): Metric {
    return new Metric({
      namespace: 'AWS/SES',
      metricName,
      dimensionsMap: { 'ses:configuration-set': physicalName(this.#settings, 'mail') },
      statistic: 'Average',
      period: Duration.hours(1),
    });
  }

  #ofMachines(metricName: string): Metric[] {
    return machineNames.map(
      (name) =>
        new Metric({
          namespace: 'AWS/States',
          metricName,
          dimensionsMap: { StateMachineArn: machineArn(this, this.#settings, name) },
          statistic: 'Sum',
          period: Duration.hours(1),
          label: `${name} ${metricName.replace('Executions', '').toLowerCase()}`,
        }),
    );
  }

  #ofFunctions(metricName: string): Metric[] {
    return functionNames.map(
      (name) =>
        new Metric({
          namespace: 'AWS/Lambda',
          metricName,
          dimensionsMap: { FunctionName: physicalName(this.#settings, name) },
          statistic: 'Sum',
          period: Duration.hours(1),
          label: name,
        }),
    );
  }
}

const ofPortal = (apiId: string, metricName: string, statistic: string): Metric =>
  new Metric({
    namespace: 'AWS/ApiGateway',
    metricName,
    dimensionsMap: { ApiId: apiId },
    statistic,
    period: Duration.hours(1),
  });

const graph = (title: string, left: IMetric[]): GraphWidget => new GraphWidget({ title, left, width: 12 });
