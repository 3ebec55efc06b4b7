import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, type IMetric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { physicalName } from '../names.ts';

export interface FailureAlarmProps {
  readonly settings: DeploymentSettings;
  /** What is wrong, as the runbook's section is headed: `offer-dates-fails`. */
  readonly name: string;
  /** What people notice, in plain words. */
  readonly impact: string;
  readonly metric: IMetric;
  /** The alarm goes off at this value; 1 unless said. */
  readonly threshold?: number;
}

/** How long a failure is counted before the alarm looks at it: short enough to act within the working day. */
export const alarmPeriod = Duration.minutes(5);

/**
 * An alarm that says what people notice and where the runbook tells what to do.
 *
 * It has no action of its own: the operations stack hears every alarm of the stage by its name, so that a stack does
 * not depend on the one that watches it.
 */
export class FailureAlarm extends Alarm {
  constructor(scope: Construct, id: string, props: FailureAlarmProps) {
    super(scope, id, {
      alarmName: physicalName(props.settings, props.name),
      alarmDescription: `${props.impact} What to do: docs/runbook.md#${props.name}`,
      metric: props.metric,
      threshold: props.threshold ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
