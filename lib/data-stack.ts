import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import { alarmPeriod, FailureAlarm } from './constructs/failure-alarm.ts';
import type { DeploymentSettings } from './deployment-settings.ts';
import { eventBusName, physicalName } from './names.ts';
import { tableIndexes, tableKeys } from './table-keys.ts';

/** What must outlive every deployment: the table, the event bus and its archive. */
export class DataStack extends Stack {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { settings: DeploymentSettings }) {
    super(scope, id, props);
    // The table has a generated name: one that a failed first deployment leaves behind is in nobody's way. It cannot be taken
    // away there either, since it is protected from deletion.
    const removalPolicy = settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
    // What has a name of ours goes when its first deployment fails, or the next attempt would find the name taken.
    const named = settings.keepData ? RemovalPolicy.RETAIN_ON_UPDATE_OR_DELETE : RemovalPolicy.DESTROY;
    const text = (name: string) => ({ name, type: AttributeType.STRING });
    this.table = new TableV2(this, 'Table', {
      partitionKey: text(tableKeys.partition),
      sortKey: text(tableKeys.sort),
      globalSecondaryIndexes: tableIndexes.map((indexName) => ({
        indexName,
        partitionKey: text(`${indexName}pk`),
        sortKey: text(`${indexName}sk`),
      })),
      timeToLiveAttribute: tableKeys.expiry,
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      encryption: TableEncryptionV2.awsManagedKey(),
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.keepData,
      removalPolicy,
    });

    new CfnOutput(this, 'TableName', {
      value: this.table.tableName,
      description: "For 'npm run seed' and 'npm run import'",
    });

    for (const what of ['Read', 'Write']) {
      new FailureAlarm(this, `${what}sThrottled`, {
        settings,
        name: `table-${what.toLowerCase()}s-throttled`,
        impact: 'The table refuses requests because too many come at once: pages and workflows are slow, and may fail.',
        metric: new Metric({
          ...{ namespace: 'AWS/DynamoDB', metricName: `${what}ThrottleEvents`, statistic: 'Sum', period: alarmPeriod },
          dimensionsMap: { TableName: this.table.tableName },
        }),
        // The clients try again by themselves: a few in a burst are nobody's concern.
        threshold: 10,
      });
    }

    const bus = new EventBus(this, 'Events', { eventBusName: eventBusName(settings) });
    bus.applyRemovalPolicy(named); // the archive is replayed to the bus that it came from
    if (settings.archiveEvents) {
      const archive = bus.archive('Archive', {
        archiveName: physicalName(settings, 'events'),
        description: 'A year of events, to be replayed to a listener that comes later or failed',
        eventPattern: { account: [this.account] },
        retention: Duration.days(366),
      });
      archive.applyRemovalPolicy(named);
    }
  }
}
