import { z } from 'zod';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What the template says of an alarm, and all that it may say here: metric math and percentiles are not imitated. */
export const alarmSchema = z.strictObject({
  AlarmName: z.string(),
  AlarmDescription: z.string().default(''),
  Namespace: z.string(),
  MetricName: z.string(),
  Dimensions: z.array(z.strictObject({ Name: z.string(), Value: z.string() })).default([]),
  Statistic: z.enum(['Sum', 'Average', 'Minimum', 'Maximum', 'SampleCount']),
  /** Seconds. */
  Period: z.number(),
  EvaluationPeriods: z.number(),
  DatapointsToAlarm: z.number().optional(),
  Threshold: z.number(),
  ComparisonOperator: z.enum([
    'GreaterThanOrEqualToThreshold',
    'GreaterThanThreshold',
    'LessThanThreshold',
    'LessThanOrEqualToThreshold',
  ]),
  TreatMissingData: z.enum(['breaching', 'notBreaching', 'ignore', 'missing']).default('missing'),
  Tags: z.array(z.unknown()).default([]),
});

export type AlarmSettings = z.infer<typeof alarmSchema>;

/** The value of one period; `missing` when there was none, `unknown` when nobody was there to hear it. */
export type Period = number | 'missing' | 'unknown';

/**
 * The state after the given periods, as many as the alarm looks at (CloudWatch user guide, 'Configuring how alarms treat
 * missing data'). A time before the local stack began says nothing either way.
 */
export function evaluate(settings: AlarmSettings, periods: readonly Period[], present: AlarmState): AlarmState {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData } = settings;
  const breaching = periods.filter((period) =>
    typeof period === 'number' ? breaches(settings, period) : period === 'missing' && TreatMissingData === 'breaching',
  );
  if (breaching.length >= DatapointsToAlarm) return 'ALARM';
  const isSilent = periods.every((period) => typeof period !== 'number');
  if (isSilent && TreatMissingData === 'ignore') return present;
  if (isSilent && (TreatMissingData === 'missing' || periods.includes('unknown'))) return 'INSUFFICIENT_DATA';
  return 'OK';
}

function breaches({ ComparisonOperator, Threshold }: AlarmSettings, value: number): boolean {
  switch (ComparisonOperator) {
    case 'GreaterThanOrEqualToThreshold':
      return value >= Threshold;
    case 'GreaterThanThreshold':
      return value > Threshold;
    case 'LessThanThreshold':
      return value < Threshold;
    case 'LessThanOrEqualToThreshold':
      return value <= Threshold;
  }
}
