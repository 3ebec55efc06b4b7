/**
 * Every CloudFormation resource type that the local stack accepts, and what it does with each property.
 *
 * - `runs`: the properties that shape what happens locally.
 * - `ignores`: properties that are known and have no effect on one machine (encryption, tags, tracing, ...).
 * - a type without lists is inert as a whole: it only has a name and attributes that others may refer to.
 *
 * A type or property that is not here stops the start with a message that names it.
 */
export interface ResourceType {
  /** The property that holds the physical name, when the template sets one. */
  readonly nameProperty?: string;
  /** Longest generated name that AWS would accept. */
  readonly nameLength?: number;
  readonly runs?: readonly string[];
  readonly ignores?: readonly string[];
  /** What `Ref` gives. Default: the physical name. */
  readonly ref?: (identity: Identity) => string;
  /** The ARN without `arn:aws:`. Left out for types that have none. */
  readonly arn?: (identity: Identity) => string;
  /** Further `Fn::GetAtt` attributes besides `Arn`. */
  readonly attributes?: Readonly<Record<string, (identity: Identity) => string>>;
}

/** What a physical identity is made of. */
export interface Identity {
  readonly name: string;
  readonly account: string;
  readonly region: string;
  readonly arn: string;
  /** A resolved property of the resource. */
  property(name: string): unknown;
}

const text = (value: unknown): string => String(value ?? '');
const regional =
  (service: string, kind: string) =>
  ({ name, account, region }: Identity): string =>
    `${service}:${region}:${account}:${kind}${name}`;
const global =
  (service: string, kind: string) =>
  ({ name, account }: Identity): string =>
    `${service}::${account}:${kind}${name}`;
const byArn = ({ arn }: Identity): string => arn;

const table: ResourceType = {
  nameProperty: 'TableName',
  runs: [
    'TableName',
    'AttributeDefinitions',
    'KeySchema',
    'GlobalSecondaryIndexes',
    'LocalSecondaryIndexes',
    'StreamSpecification',
  ],
  ignores: [
    'BillingMode',
    'ContributorInsightsSpecification',
    'DeletionProtectionEnabled',
    'OnDemandThroughput',
    'PointInTimeRecoverySpecification',
    'ProvisionedThroughput',
    'Replicas',
    'SSESpecification',
    'TableClass',
    'Tags',
    'TimeToLiveSpecification',
    'WarmThroughput',
    'WriteOnDemandThroughputSettings',
  ],
  arn: regional('dynamodb', 'table/'),
  attributes: { StreamArn: ({ arn }) => `${arn}/stream/local`, TableId: ({ name }) => name },
};

