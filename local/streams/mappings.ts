import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { bareName } from '../cloudformation/resource-types.ts';
import { matchesPattern } from '../events/patterns.ts';
import { UnsupportedLocally } from '../unsupported.ts';

const mappingSchema = z.strictObject({
  EventSourceArn: z.string().regex(/^arn:aws:dynamodb:.*\/stream\//, 'is no stream of a table'),
  FunctionName: z.string(),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BatchSize: z.int().min(1).default(100),
  BisectBatchOnFunctionError: z.literal(true),
  MaximumRecordAgeInSeconds: z.int().min(60),
  FilterCriteria: z.strictObject({ Filters: z.array(z.strictObject({ Pattern: z.string() })).min(1) }),
  DestinationConfig: z.strictObject({ OnFailure: z.strictObject({ Destination: z.string().regex(/^arn:aws:sqs:/) }) }),
  Tags: z.unknown().optional(),
});

const tableSchema = z.object({
  KeySchema: z.array(z.object({ AttributeName: z.string() })),
  StreamSpecification: z.object({ StreamViewType: z.literal('NEW_AND_OLD_IMAGES') }),
});

/** Which changes of which table Lambda brings to which function. */
export interface Mapping {
  /** Of its stack and its logical id there: constructs of one kind have a like id of their own. */
  readonly id: string;
  readonly streamArn: string;
  readonly table: string;
  /** The names of the table's key attributes. */
  readonly keys: readonly string[];
  readonly functionArn: string;
  readonly roleArn: string;
  readonly batchSize: number;
  readonly maxAgeMs: number;
  readonly queueArn: string;
  /** Any of which a change must match. */
  readonly patterns: readonly object[];
}

/** @throws UnsupportedLocally for a mapping of another kind, or one that says what nobody imitates here. */
export const readMappings = (deployment: Deployment): readonly Mapping[] =>
  deployment.ofType('AWS::Lambda::EventSourceMapping').map((resource) => readMapping(resource, deployment));

function readMapping({ stack, logicalId, properties }: Resource, deployment: Deployment): Mapping {
  const where = `${stack}/${logicalId}`;
  const parsed = mappingSchema.safeParse(properties);
  if (!parsed.success) throw new UnsupportedLocally(`this mapping: ${z.prettifyError(parsed.error)}`, where);
  const { EventSourceArn, FunctionName, FilterCriteria, DestinationConfig, ...rest } = parsed.data;
  const tableArn = EventSourceArn.replace(/\/stream\/.*$/, '');
  const table = deployment
    .ofType('AWS::DynamoDB::GlobalTable', 'AWS::DynamoDB::Table')
    .find(({ arn }) => arn === tableArn);
  const target = deployment.ofType('AWS::Lambda::Function').find(({ name }) => name === bareName(FunctionName));
  const streamed = tableSchema.safeParse(table?.properties);
  if (!table || !target || !streamed.success) {
    throw new UnsupportedLocally('a mapping whose table has no stream of both images, or whose function is no', where);
  }
  const patterns = FilterCriteria.Filters.map(({ Pattern }) => JSON.parse(Pattern) as object);
  for (const pattern of patterns) matchesPattern(pattern, {}); // an unknown comparison is refused now
  return {
    id: where,
    streamArn: EventSourceArn,
    table: table.name,
    keys: streamed.data.KeySchema.map(({ AttributeName }) => AttributeName),
    functionArn: target.arn,
    roleArn: String(target.properties.Role),
    batchSize: rest.BatchSize,
    maxAgeMs: rest.MaximumRecordAgeInSeconds * 1000,
    queueArn: DestinationConfig.OnFailure.Destination,
    patterns,
  };
}
