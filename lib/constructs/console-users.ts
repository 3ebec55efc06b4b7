import { Duration, RemovalPolicy, Stack } from 'aws-cdk-lib';
import { CfnTrail } from 'aws-cdk-lib/aws-cloudtrail';
import { Rule } from 'aws-cdk-lib/aws-events';
import { LambdaFunction } from 'aws-cdk-lib/aws-events-targets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { physicalName } from '../names.ts';
import { type Ground, placeFunction } from '../place-function.ts';
import { acknowledge } from '../policy-checks.ts';
import { DeadLetterQueue } from './dead-letter-queue.ts';

export interface ConsoleUsersProps {
  readonly ground: Ground;
  /** The function that the central team calls under its own identity. */
  readonly functionArn: string;
}

/** A school year and the time in which questions about it come. */
const KEPT_DAYS = 400;

/**
 * Notes who called a function. The function itself cannot see it; CloudTrail does, tells the default bus within minutes
 * when a trail asks for these calls, and keeps its own record in a bucket. Only the calls of this one function are
 * recorded: some hundred a year, at $0.10 for 100,000.
 */
export class ConsoleUsers extends Construct {
  constructor(scope: Construct, id: string, { ground, functionArn }: ConsoleUsersProps) {
    super(scope, id);
    const { settings } = ground;
    const name = physicalName(settings, 'console-users');
    const trailArn = Stack.of(this).formatArn({ service: 'cloudtrail', resource: 'trail', resourceName: name });
    const bucket = recordBucket(this, trailArn);
    const trail = new CfnTrail(this, 'Trail', {
      trailName: name,
      s3BucketName: bucket.bucketName,
      isLogging: true,
      isMultiRegionTrail: false,
      includeGlobalServiceEvents: false,
      enableLogFileValidation: true,
      advancedEventSelectors: [
        {
          name: 'Calls of the function that steers reviews',
          fieldSelectors: [
            { field: 'eventCategory', equalTo: ['Data'] },
            { field: 'resources.type', equalTo: ['AWS::Lambda::Function'] },
            { field: 'resources.ARN', equalTo: [functionArn] },
          ],
        },
      ],
    });
    if (bucket.policy) trail.node.addDependency(bucket.policy);

    const undelivered = new DeadLetterQueue(this, 'Undelivered', {
      settings,
      name: 'console-users',
      impact: 'Whose console session some acts of the central team came from is not on record.',
    });
    new Rule(this, 'Calls', {
      ruleName: name,
      description: 'Calls of the function that steers reviews, with who made them',
      eventPattern: {
        source: ['aws.lambda'],
        detailType: ['AWS API Call via CloudTrail'],
        // The caller may name the function by its name or by any ARN of it; the event's resources have the one ARN.
        detail: { eventSource: ['lambda.amazonaws.com'], eventName: ['Invoke'], resources: { ARN: [functionArn] } },
      },
      targets: [
        new LambdaFunction(placeFunction(scope, 'record-who-acted', ground, undelivered), {
          deadLetterQueue: undelivered,
          maxEventAge: Duration.hours(24),
          retryAttempts: 10,
        }),
      ],
    });
  }
}

/** Private, encrypted, and kept when its stack is deleted: CloudFormation cannot delete a bucket with records in it. */
function recordBucket(scope: Construct, trailArn: string): Bucket {
  const bucket = new Bucket(scope, 'Records', {
    encryption: BucketEncryption.S3_MANAGED,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    enforceSSL: true,
    lifecycleRules: [{ expiration: Duration.days(KEPT_DAYS), abortIncompleteMultipartUploadAfter: Duration.days(7) }],
    removalPolicy: RemovalPolicy.RETAIN,
  });
  acknowledge(bucket, {
    'AwsSolutions-S1': 'It holds the log of calls itself; who reads it is for the account’s own trail to say.',
  });
  const cloudTrail = new ServicePrincipal('cloudtrail.amazonaws.com');
  const conditions = { StringEquals: { 'aws:SourceArn': trailArn } };
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudTrail],
      actions: ['s3:GetBucketAcl'],
      resources: [bucket.bucketArn],
      conditions,
    }),
  );
  bucket.addToResourcePolicy(
    new PolicyStatement({
      principals: [cloudTrail],
      actions: ['s3:PutObject'],
      resources: [bucket.arnForObjects(`AWSLogs/${Stack.of(scope).account}/*`)],
      conditions: { StringEquals: { ...conditions.StringEquals, 's3:x-amz-acl': 'bucket-owner-full-control' } },
    }),
  );
  return bucket;
}
