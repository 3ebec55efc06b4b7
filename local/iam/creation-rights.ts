import { z } from 'zod';
import type { Deployment } from '../cloudformation/deployment.ts';
import { AwsError } from '../endpoint/aws-error.ts';
import type { AccessRequest } from './decide.ts';
import { type Permissions, underRole } from './permissions.ts';

const functionSchema = z.object({ Role: z.string() });
const machineSchema = z.object({
  RoleArn: z.string(),
  DefinitionString: z.string().default(''),
  LoggingConfiguration: z.object({ Level: z.string() }).optional(),
});
const scheduleSchema = z.object({
  GroupName: z.string().default('default'),
  Target: z.object({ RoleArn: z.string() }),
});

const trailSchema = z.object({ S3BucketName: z.string() });

/** What Step Functions asks of a role that is to deliver logs (developer guide, 'Logging using CloudWatch Logs'). */
const LOG_DELIVERY: readonly AccessRequest[] = [
  ...['CreateLogDelivery', 'GetLogDelivery', 'UpdateLogDelivery', 'DeleteLogDelivery', 'ListLogDeliveries'],
  ...['PutResourcePolicy', 'DescribeResourcePolicies', 'DescribeLogGroups'],
].map((action) => ({ action: `logs:${action}`, resource: '*' }));

/**
 * What AWS wants to be allowed before it makes a function, a machine, a schedule or a trail: to act under its role, to
 * deliver a machine's logs, to keep the rule that tells a machine of the end of an execution it waits for, and to write a
 * trail's records.
 *
 * @throws AwsError as the service answers whoever deploys.
 */
export function requireCreationRights(deployment: Deployment, permissions: Permissions): void {
  const place = `${deployment.region}:${deployment.account}`;
  for (const { arn, properties } of deployment.ofType('AWS::Lambda::Function')) {
    const { Role } = functionSchema.parse(properties);
    if (permissions.mayAssume(Role, 'lambda.amazonaws.com', arn)) continue;
    const message = `The role defined for the function cannot be assumed by Lambda. (${arn})`;
    throw new AwsError('InvalidParameterValueException', message);
  }
  for (const { arn, properties } of deployment.ofType('AWS::StepFunctions::StateMachine')) {
    const machine = machineSchema.parse(properties);
    requireOfMachine(arn, machine, place, permissions);
  }
  for (const { arn, properties } of deployment.ofType('AWS::Scheduler::Schedule')) {
    const { GroupName, Target } = scheduleSchema.parse(properties);
    const group = `arn:aws:scheduler:${place}:schedule-group/${GroupName}`;
    if (permissions.mayAssume(Target.RoleArn, 'scheduler.amazonaws.com', group)) continue;
    const message = `The execution role you provide must allow AWS EventBridge Scheduler to assume the role. (${arn})`;
    throw new AwsError('ValidationException', message);
  }
  for (const { arn, properties } of deployment.ofType('AWS::CloudTrail::Trail')) {
    const { S3BucketName } = trailSchema.parse(properties);
    const service = { kind: 'service', service: 'cloudtrail.amazonaws.com', sourceArn: arn } as const;
    if (permissions.refusal(service, trailRequests(S3BucketName, deployment.account)) === undefined) continue;
    const message = `Incorrect S3 bucket policy is detected for bucket: ${S3BucketName} (${arn})`;
    throw new AwsError('InsufficientS3BucketPolicyException', message);
  }
}

/** As the CloudTrail user guide's 'Amazon S3 bucket policy for CloudTrail' has them. */
function trailRequests(bucket: string, account: string): AccessRequest[] {
  const arn = `arn:aws:s3:::${bucket}`;
  const context = { 's3:x-amz-acl': 'bucket-owner-full-control' };
  return [
    { action: 's3:GetBucketAcl', resource: arn },
    { action: 's3:PutObject', resource: `${arn}/AWSLogs/${account}/CloudTrail/record`, context },
  ];
}

function requireOfMachine(
  arn: string,
  { RoleArn, DefinitionString, LoggingConfiguration }: z.infer<typeof machineSchema>,
  place: string,
  permissions: Permissions,
): void {
  const refuse = (message: string): never => {
    throw new AwsError('AccessDeniedException', `${message} (${arn})`);
  };
  const may = (requests: readonly AccessRequest[]): boolean =>
    permissions.refusal(underRole(RoleArn, 'creation'), requests) === undefined;
  if (!permissions.mayAssume(RoleArn, 'states.amazonaws.com', arn)) {
    refuse(
      'Neither the global service principal states.amazonaws.com, nor the regional one is authorized to assume the ' +
        'provided role.',
    );
  }
  const logs = LoggingConfiguration !== undefined && LoggingConfiguration.Level !== 'OFF';
  if (logs && !may(LOG_DELIVERY)) refuse('The state machine IAM Role is not authorized to access the Log Destination');
  if (!DefinitionString.includes('states:startExecution.sync')) return;
  const rule = `arn:aws:events:${place}:rule/StepFunctionsGetEventsForStepFunctionsExecutionRule`;
  const keepsRule = ['PutRule', 'PutTargets', 'DescribeRule'].map((action) => ({
    action: `events:${action}`,
    resource: rule,
  }));
  if (!may(keepsRule)) refuse(`'${RoleArn}' is not authorized to create managed-rule.`);
}
