import { z } from 'zod';

export type AlarmState = 'OK' | 'ALARM' | 'INSUFFICIENT_DATA';

/** What the template says of an alarm over one metric, and all that it may say here: percentiles are not imitated. */
const simpleAlarm = z.strictObject({
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
  /** What a period without a value counts as: `FILL(metric, 0)`. */
  fill: z.number().optional(),
});

const dimension = z.strictObject({ Name: z.string(), Value: z.string() });
const filled = z.tuple([
  z.strictObject({
    Id: z.string(),
    Expression: z.string().regex(/^FILL\(\w+, ?\d+\)$/),
    Label: z.string().optional(),
    ReturnData: z.literal(true).optional(),
  }),
  z.strictObject({
    Id: z.string(),
    MetricStat: z.strictObject({
      Metric: z.strictObject({
        Namespace: z.string(),
        MetricName: z.string(),
        Dimensions: z.array(dimension).default([]),
      }),
      Period: z.number(),
      Stat: z.string(),
    }),
    ReturnData: z.literal(false),
  }),
]);

/** The same of an alarm over a metric whose gaps are filled with a number: the one piece of metric math that is imitated. */
export const alarmSchema = z.preprocess((properties: unknown) => {
  const { Metrics, ...others } = (properties ?? {}) as Record<string, unknown>;
  const [math, metric] = filled.safeParse(Metrics).data ?? [];
  if (!math || !metric) return properties;
  const { Metric, Period, Stat } = metric.MetricStat;
  return {
    ...others,
    ...Metric,
    Period,
    Statistic: Stat,
    fill: Number(/\d+/.exec(math.Expression.split(',')[1] ?? '')),
  };
}, simpleAlarm);

export type AlarmSettings = z.infer<typeof alarmSchema>;

/** The value of one period; `missing` when there was none. */
export type Period = number | 'missing';

/**
 * The state after the given periods, as many as the alarm looks at (CloudWatch user guide, 'Configuring how alarms treat
 * missing data'). A new alarm looks at the time before it was made as well: nothing came in it.
 */
export function evaluate(settings: AlarmSettings, found: readonly Period[], present: AlarmState): AlarmState {
  const { EvaluationPeriods, DatapointsToAlarm = EvaluationPeriods, TreatMissingData, fill } = settings;
  const periods = found.map((period) => (period === 'missing' ? (fill ?? period) : period));
  const breaching = periods.filter((period) =>
    typeof period === 'number' ? breaches(settings, period) : period === 'missing' && TreatMissingData === 'breaching',
  );
  if (breaching.length >= DatapointsToAlarm) return 'ALARM';
  const isSilent = periods.every((period) => typeof period !== 'number');
  if (isSilent && TreatMissingData === 'ignore') return present;
  if (isSilent && TreatMissingData === 'missing') return 'INSUFFICIENT_DATA';
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
