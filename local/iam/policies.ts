import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { awsManagedPolicy } from './managed-policies.ts';
import { readPolicyDocument, type Statement } from './statement.ts';

/** A role of the deployment with everything that its policies say. */
export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly resource: Resource;
  /** Who may act under it. */
  readonly trust: readonly Statement[];
  readonly statements: Statement[];
}

/** All policies of a deployment. */
export interface Policies {
  readonly roles: ReadonlyMap<string, Role>;
  /** What the policy on a resource says, by the resource's ARN. */
  readonly onResource: ReadonlyMap<string, readonly Statement[]>;
}

const inline = z.array(z.strictObject({ PolicyName: z.string(), PolicyDocument: z.unknown() })).default([]);
const names = z.array(z.string()).default([]);
const none = z.array(z.string()).max(0, 'only roles are known here').optional();

const roleSchema = z.object({
  AssumeRolePolicyDocument: z.unknown(),
  Policies: inline,
  ManagedPolicyArns: names,
});
const policySchema = z.object({ PolicyDocument: z.unknown(), Roles: names, Users: none, Groups: none });
const queuePolicySchema = z.object({ PolicyDocument: z.unknown(), Queues: z.array(z.string()) });
const topicPolicySchema = z.object({ PolicyDocument: z.unknown(), Topics: z.array(z.string()) });
const bucketPolicySchema = z.object({ PolicyDocument: z.unknown(), Bucket: z.string() });
const permissionSchema = z.strictObject({
  Action: z.string(),
  FunctionName: z.string(),
  Principal: z.string(),
  SourceArn: z.string().optional(),
  SourceAccount: z.string().optional(),
});

/**
 * Reads every policy out of the resolved templates.
 *
 * @throws UnsupportedLocally naming the policy, or the part of it, that nobody evaluates here.
 */
export function readPolicies(deployment: Deployment): Policies {
  const roles = readRoles(deployment);
  const onResource = new Map<string, Statement[]>();
  const attach = (arn: string, statements: readonly Statement[]): void => {
    onResource.set(arn, [...(onResource.get(arn) ?? []), ...statements]);
  };
  for (const resource of deployment.ofType('AWS::SQS::QueuePolicy')) {
    const { PolicyDocument, Queues } = parse(queuePolicySchema, resource);
    for (const url of Queues) attach(queueArn(url, deployment), readPolicyDocument(PolicyDocument, place(resource)));
  }
  for (const resource of deployment.ofType('AWS::SNS::TopicPolicy')) {
    const { PolicyDocument, Topics } = parse(topicPolicySchema, resource);
    for (const topic of Topics) attach(topic, readPolicyDocument(PolicyDocument, place(resource)));
  }
  for (const resource of deployment.ofType('AWS::S3::BucketPolicy')) {
    const { PolicyDocument, Bucket } = parse(bucketPolicySchema, resource);
    attach(`arn:aws:s3:::${Bucket}`, readPolicyDocument(PolicyDocument, place(resource)));
  }
  for (const resource of deployment.ofType('AWS::Lambda::Permission')) {
    const { FunctionName, ...permission } = parse(permissionSchema, resource);
    const arn = functionArn(FunctionName, deployment);
    attach(arn, readPolicyDocument(permissionDocument(arn, permission), place(resource)));
  }
  return { roles, onResource };
}

function readRoles(deployment: Deployment): Map<string, Role> {
  const roles = new Map<string, Role>();
  for (const resource of deployment.ofType('AWS::IAM::Role')) {
    const { AssumeRolePolicyDocument, Policies, ManagedPolicyArns } = parse(roleSchema, resource);
    const where = place(resource);
    roles.set(resource.arn, {
      ...{ resource, name: resource.name, arn: resource.arn },
      trust: readPolicyDocument(AssumeRolePolicyDocument, where),
      statements: [
        ...Policies.flatMap(({ PolicyDocument }) => readPolicyDocument(PolicyDocument, where)),
        ...ManagedPolicyArns.flatMap((arn) => managed(arn, deployment, where)),
      ],
    });
  }
  const byName = new Map([...roles.values()].map((role) => [role.name, role]));
  for (const resource of deployment.ofType('AWS::IAM::Policy', 'AWS::IAM::ManagedPolicy')) {
    const { PolicyDocument, Roles } = parse(policySchema, resource);
    for (const name of Roles) {
      const role = byName.get(name);
      if (!role) throw new UnsupportedLocally(`a policy of the role ${name}, which no stack makes`, place(resource));
      role.statements.push(...readPolicyDocument(PolicyDocument, place(resource)));
    }
  }
  return roles;
}

/** A policy that a role names by its ARN: one of the deployment's own, or one that AWS keeps. */
function managed(arn: string, deployment: Deployment, where: string): Statement[] {
  const own = deployment.ofType('AWS::IAM::ManagedPolicy').find((resource) => resource.arn === arn);
  const document = own ? parse(policySchema, own).PolicyDocument : awsManagedPolicy(arn);
  if (document === undefined) throw new UnsupportedLocally(`the managed policy ${arn}`, where);
  return readPolicyDocument(document, where);
}

/** What Lambda's `AddPermission` writes into a function's policy. */
function permissionDocument(
  arn: string,
  { Action, Principal, SourceArn, SourceAccount }: Omit<z.infer<typeof permissionSchema>, 'FunctionName'>,
): object {
  const condition = {
    ...(SourceArn === undefined ? {} : { ArnLike: { 'aws:SourceArn': SourceArn } }),
    ...(SourceAccount === undefined ? {} : { StringEquals: { 'aws:SourceAccount': SourceAccount } }),
  };
  const Statement = {
    ...{ Effect: 'Allow', Action, Resource: arn },
    Principal: Principal.endsWith('.amazonaws.com') ? { Service: Principal } : { AWS: Principal },
    Condition: condition,
  };
  return { Version: '2012-10-17', Statement };
}

function functionArn(nameOrArn: string, { region, account }: Deployment): string {
  return nameOrArn.startsWith('arn:') ? nameOrArn : `arn:aws:lambda:${region}:${account}:function:${nameOrArn}`;
}

function queueArn(url: string, { region }: Deployment): string {
  const [account, name] = new URL(url).pathname.split('/').slice(1);
  return `arn:aws:sqs:${region}:${account}:${name}`;
}

const place = ({ stack, logicalId }: Resource): string => `${stack}/${logicalId}`;

function parse<Schema extends z.ZodType>(schema: Schema, resource: Resource): z.output<Schema> {
  const parsed = schema.safeParse(resource.properties);
  if (parsed.success) return parsed.data;
  throw new UnsupportedLocally(`this ${resource.type}: ${z.prettifyError(parsed.error)}`, place(resource));
}
