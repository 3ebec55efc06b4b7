import { Duration, Stack } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { type Ground, placeFunction } from '../place-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** The row of a review itself, among all that is kept of it (docs/data-model.md). */
const REVIEW_ROW = '$review#review_1';

/** What Lambda asks of the role of a function that it brings a table's stream to. */
const READS_STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);

/**
 * Tells the bus what happened to reviews, from the stream of the table: what is written is told, whatever becomes of the
 * function that wrote it. Lambda reads streams without charge, and calls the function for rows of reviews alone.
 */
export class ReviewEvents extends Construct {
  constructor(scope: Construct, id: string, { ground }: { ground: Ground }) {
    super(scope, id);
    const undelivered = new DeadLetterQueue(this, 'Undelivered', {
      settings: ground.settings,
      name: 'review-events',
      impact: 'Whoever listens to what happens to reviews has not heard of some of it.',
    });
    const publishing = placeFunction(Stack.of(this), 'publish-events', ground);
    const { tableStreamArn } = ground.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream, from which its events are told.');
    publishing.allow(READS_STREAM, [tableStreamArn]);
    publishing.allow(['sqs:SendMessage'], [undelivered.queueArn]);
    const mapping = new EventSourceMapping(this, 'Changes', {
      target: publishing,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON, // nothing of the day before the first deployment is left out
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or('INSERT', 'MODIFY'),
          dynamodb: { Keys: { sk: { S: FilterRule.isEqual(REVIEW_ROW) } } },
        }),
      ],
      batchSize: 10,
      bisectBatchOnError: true, // one change that fails holds up those behind it, and not those before
      // A stream keeps a day. What fails for six hours goes aside, and eighteen are left to look at it there.
      maxRecordAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: undelivered.queueArn }) },
    });
    mapping.node.addDependency(publishing); // with its rights, which Lambda looks at when the mapping is made
  }
}
