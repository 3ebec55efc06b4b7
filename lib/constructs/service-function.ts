import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Duration, RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import {
  Architecture,
  Code,
  type IDestination,
  Function as LambdaFunction,
  LoggingFormat,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { CannotDeploy } from '../cannot-deploy.ts';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { usualTimeout } from '../functions.ts';
import { pascalCase } from '../letter-case.ts';
import { ownNamespace, physicalName } from '../names.ts';
import { acknowledge } from '../policy-checks.ts';
import { alarmPeriod, FailureAlarm } from './failure-alarm.ts';

export interface ServiceFunctionProps {
  readonly settings: DeploymentSettings;
  /** The name of its handler's file without the ending: `offer-dates`. */
  readonly name: string;
  /** What people notice when it fails, in plain words; the text of its alarm. */
  readonly impact: string;
  readonly environment: Readonly<Record<string, string>>;
  /** Megabytes; 512 unless said. */
  readonly memory?: number | undefined;
  /** Seconds; `usualTimeout` unless said. */
  readonly timeout?: number | undefined;
  /** Where an event goes that it failed on, when it is called without anybody waiting for the result. */
  readonly undelivered?: IQueue | undefined;
}

/** The folder of built functions, unless the context's `buildDirectory` names another. */
const buildDirectory = '.build';

/** One function of ours: its bundle, a role and a log of its own, tracing, and an alarm that says what people notice. */
export class ServiceFunction extends LambdaFunction {
  constructor(scope: Construct, props: ServiceFunctionProps) {
    const id = pascalCase(props.name);
    const { settings } = props;
    const logGroup = new LogGroup(scope, `${id}Log`, {
      retention: settings.logDays,
      removalPolicy: RemovalPolicy.DESTROY,
    });
    // A role of our own, since the managed policy of Lambda may write to every log of the account.
    const role = new Role(scope, `${id}Role`, { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    logGroup.grantWrite(role);
    super(scope, id, {
      functionName: physicalName(settings, props.name),
      description: `Without it: ${props.impact}`,
      code: Code.fromAsset(bundleOf(scope, props.name)),
      handler: 'index.handler',
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: props.memory ?? 512,
      timeout: Duration.seconds(props.timeout ?? usualTimeout),
      environment: {
        NODE_ENV: 'production',
        POWERTOOLS_SERVICE_NAME: props.name,
        POWERTOOLS_METRICS_NAMESPACE: ownNamespace,
        ...props.environment,
      },
      role,
      logGroup,
      loggingFormat: LoggingFormat.JSON,
      tracing: Tracing.ACTIVE,
      ...(props.undelivered ? { onFailure: inQueue(props.undelivered), retryAttempts: 2 } : {}),
    });
    this.#acknowledgeWhatAwsForces(role, props.undelivered !== undefined);
    new FailureAlarm(this, 'Alarm', {
      settings,
      name: `${props.name}-fails`,
      impact: props.impact,
      metric: this.metricErrors({ period: alarmPeriod }),
    });
  }

  /** Allows the function `actions` on `resources`. */
  allow(actions: readonly string[], resources: readonly string[]): PolicyStatement {
    const statement = new PolicyStatement({ actions: [...actions], resources: [...resources] });
    this.addToRolePolicy(statement);
    return statement;
  }

  #acknowledgeWhatAwsForces(role: Role, keepsUndelivered: boolean): void {
    acknowledge(role, {
      'AwsSolutions-IAM5[Resource::*]': 'X-Ray accepts no resource in xray:PutTraceSegments and PutTelemetryRecords.',
    });
    const waitedFor = 'Its caller (a workflow or the HTTP API) waits for the result and deals with the failure.';
    acknowledge(this, {
      'Serverless-LambdaDLQ': keepsUndelivered
        ? 'Its failure destination keeps the event, and the error with it.'
        : waitedFor,
      ...(keepsUndelivered ? {} : { 'Serverless-LambdaAsyncFailureDestination': waitedFor }),
    });
  }
}

/** The CDK's own destination also grants to look at the queue, which Lambda never does. */
function inQueue(queue: IQueue): IDestination {
  return {
    bind(_scope, from) {
      const actions = ['sqs:SendMessage'];
      from.addToRolePolicy(new PolicyStatement({ actions, resources: [queue.queueArn] }));
      return { destination: queue.queueArn };
    },
  };
}

function bundleOf(scope: Construct, name: string): string {
  const root: unknown = scope.node.tryGetContext('buildDirectory') ?? buildDirectory;
  const folder = join(String(root), name);
  if (!existsSync(join(folder, 'index.mjs'))) {
    throw new CannotDeploy(
      `There is no function '${name}' to deploy: ${folder}/index.mjs is missing. ` +
        `It is built from lambdas/*/handlers/${name}.ts or .tsx by 'npm run build', which 'npm run synth' runs first.`,
    );
  }
  return folder;
}
