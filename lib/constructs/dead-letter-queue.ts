import { Duration } from 'aws-cdk-lib';
import { Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { physicalName } from '../names.ts';
import { acknowledge } from '../policy-checks.ts';
import { alarmPeriod, FailureAlarm } from './failure-alarm.ts';

export interface DeadLetterQueueProps {
  readonly settings: DeploymentSettings;
  /** What ends here: `mail-events`. */
  readonly name: string;
  /** What people notice when something does. */
  readonly impact: string;
}

/** A queue for what could not be delivered, with an alarm at the first message. */
export class DeadLetterQueue extends Queue {
  constructor(scope: Construct, id: string, props: DeadLetterQueueProps) {
    const queueName = physicalName(props.settings, `${props.name}-undelivered`);
    super(scope, id, {
      queueName,
      encryption: QueueEncryption.SQS_MANAGED,
      enforceSSL: true,
      retentionPeriod: Duration.days(14), // the longest SQS allows: nobody loses a message over a holiday
    });
    new FailureAlarm(this, 'Alarm', {
      settings: props.settings,
      name: `${props.name}-undelivered`,
      impact: props.impact,
      metric: this.metricApproximateNumberOfMessagesVisible({ period: alarmPeriod, statistic: 'Maximum' }),
    });
    const isLast = 'It is itself where undelivered messages end; its alarm calls a person.';
    acknowledge(this, { 'AwsSolutions-SQS3': isLast, 'Serverless-SQSRedrivePolicy': isLast });
  }
}
