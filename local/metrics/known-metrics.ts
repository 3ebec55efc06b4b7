import { UnsupportedLocally } from '../unsupported.ts';
import type { MetricId } from './metrics.ts';

/** A set of metrics of AWS, and by which dimensions each of them is collected here. */
interface KnownMetrics {
  readonly names: readonly string[];
  /** Each entry is one combination of dimensions, as AWS publishes it. */
  readonly by: readonly (readonly string[])[];
}

/** What collect.ts collects, as it is called on AWS. */
const known: Readonly<Record<string, KnownMetrics>> = {
  'AWS/Lambda': { names: ['Invocations', 'Errors', 'Throttles', 'Duration'], by: [['FunctionName'], []] },
  'AWS/States': {
    names: ['ExecutionsStarted', 'ExecutionsSucceeded', 'ExecutionsFailed', 'ExecutionsTimedOut', 'ExecutionsAborted'],
    by: [['StateMachineArn']],
  },
  'AWS/SQS': { names: ['ApproximateNumberOfMessagesVisible'], by: [['QueueName']] },
  'AWS/SES': { names: ['Reputation.BounceRate', 'Reputation.ComplaintRate'], by: [['ses:configuration-set']] },
  // The database here never refuses for want of capacity: a test may put them.
  'AWS/DynamoDB': { names: ['ReadThrottleEvents', 'WriteThrottleEvents'], by: [['TableName']] },
  'AWS/ApiGateway': { names: ['Count', '4xx', '5xx', 'Latency'], by: [['ApiId']] },
};

/**
 * Makes sure that somebody here puts the metric. One of a namespace of our own comes from what functions print, so any is
 * taken.
 *
 * @throws UnsupportedLocally naming a metric of AWS that is not collected, or not by these dimensions.
 */
export function requireKnown({ namespace, name, dimensions }: MetricId, where: string): void {
  if (!namespace.startsWith('AWS/')) return;
  const names = Object.keys(dimensions).sort();
  const there = known[namespace];
  const isCollected = there?.names.includes(name) && there.by.some((each) => each.toSorted().join() === names.join());
  if (isCollected) return;
  throw new UnsupportedLocally(`the metric ${namespace} ${name} by ${names.join(', ') || 'no dimension'}`, where);
}
