import { Duration } from 'aws-cdk-lib';
import { Alarm, ComparisonOperator, MathExpression, type Metric, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { naming } from './failure-alarm.ts';

/** How the names of these alarms end, by which the operations stack knows them. */
export const SILENCE = '-missing';

export interface SilenceAlarmProps {
  readonly settings: DeploymentSettings;
  /** What has not happened, as the runbook's section is headed: `morning-round-missing`. */
  readonly name: `${string}${typeof SILENCE}`;
  /** What people notice, in plain words. */
  readonly impact: string;
  /** Counts what should go on happening. */
  readonly metric: Metric;
  /** Hours without it after which the alarm goes off; at most 168. */
  readonly hours: number;
}

/**
 * An alarm that goes off when something has not happened for too long: for want of a number, not at a number.
 *
 * An hour without one is filled with nought. Left missing, CloudWatch would look further back than it is told to for hours
 * that have a number, and wait until none of those is left either: hours more. A new alarm finds nothing but noughts and goes
 * off at once; nobody is told of that, since it did not come from OK (lib/operations-stack.ts).
 */
export class SilenceAlarm extends Alarm {
  constructor(scope: Construct, id: string, { hours, metric, ...props }: SilenceAlarmProps) {
    super(scope, id, {
      ...naming(props),
      // By the hour, since one period may be a day at most, and a day that the clocks go back has 25 hours.
      metric: new MathExpression({
        expression: 'FILL(happened, 0)',
        usingMetrics: { happened: metric.with({ statistic: 'Sum' }) },
        period: Duration.hours(1),
      }),
      threshold: 1,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      evaluationPeriods: hours,
      treatMissingData: TreatMissingData.BREACHING,
    });
  }
}
