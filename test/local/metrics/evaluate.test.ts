import { describe, expect, it } from 'vitest';
import { type AlarmSettings, alarmSchema, evaluate } from '../../../local/metrics/evaluate.ts';

const alarm = (changes: Partial<AlarmSettings> = {}): AlarmSettings =>
  alarmSchema.parse({
    AlarmName: 'late',
    Namespace: 'Test',
    MetricName: 'Late',
    Statistic: 'Sum',
    Period: 300,
    EvaluationPeriods: 1,
    Threshold: 2,
    ComparisonOperator: 'GreaterThanOrEqualToThreshold',
    ...changes,
  });

describe('the state of an alarm', () => {
  it.each([
    ['GreaterThanOrEqualToThreshold', 2, 'ALARM'],
    ['GreaterThanOrEqualToThreshold', 1, 'OK'],
    ['GreaterThanThreshold', 2, 'OK'],
    ['GreaterThanThreshold', 3, 'ALARM'],
    ['LessThanThreshold', 2, 'OK'],
    ['LessThanThreshold', 1, 'ALARM'],
    ['LessThanOrEqualToThreshold', 2, 'ALARM'],
  ] as const)('compares: %s at 2, given %d, is %s', (ComparisonOperator, value, state) => {
    expect(evaluate(alarm({ ComparisonOperator }), [value], 'OK')).toBe(state);
  });

  it.each([
    ['notBreaching', 'OK'],
    ['breaching', 'ALARM'],
    ['missing', 'INSUFFICIENT_DATA'],
    ['ignore', 'ALARM'],
  ] as const)('treats a period without a value as it says: %s', (TreatMissingData, state) => {
    expect(evaluate(alarm({ TreatMissingData }), ['missing'], 'ALARM')).toBe(state);
  });

  it('needs as many periods as it says', () => {
    const two = alarm({ EvaluationPeriods: 3, DatapointsToAlarm: 2 });
    expect(evaluate(two, [5, 0, 0], 'OK')).toBe('OK');
    expect(evaluate(two, [5, 0, 5], 'OK')).toBe('ALARM');
  });

  it('takes for nought what is filled with it, whatever it says of missing data', () => {
    const Metric = { Namespace: 'Test', MetricName: 'Late', Dimensions: [] };
    const silence = alarmSchema.parse({
      AlarmName: 'missing',
      Metrics: [
        { Id: 'expr_1', Expression: 'FILL(happened, 0)', ReturnData: true },
        { Id: 'happened', MetricStat: { Metric, Period: 3600, Stat: 'Sum' }, ReturnData: false },
      ],
      ...{ EvaluationPeriods: 2, Threshold: 1, ComparisonOperator: 'LessThanThreshold' },
    });

    expect(silence).toMatchObject({ ...Metric, Period: 3600, Statistic: 'Sum' });
    expect(evaluate(silence, ['missing', 'missing'], 'OK')).toBe('ALARM');
    expect(evaluate(silence, ['missing', 1], 'OK')).toBe('OK');
  });

  it('refuses what it does not know', () => {
    expect(() => alarm({ Metrics: [] } as Partial<AlarmSettings>)).toThrow('Metrics');
    expect(() => alarm({ Statistic: 'p99' as AlarmSettings['Statistic'] })).toThrow('Statistic');
  });
});
