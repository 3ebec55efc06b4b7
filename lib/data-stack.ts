import { CfnOutput, Duration, RemovalPolicy, Stack, type StackProps } from 'aws-cdk-lib';
import { AttributeType, Billing, StreamViewType, TableEncryptionV2, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from './deployment-settings.ts';
import { physicalName } from './names.ts';
import { tableIndexes, tableKeys } from './table-keys.ts';

/** What must outlive every deployment: the table, the event bus and its archive. */
export class DataStack extends Stack {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, { settings, ...props }: StackProps & { settings: DeploymentSettings }) {
    super(scope, id, props);
    const removalPolicy = settings.keepData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY;
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

    const bus = new EventBus(this, 'Events', { eventBusName: physicalName(settings, 'events') });
    bus.applyRemovalPolicy(removalPolicy); // the archive is replayed to the bus that it came from
    if (settings.archiveEvents) {
      const archive = bus.archive('Archive', {
        archiveName: physicalName(settings, 'events'),
        description: 'A year of events, to be replayed to a listener that comes later or failed',
        eventPattern: { account: [this.account] },
        retention: Duration.days(366),
      });
      archive.applyRemovalPolicy(removalPolicy);
    }
  }
}
