import { beforeEach, describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import { Collector } from '../../../local/metrics/collect.ts';
import { Metrics } from '../../../local/metrics/metrics.ts';

let metrics: Metrics;
let collector: Collector;

beforeEach(() => {
  metrics = new Metrics(new VirtualClock(Date.parse('2027-01-04T09:00:00Z')));
  collector = new Collector(metrics);
});

/** The sum of each metric, `Namespace Name value-of-its-dimensions`. */
const sums = () =>
  Object.fromEntries(
    metrics
      .read()
      .map(({ namespace, name, dimensions, sum }) => [[namespace, name, ...Object.values(dimensions)].join(' '), sum]),
  );

describe('what AWS would publish', () => {
  it('counts runs, errors and refusals of functions, of each and of all', () => {
    collector.functionRan({ name: 'one', outcome: 'answered', milliseconds: 5 });
    collector.functionRan({ name: 'one', outcome: 'failed', milliseconds: 7 });
    collector.functionRan({ name: 'two', outcome: 'throttled', milliseconds: 0 });
    expect(sums()).toEqual({
      'AWS/Lambda Invocations one': 2,
      'AWS/Lambda Errors one': 1,
      'AWS/Lambda Throttles one': 0,
      'AWS/Lambda Duration one': 12,
      'AWS/Lambda Throttles two': 1,
      'AWS/Lambda Invocations': 2,
      'AWS/Lambda Errors': 1,
      'AWS/Lambda Throttles': 1,
      'AWS/Lambda Duration': 12,
    });
  });

  it('counts executions by their machine', () => {
    const execution = 'arn:aws:states:eu-west-2:111122223333:execution:review:qar-2026-900001';
    for (const type of ['ExecutionStarted', 'TaskScheduled', 'ExecutionTimedOut']) {
      collector.executionEvent(execution, type);
    }
    const machine = 'arn:aws:states:eu-west-2:111122223333:stateMachine:review';
    expect(sums()).toEqual({
      [`AWS/States ExecutionsStarted ${machine}`]: 1,
      [`AWS/States ExecutionsTimedOut ${machine}`]: 1,
    });
  });

  it('takes the share of mails that bounce of at least fifty', () => {
    const latest = () => metrics.read().map(({ name, latest: value }) => [name, value]);
    collector.mailEnded('mail', 'Bounce');
    expect(latest()).toEqual([
      ['Reputation.BounceRate', 0.02],
      ['Reputation.ComplaintRate', 0],
    ]);
    for (let mail = 0; mail < 99; mail += 1) collector.mailEnded('mail', 'Delivery');
    collector.mailEnded('mail', 'Complaint'); // of one that was delivered
    expect(latest()).toEqual([
      ['Reputation.BounceRate', 0.01],
      ['Reputation.ComplaintRate', 0.01],
    ]);
  });

  it('finds metrics of our own in what a function prints', () => {
    const line = {
      _aws: {
        Timestamp: 1,
        CloudWatchMetrics: [
          { Namespace: 'PeerReview', Dimensions: [['stage']], Metrics: [{ Name: 'Late' }, { Name: 'Lost' }] },
        ],
      },
      ...{ stage: 'local', Late: 2, Lost: [1, 3] },
    };
    collector.logged(JSON.stringify(line));
    collector.logged('{"message":"no metric"}');
    collector.logged('"_aws" is not even JSON');
    expect(sums()).toEqual({ 'PeerReview Late local': 2, 'PeerReview Lost local': 4 });
  });
});
