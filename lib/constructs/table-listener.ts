import { Duration, Stack } from 'aws-cdk-lib';
import { EventSourceMapping, FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '../functions.ts';
import { type Ground, placeFunction } from '../place-function.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

/** What Lambda asks of the role of a function that it brings a table's stream to. */
const READS_STREAM = ['DescribeStream', 'GetRecords', 'GetShardIterator', 'ListStreams'].map(
  (action) => `dynamodb:${action}`,
);

interface TableListenerProps {
  readonly ground: Ground;
  readonly listens: FunctionName;
  /** The sort keys of the rows that it hears of (docs/data-model.md). */
  readonly rows: readonly [string, ...string[]];
  readonly writes: readonly ('INSERT' | 'MODIFY')[];
  /** Where changes go that it failed on for six hours. */
  readonly undelivered: { readonly name: string; readonly impact: string };
}

/**
 * A function that hears from the table's stream what was written: so what follows a change follows, whatever becomes of the function or
 * the laptop that wrote it. Lambda reads streams without charge, and calls the function for these rows alone.
 */
export class TableListener extends Construct {
  constructor(scope: Construct, id: string, { ground, listens, rows, writes, undelivered: aside }: TableListenerProps) {
    super(scope, id);
    const undelivered = new DeadLetterQueue(this, 'Undelivered', { settings: ground.settings, ...aside });
    const listening = placeFunction(Stack.of(this), listens, ground);
    const { tableStreamArn } = ground.table;
    if (tableStreamArn === undefined) throw new Error('The table has no stream to listen to.');
    listening.allow(READS_STREAM, [tableStreamArn]);
    listening.allow(['sqs:SendMessage'], [undelivered.queueArn]);
    const mapping = new EventSourceMapping(this, 'Changes', {
      target: listening,
      eventSourceArn: tableStreamArn,
      startingPosition: StartingPosition.TRIM_HORIZON, // nothing of the day before the first deployment is left out
      filters: [
        FilterCriteria.filter({
          eventName: FilterRule.or(...writes),
          dynamodb: { Keys: { sk: { S: FilterRule.or(...rows) } } },
        }),
      ],
      batchSize: 10,
      bisectBatchOnError: true, // one change that fails holds up those behind it, and not those before
      // A stream keeps a day. What fails for six hours goes aside, and eighteen are left to look at it there.
      maxRecordAge: Duration.hours(6),
      onFailure: { bind: () => ({ destination: undelivered.queueArn }) },
    });
    mapping.node.addDependency(listening); // with its rights, which Lambda looks at when the mapping is made
  }
}
