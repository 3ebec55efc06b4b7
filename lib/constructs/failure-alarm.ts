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

/** What every alarm says: its name in this stage, what people notice, and the section of the runbook. */
export const naming = ({ settings, name, impact }: Pick<FailureAlarmProps, 'settings' | 'name' | 'impact'>) => ({
  alarmName: physicalName(settings, name),
  alarmDescription: `${impact} What to do: docs/runbook.md#${name}`,
});

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
      ...naming(props),
      metric: props.metric,
      threshold: props.threshold ?? 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      evaluationPeriods: 1,
      treatMissingData: TreatMissingData.NOT_BREACHING,
    });
  }
}
