import { z } from 'zod';
import type { Deployment, Resource } from '../cloudformation/deployment.ts';
import type { Problems } from '../problems.ts';
import type { AccessRequest, Principal } from './decide.ts';
import { type Permissions, underRole } from './permissions.ts';
import { refusalMessage } from './refusal-error.ts';

const functionSchema = z.object({
  Role: z.string(),
  LoggingConfig: z.object({ LogGroup: z.string().optional() }).optional(),
  TracingConfig: z.object({ Mode: z.string() }).optional(),
});
const machineSchema = z.object({
  RoleArn: z.string(),
  TracingConfiguration: z.object({ Enabled: z.boolean() }).optional(),
});

/** X-Ray knows no resources. */
const tracing = (...actions: string[]): AccessRequest[] =>
  actions.map((action) => ({ action: `xray:${action}`, resource: '*' }));

interface Runner {
  readonly principal: Principal;
  readonly requests: readonly AccessRequest[];
}

/**
 * What AWS does under a role by itself when a function or an execution runs: it writes logs and traces. On AWS nothing
 * fails without the right to; there are no logs and traces, which nobody notices until the day they are needed.
 */
export class RunningRights {
  readonly #permissions: Permissions;
  readonly #problems: Problems;
  #runners: ReadonlyMap<string, Runner> = new Map();
  readonly #checked = new Set<string>();

  constructor(deployment: Deployment, permissions: Permissions, problems: Problems) {
    this.#permissions = permissions;
    this.#problems = problems;
    this.deploy(deployment);
  }

  /** Takes the functions and machines of a release. */
  deploy(deployment: Deployment): void {
    const functions = deployment.ofType('AWS::Lambda::Function').map((each) => functionRunner(each, deployment));
    const machines = deployment.ofType('AWS::StepFunctions::StateMachine').map(machineRunner);
    this.#runners = new Map([...functions, ...machines]);
    this.#checked.clear();
  }

  /** A function or a machine runs, known by its ARN. What is missing is reported once. */
  ran(arn: string): void {
    if (this.#checked.has(arn)) return;
    this.#checked.add(arn);
    const runner = this.#runners.get(arn);
    const refusal = runner && this.#permissions.refusal(runner.principal, runner.requests);
    if (refusal) this.#problems.report(`Without logs or traces: ${refusalMessage(refusal)}`);
  }
}

function functionRunner({ arn, name, properties }: Resource, { region, account }: Deployment): [string, Runner] {
  const { Role, LoggingConfig, TracingConfig } = functionSchema.parse(properties);
  const group = LoggingConfig?.LogGroup ?? `/aws/lambda/${name}`;
  const stream = `arn:aws:logs:${region}:${account}:log-group:${group}:log-stream:local`;
  const requests = [
    ...['logs:CreateLogStream', 'logs:PutLogEvents'].map((action) => ({ action, resource: stream })),
    ...(TracingConfig?.Mode === 'Active' ? tracing('PutTraceSegments', 'PutTelemetryRecords') : []),
  ];
  return [arn, { principal: underRole(Role, name), requests }];
}

function machineRunner({ arn, properties }: Resource): [string, Runner] {
  const { RoleArn, TracingConfiguration } = machineSchema.parse(properties);
  // As the developer guide's 'Tracing with X-Ray' lists them; sampling rules are asked for before each trace.
  const requests = TracingConfiguration?.Enabled
    ? tracing('PutTraceSegments', 'PutTelemetryRecords', 'GetSamplingRules', 'GetSamplingTargets')
    : [];
  return [arn, { principal: underRole(RoleArn, 'tracing'), requests }];
}
