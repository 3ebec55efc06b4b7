import { metricsIn } from './embedded-format.ts';
import type { MetricId, Metrics } from './metrics.ts';

/** What a function's run came to, as Lambda counts it. */
export interface FunctionRun {
  readonly name: string;
  readonly outcome: 'answered' | 'failed' | 'throttled';
  readonly milliseconds: number;
}

/** The ends of executions, as Step Functions counts them, by the event that tells of each. */
const executionMetrics: Readonly<Record<string, string>> = {
  ExecutionStarted: 'ExecutionsStarted',
  ExecutionSucceeded: 'ExecutionsSucceeded',
  ExecutionFailed: 'ExecutionsFailed',
  ExecutionTimedOut: 'ExecutionsTimedOut',
  ExecutionAborted: 'ExecutionsAborted',
};

/**
 * Amazon looks at a volume that it calls representative and does not tell. Here it is the latest 1,000 mails, and at
 * least 50: one address that is gone says nothing on the first day.
 */
const MAILS_LOOKED_AT = { most: 1000, least: 50 };

/** Puts what AWS would publish of the parts of the local stack. The parts tell it what happens; it knows the metrics. */
export class Collector {
  readonly #metrics: Metrics;
  readonly #fates = new Map<string, ('Bounce' | 'Complaint' | 'Delivery')[]>();

  constructor(metrics: Metrics) {
    this.#metrics = metrics;
  }

  functionRan({ name, outcome, milliseconds }: FunctionRun): void {
    const put = (metric: string, value: number): void => {
      // AWS publishes each function's and, without a dimension, the sum over all.
      this.#put('AWS/Lambda', metric, { FunctionName: name }, value);
      this.#put('AWS/Lambda', metric, {}, value);
    };
    put('Throttles', outcome === 'throttled' ? 1 : 0);
    if (outcome === 'throttled') return; // nor is it counted as an invocation
    put('Invocations', 1);
    put('Errors', outcome === 'failed' ? 1 : 0);
    put('Duration', milliseconds);
  }

  /** A line of a function's log: it may hold metrics of our own. */
  logged(line: string): void {
    for (const { id, value } of metricsIn(line)) this.#metrics.put(id, value);
  }

  /** An event of an execution's history; those that are not counted are passed over. */
  executionEvent(executionArn: string, type: string): void {
    const metric = executionMetrics[type];
    if (metric === undefined) return;
    const StateMachineArn = executionArn.replace(':execution:', ':stateMachine:').replace(/:[^:]*$/, '');
    this.#put('AWS/States', metric, { StateMachineArn }, 1);
  }

  /** A request that the HTTP API has answered. */
  answered(ApiId: string, status: number, milliseconds: number): void {
    const put = (metric: string, value: number): void => this.#put('AWS/ApiGateway', metric, { ApiId }, value);
    put('Count', 1);
    put('4xx', status >= 400 && status < 500 ? 1 : 0);
    put('5xx', status >= 500 ? 1 : 0);
    put('Latency', milliseconds);
  }

  /** How many messages lie in a queue. */
  waiting(QueueName: string, messages: number): void {
    this.#metrics.set(
      { namespace: 'AWS/SQS', name: 'ApproximateNumberOfMessagesVisible', dimensions: { QueueName } },
      messages,
    );
  }

  /** What became of a mail that was sent by a configuration set with reputation metrics. */
  mailEnded(configurationSet: string, result: 'Bounce' | 'Complaint' | 'Delivery'): void {
    const results = this.#fates.get(configurationSet) ?? [];
    this.#fates.set(configurationSet, results);
    results.push(result);
    if (results.length > MAILS_LOOKED_AT.most) results.shift();
    // A mail that is complained about was delivered before, and is counted then.
    const mails = results.filter((each) => each !== 'Complaint').length;
    const share = (wanted: string): number =>
      results.filter((each) => each === wanted).length / Math.max(mails, MAILS_LOOKED_AT.least);
    const dimensions = { 'ses:configuration-set': configurationSet };
    this.#metrics.set(reputation('BounceRate', dimensions), share('Bounce'));
    this.#metrics.set(reputation('ComplaintRate', dimensions), share('Complaint'));
  }

  #put(namespace: string, name: string, dimensions: MetricId['dimensions'], value: number): void {
    this.#metrics.put({ namespace, name, dimensions }, value);
  }
}

const reputation = (name: string, dimensions: MetricId['dimensions']): MetricId => ({
  ...{ namespace: 'AWS/SES', name: `Reputation.${name}`, dimensions },
});
