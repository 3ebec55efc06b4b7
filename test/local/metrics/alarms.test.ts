import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Deployment, Resource } from '../../../local/cloudformation/deployment.ts';
import { Alarms } from '../../../local/metrics/alarms.ts';
import { Metrics } from '../../../local/metrics/metrics.ts';

const START = Date.parse('2027-01-04T00:00:00Z');
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const late = { namespace: 'Test', name: 'Late', dimensions: { stage: 'local' } };

let clock: VirtualClock;
let metrics: Metrics;
let events: { at: number; name: string; state: string }[];

beforeEach(() => {
  clock = new VirtualClock(START);
  metrics = new Metrics(clock);
  events = [];
});

const basics = {
  AlarmName: 'late',
  Namespace: 'Test',
  MetricName: 'Late',
  Dimensions: [{ Name: 'stage', Value: 'local' }],
  Statistic: 'Sum',
  Period: 300,
  EvaluationPeriods: 1,
  Threshold: 1,
  ComparisonOperator: 'GreaterThanOrEqualToThreshold',
  TreatMissingData: 'notBreaching',
};

const deploymentWith = (...alarms: object[]): Deployment => {
  const resources = alarms.map((properties) => ({ stack: 'watch', logicalId: 'Alarm', arn: 'arn', properties }));
  return { ofType: () => resources as unknown as Resource[] } as unknown as Deployment;
};

const watch = (...changes: object[]): Alarms =>
  new Alarms({
    deployment: deploymentWith(...changes.map((change) => ({ ...basics, ...change }))),
    ...{ clock, metrics },
    publish: (event) => {
      const { detail } = event as { detail: { alarmName: string; state: { value: string } } };
      events.push({ at: (clock.now() - START) / MINUTE, name: detail.alarmName, state: detail.state.value });
    },
  });

const at = (minutes: number, act: () => void): void => void clock.schedule(START + minutes * MINUTE, act);
const states = () => events.map(({ at: minute, state }) => `${minute} ${state}`);

describe('an alarm', () => {
  it('goes off as soon as the value comes, and back when its period is over', async () => {
    watch({});
    at(7, () => metrics.put(late, 1));
    at(8, () => metrics.put(late, 1));
    await clock.run();
    expect(states()).toEqual(['7 ALARM', '15 OK']);
  });

  it('asks nothing of the clock while nothing is about to change', () => {
    watch({}, { AlarmName: 'other', Threshold: 5 });
    metrics.put(late, 0);
    expect(clock.nextDue()).toBeUndefined();
    expect(states()).toEqual(['0 OK', '0 OK']);
  });

  it('stays in alarm while what it looks at lasts', async () => {
    watch({ Statistic: 'Maximum' });
    at(7, () => metrics.set(late, 2));
    at(92, () => metrics.set(late, 0));
    await clock.run();
    expect(states()).toEqual(['7 ALARM', '92 OK']);
  });

  it('hears by silence that something has not happened, in due time; a new one has heard nothing yet, and goes off at once', async () => {
    watch({
      Period: 3600,
      EvaluationPeriods: 26,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
    const everyDay = 24 * 60;
    for (const day of [0, 1, 2, 5]) at(day * everyDay + 450, () => metrics.put(late, 1));
    await clock.run({ until: START + 6 * 24 * HOUR });
    // The third came on day 2 at 07:30, so the 26th hour without one ends on day 3 at 10:00.
    expect(states()).toEqual(['1 ALARM', '450 OK', `${3 * everyDay + 600} ALARM`, `${5 * everyDay + 450} OK`]);
  });

  it('keeps its state in the next release, unless it says something else there', async () => {
    const alarms = watch({ Statistic: 'Maximum' });
    metrics.set(late, 1);
    alarms.deploy(deploymentWith({ ...basics, Statistic: 'Maximum' }));
    expect(alarms.all.map(({ state }) => state)).toEqual(['ALARM']);
    alarms.deploy(deploymentWith({ ...basics, Statistic: 'Maximum', Threshold: 9 }));
    expect(alarms.all.map(({ state }) => state)).toEqual(['INSUFFICIENT_DATA']);
  });

  it.each([
    [
      { Namespace: 'AWS/Lambda', MetricName: 'IteratorAge' },
      'the metric AWS/Lambda IteratorAge by stage (watch/Alarm)',
    ],
    [{ Namespace: 'AWS/EC2', MetricName: 'CPU', Dimensions: [] }, 'the metric AWS/EC2 CPU by no dimension'],
    [{ Namespace: 'AWS/Lambda', MetricName: 'Errors' }, 'the metric AWS/Lambda Errors by stage'],
    [{ Statistic: 'p99' }, 'Statistic'],
    [{ Metrics: [] }, 'Metrics'],
    [{ AlarmActions: [] }, 'AlarmActions'],
  ])('stops the stack when it looks at what nobody collects: %j', (change, message) => {
    expect(() => watch(change)).toThrow(message);
  });
});