const running: Record<string, ResourceType> = {
  'AWS::DynamoDB::GlobalTable': table,
  'AWS::DynamoDB::Table': table,
  'AWS::Lambda::Function': {
    nameProperty: 'FunctionName',
    nameLength: 64,
    runs: [
      'FunctionName',
      'Code',
      'Handler',
      'Runtime',
      'Environment',
      'Timeout',
      'MemorySize',
      'Role',
      'PackageType',
      'LoggingConfig',
      'TracingConfig',
    ],
    ignores: [
      'Architectures',
      'DeadLetterConfig',
      'Description',
      'EphemeralStorage',
      'KmsKeyArn',
      'RecursiveLoop',
      'ReservedConcurrentExecutions',
      'RuntimeManagementConfig',
      'Tags',
    ],
    arn: regional('lambda', 'function:'),
  },
  'AWS::Lambda::Version': {
    runs: ['FunctionName'],
    ignores: ['Description', 'CodeSha256', 'ProvisionedConcurrencyConfig', 'RuntimePolicy'],
    ref: byArn,
    arn: ({ property, account, region }) =>
      `lambda:${region}:${account}:function:${bareName(property('FunctionName'))}:1`,
    attributes: { FunctionArn: byArn, Version: () => '1' },
  },
  'AWS::Lambda::Alias': {
    runs: ['FunctionName', 'FunctionVersion', 'Name'],
    ignores: ['Description', 'ProvisionedConcurrencyConfig'],
    ref: byArn,
    arn: ({ property, account, region }) =>
      `lambda:${region}:${account}:function:${bareName(property('FunctionName'))}:${text(property('Name'))}`,
    attributes: { AliasArn: byArn },
  },
  'AWS::Lambda::EventSourceMapping': {
    nameLength: 36,
    runs: [
      'EventSourceArn',
      'FunctionName',
      'StartingPosition',
      'BatchSize',
      'BisectBatchOnFunctionError',
      'MaximumRecordAgeInSeconds',
      'FilterCriteria',
      'DestinationConfig',
    ],
    ignores: ['Tags'],
    arn: regional('lambda', 'event-source-mapping:'),
  },
  'AWS::StepFunctions::StateMachine': {
    nameProperty: 'StateMachineName',
    nameLength: 80,
    runs: [
      'StateMachineName',
      'DefinitionString',
      'Definition',
      'DefinitionSubstitutions',
      'RoleArn',
      'StateMachineType',
      'LoggingConfiguration',
      'TracingConfiguration',
    ],
    ignores: ['EncryptionConfiguration', 'Tags'],
    ref: byArn,
    arn: regional('states', 'stateMachine:'),
    attributes: { Name: ({ name }) => name, StateMachineRevisionId: () => 'INITIAL' },
  },
  'AWS::CloudTrail::Trail': {
    nameProperty: 'TrailName',
    runs: ['TrailName', 'IsLogging', 'AdvancedEventSelectors', 'S3BucketName'],
    ignores: [
      'EnableLogFileValidation',
      'IncludeGlobalServiceEvents',
      'IsMultiRegionTrail',
      'KMSKeyId',
      'S3KeyPrefix',
      'Tags',
    ],
    arn: regional('cloudtrail', 'trail/'),
  },
  'AWS::Events::EventBus': {
    nameProperty: 'Name',
    runs: ['Name'],
    ignores: ['DeadLetterConfig', 'Description', 'KmsKeyIdentifier', 'LogConfig', 'Tags'],
    arn: regional('events', 'event-bus/'),
    attributes: { Name: ({ name }) => name },
  },
  'AWS::Events::Rule': {
    nameProperty: 'Name',
    nameLength: 64,
    runs: ['Name', 'EventBusName', 'EventPattern', 'State', 'Targets'],
    ignores: ['Description', 'RoleArn', 'Tags'],
    arn: ({ name, account, region, property }) => {
      const bus = text(property('EventBusName') ?? 'default').replace(/^.*event-bus\//, '');
      return `events:${region}:${account}:rule/${bus === 'default' ? '' : `${bus}/`}${name}`;
    },
  },
  'AWS::Scheduler::Schedule': {
    nameProperty: 'Name',
    nameLength: 64,
    runs: [
      'Name',
      'GroupName',
      'ScheduleExpression',
      'ScheduleExpressionTimezone',
      'StartDate',
      'EndDate',
      'State',
      'FlexibleTimeWindow',
      'Target',
    ],
    ignores: ['Description', 'KmsKeyArn'],
    arn: ({ name, account, region, property }) =>
      `scheduler:${region}:${account}:schedule/${text(property('GroupName') ?? 'default')}/${name}`,
  },
  'AWS::ApiGatewayV2::Api': {
    nameLength: 10,
    runs: ['Name', 'ProtocolType', 'DisableExecuteApiEndpoint', 'CorsConfiguration'],
    ignores: ['Description', 'Tags', 'IpAddressType'],
    arn: ({ name, region }) => `apigateway:${region}::/apis/${name}`,
    attributes: {
      ApiId: ({ name }) => name,
      ApiEndpoint: ({ name, region }) => `https://${name}.execute-api.${region}.amazonaws.com`,
    },
  },
  'AWS::ApiGatewayV2::Stage': {
    runs: ['ApiId', 'StageName', 'AutoDeploy', 'StageVariables'],
    ignores: ['AccessLogSettings', 'DefaultRouteSettings', 'Description', 'RouteSettings', 'Tags'],
    ref: ({ property }) => text(property('StageName')),
  },
  'AWS::ApiGatewayV2::Integration': {
    nameLength: 7,
    runs: [
      'ApiId',
      'IntegrationType',
      'IntegrationUri',
      'PayloadFormatVersion',
      'IntegrationMethod',
      'TimeoutInMillis',
    ],
    ignores: ['Description'],
  },
  'AWS::ApiGatewayV2::Route': {
    nameLength: 7,
    runs: ['ApiId', 'RouteKey', 'Target', 'AuthorizationType'],
    ignores: ['OperationName'],
  },
  'AWS::SES::ConfigurationSet': {
    nameProperty: 'Name',
    nameLength: 64,
    runs: ['Name'],
    ignores: [
      'DeliveryOptions',
      'ReputationOptions',
      'SendingOptions',
      'SuppressionOptions',
      'Tags',
      'TrackingOptions',
      'VdmOptions',
    ],
    arn: regional('ses', 'configuration-set/'),
  },
  'AWS::SES::ConfigurationSetEventDestination': {
    runs: ['ConfigurationSetName', 'EventDestination'],
    ignores: [],
  },
  'AWS::SES::EmailIdentity': {
    nameProperty: 'EmailIdentity',
    runs: ['EmailIdentity', 'ConfigurationSetAttributes'],
    ignores: ['DkimAttributes', 'DkimSigningAttributes', 'FeedbackAttributes', 'MailFromAttributes', 'Tags'],
    arn: regional('ses', 'identity/'),
    attributes: Object.fromEntries(
      [1, 2, 3].flatMap((token) => [
        [`DkimDNSTokenName${token}`, ({ name }: Identity) => `token${token}._domainkey.${name}`],
        [`DkimDNSTokenValue${token}`, () => `token${token}.dkim.amazonses.com`],
      ]),
    ),
  },
  'AWS::CloudWatch::Dashboard': { nameProperty: 'DashboardName', runs: ['DashboardName', 'DashboardBody'] },
  'AWS::CloudWatch::Alarm': {
    nameProperty: 'AlarmName',
    runs: [
      'AlarmName',
      'AlarmDescription',
      'Namespace',
      'Metrics',
      'MetricName',
      'Dimensions',
      'Statistic',
      'Period',
      'EvaluationPeriods',
      'DatapointsToAlarm',
      'Threshold',
      'ComparisonOperator',
      'TreatMissingData',
    ],
    ignores: ['Tags'],
    arn: regional('cloudwatch', 'alarm:'),
  },
  'AWS::SNS::Topic': {
    nameProperty: 'TopicName',
    runs: ['TopicName', 'DisplayName'],
    ignores: ['KmsMasterKeyId', 'Tags'],
    ref: byArn,
    arn: regional('sns', ''),
    attributes: { TopicArn: byArn, TopicName: ({ name }) => name },
  },
  'AWS::SNS::Subscription': {
    runs: ['TopicArn', 'Protocol', 'Endpoint', 'RedrivePolicy'],
    ignores: [],
    ref: byArn,
    arn: regional('sns', ''),
  },
  'AWS::SQS::Queue': {
    nameProperty: 'QueueName',
    nameLength: 80,
    runs: ['QueueName'],
    ignores: [
      'FifoQueue',
      'KmsDataKeyReusePeriodSeconds',
      'KmsMasterKeyId',
      'MessageRetentionPeriod',
      'SqsManagedSseEnabled',
      'Tags',
      'VisibilityTimeout',
    ],
    ref: ({ name, account, region }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    arn: regional('sqs', ''),
    attributes: {
      QueueName: ({ name }) => name,
      QueueUrl: ({ name, account, region }) => `https://sqs.${region}.amazonaws.com/${account}/${name}`,
    },
  },
};

const inert: Record<string, ResourceType> = {
  'AWS::ApiGatewayV2::ApiMapping': {},
  'AWS::ApiGatewayV2::DomainName': {
    nameProperty: 'DomainName',
    attributes: {
      RegionalDomainName: ({ name }) => `${name}.regional.example`,
      RegionalHostedZoneId: () => 'ZLOCAL',
    },
  },
  'AWS::ApplicationInsights::Application': {},
  'AWS::Budgets::Budget': {},
  'AWS::CDK::Metadata': {},
  'AWS::CloudWatch::CompositeAlarm': { nameProperty: 'AlarmName', arn: regional('cloudwatch', 'alarm:') },
  'AWS::Events::Archive': { nameProperty: 'ArchiveName', nameLength: 48, arn: regional('events', 'archive/') },
  'AWS::IAM::ManagedPolicy': {
    nameProperty: 'ManagedPolicyName',
    runs: ['ManagedPolicyName', 'PolicyDocument', 'Roles', 'Users', 'Groups'],
    ignores: ['Description', 'Path'],
    ref: byArn,
    arn: global('iam', 'policy/'),
  },
  'AWS::IAM::Policy': { runs: ['PolicyName', 'PolicyDocument', 'Roles', 'Users', 'Groups'] },
  'AWS::IAM::Role': {
    nameProperty: 'RoleName',
    nameLength: 64,
    runs: ['RoleName', 'AssumeRolePolicyDocument', 'Policies', 'ManagedPolicyArns'],
    ignores: ['Description', 'MaxSessionDuration', 'Tags'],
    arn: global('iam', 'role/'),
    attributes: { RoleId: ({ name }) => name },
  },
  'AWS::KMS::Alias': { nameProperty: 'AliasName' },
  'AWS::KMS::Key': { arn: regional('kms', 'key/'), attributes: { KeyId: ({ name }) => name } },
  'AWS::Lambda::EventInvokeConfig': {
    runs: ['FunctionName', 'Qualifier', 'MaximumRetryAttempts', 'DestinationConfig'],
  },
  'AWS::Lambda::Permission': { runs: ['Action', 'FunctionName', 'Principal', 'SourceArn', 'SourceAccount'] },
  'AWS::Logs::LogGroup': {
    nameProperty: 'LogGroupName',
    arn: (identity) => `${regional('logs', 'log-group:')(identity)}:*`,
  },
  'AWS::Logs::MetricFilter': {},
  'AWS::Logs::QueryDefinition': {},
  // CloudTrail's records are all that would be kept in a bucket, and nobody reads them on one machine.
  'AWS::S3::Bucket': { nameProperty: 'BucketName', nameLength: 63, arn: ({ name }) => `s3:::${name}` },
  'AWS::S3::BucketPolicy': { runs: ['Bucket', 'PolicyDocument'] },
  'AWS::Scheduler::ScheduleGroup': {
    nameProperty: 'Name',
    nameLength: 64,
    arn: regional('scheduler', 'schedule-group/'),
  },
  'AWS::SNS::TopicPolicy': { runs: ['PolicyDocument', 'Topics'] },
  'AWS::SQS::QueuePolicy': { runs: ['PolicyDocument', 'Queues'] },
};

/** The local stack's knowledge of a type, or nothing when it has none. */
export function resourceType(type: string): ResourceType | undefined {
  return running[type] ?? inert[type];
}

/** A function's bare name from its name or any of its ARNs. */
export function bareName(nameOrArn: unknown): string {
  const parts = text(nameOrArn).split(':');
  return parts.length === 1 ? text(parts[0]) : text(parts[parts.indexOf('function') + 1]);
}
