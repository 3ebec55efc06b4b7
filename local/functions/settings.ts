import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import { bareName } from '../cloudformation/resource-types.ts';
import { UnsupportedLocally } from '../unsupported.ts';

/** What the template says about one function. */
export interface FunctionSettings {
  readonly name: string;
  readonly arn: string;
  /** Construct id, for people. */
  readonly id: string;
  readonly roleArn: string;
  readonly handlerFile: string;
  readonly handlerExport: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
  readonly logFormat: string;
  readonly folder: string;
}

const functionSchema = z.object({
  Code: z.strictObject({ S3Bucket: z.string(), S3Key: z.string() }),
  Handler: z.string(),
  Runtime: z.string(),
  Role: z.string(),
  Environment: z.strictObject({ Variables: z.record(z.string(), z.coerce.string()).default({}) }).optional(),
  Timeout: z.coerce.number().default(3),
  MemorySize: z.coerce.number().default(128),
  PackageType: z.literal('Zip').optional(),
  LoggingConfig: z.object({ LogFormat: z.string().default('Text') }).default({ LogFormat: 'Text' }),
});

/** All functions of a deployment, aliases and versions left aside: they lead to the same code here. */
export function readFunctions(deployment: Deployment): FunctionSettings[] {
  return deployment.ofType('AWS::Lambda::Function').map((resource) => readFunction(deployment, resource));
}

function readFunction(deployment: Deployment, resource: Resource): FunctionSettings {
  const where = `${resource.stack}/${resource.logicalId}`;
  const parsed = functionSchema.safeParse(resource.properties);
  if (!parsed.success) throw new UnsupportedLocally(`this function: ${z.prettifyError(parsed.error)}`, where);
  const { Code, Handler, Runtime, Role, Environment, Timeout, MemorySize, LoggingConfig } = parsed.data;
  if (!Runtime.startsWith('nodejs')) throw new UnsupportedLocally(`the runtime ${Runtime}`, where);
  const folder = deployment.asset(Code.S3Key);
  const dot = Handler.lastIndexOf('.');
  const module = Handler.slice(0, dot);
  const handlerFile = ['.mjs', '.js', '.cjs'].map((ending) => join(folder, module + ending)).find(existsSync);
  if (handlerFile === undefined) throw new Error(`The bundle of ${where} has no file for the handler ${Handler}.`);
  return {
    name: resource.name,
    arn: resource.arn,
    id: resource.id,
    roleArn: Role,
    handlerFile,
    handlerExport: Handler.slice(dot + 1),
    environment: Environment?.Variables ?? {},
    timeoutSeconds: Timeout,
    memoryMb: MemorySize,
    logFormat: LoggingConfig.LogFormat,
    folder,
  };
}

/** The function's name in a name, an ARN, a version's or an alias's ARN, or API Gateway's invocation ARN. */
export function functionNameOf(reference: string): string {
  const invocation = /\/functions\/(arn:[^/]+)\/invocations$/.exec(reference)?.[1];
  return bareName(invocation ?? reference);
}
