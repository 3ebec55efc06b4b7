import { existsSync } from 'node:fs';
import { RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import {
  CfnStateMachine,
  DefinitionBody,
  LogLevel,
  StateMachine,
  StateMachineType,
} from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import { CannotDeploy } from '../cannot-deploy.ts';
import type { DeploymentSettings } from '../deployment-settings.ts';
import { expandedFile } from '../expanded-machine.ts';
import { explainUnused } from '../explained-rights.ts';
import { pascalCase } from '../letter-case.ts';
import type { MachineName } from '../machine-name.ts';
import { executionArns, machineArn, physicalName } from '../names.ts';
import { functionPlaceholder, machinePlaceholder } from '../placeholders.ts';
import { acknowledge, acknowledgeWildcards } from '../policy-checks.ts';
import { alarmPeriod, FailureAlarm } from './failure-alarm.ts';

export interface WorkflowProps {
  readonly settings: DeploymentSettings;
  readonly name: MachineName;
  /** What people notice when its executions fail, in plain words; the text of its alarm. */
  readonly impact: string;
  /** The ASL file, JSON. */
  readonly definitionFile: string;
  /** Functions by name: `${OfferDatesArn}` in the ASL is the ARN of `offer-dates`. */
  readonly functionArns: Readonly<Record<string, string>>;
  /** Machines by name that it starts without waiting: `${FollowUpMachineArn}` is the ARN of `follow-up`. */
  readonly started?: Readonly<Record<string, StateMachine>>;
  /** Whether an execution of it may start another, to go on there. */
  readonly startsItself?: boolean;
  /** Machines by name that executions of earlier releases start without waiting. The file does not name them. */
  readonly startedBefore?: Readonly<Record<string, StateMachine>>;
  /** Machines by name that it starts and waits for. */
  readonly awaited?: Readonly<Record<string, StateMachine>>;
}

/**
 * One state machine, read from its ASL file and given what each Task has by its kind (lib/machine-policies.ts).
 *
 * What the file calls and what the machine may call are the same map: the synthesis fails where they differ.
 */
export class Workflow extends StateMachine {
  constructor(scope: Construct, props: WorkflowProps) {
    const { settings, name } = props;
    const id = pascalCase(name);
    const ownArn = machineArn(scope, settings, name); // it cannot refer to itself
    const substitutions = {
      ...substitutionsOf(props),
      ...(props.startsItself && { [machinePlaceholder(name)]: ownArn }),
    };
    const definition = readDefinition(props.definitionFile, Object.keys(substitutions));
    super(scope, `${id}Machine`, {
      stateMachineName: physicalName(settings, name),
      stateMachineType: StateMachineType.STANDARD,
      definitionBody: DefinitionBody.fromString(definition),
      definitionSubstitutions: substitutions,
      tracingEnabled: true,
      logs: {
        destination: new LogGroup(scope, `${id}MachineLog`, {
          // This prefix keeps the account's resource policy for log delivery under its limit of 5,120 characters.
          logGroupName: `/aws/vendedlogs/states/${physicalName(settings, name)}`,
          retention: settings.logDays,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
        level: LogLevel.ALL,
        includeExecutionData: false, // answers and task tokens never reach a log
      },
    });
    this.#grant(props);
    this.#setTemplateLintAside();
    this.#watch(props);
  }

  /**
   * No definition has a time limit of its own: each wait in it has one, so an execution fails or goes on. AWS ends one after
   * a year, which counts as timed out; whatever waits for nobody meets its limit of 25,000 events long before, which
   * counts as failed. So $0.10 a month is spent on a second alarm where people are waited for, and nowhere else.
   */
  #watch({ settings, name, impact, functionArns }: WorkflowProps): void {
    const period = alarmPeriod;
    const failed = this.metricFailed({ period });
    new FailureAlarm(this, 'Alarm', { settings, name: `${name}-executions-fail`, impact, metric: failed });
    if (!('ask-a-person' in functionArns)) return;
    const timedOut = this.metricTimedOut({ period });
    new FailureAlarm(this, 'TimeAlarm', { settings, name: `${name}-executions-time-out`, impact, metric: timedOut });
  }

  /**
   * cfn-lint takes a JSONata `TimeoutSeconds` for a mistake, and fails itself on a Map inside a definition. `npm run
   * check` holds the ASL files against their own schema instead.
   */
  #setTemplateLintAside(): void {
    const resource = this.node.defaultChild;
    if (!(resource instanceof CfnStateMachine)) throw new Error(`${this.node.path} is no state machine.`);
    resource.addMetadata('cfn-lint', { config: { ignore_checks: ['E3601', 'E1101'] } });
  }

  #grant(props: WorkflowProps): void {
    const allow = (actions: string[], resources: string[]): void => {
      if (resources.length > 0) this.addToRolePolicy(new PolicyStatement({ actions, resources }));
    };
    const started = Object.values({ ...props.started, ...props.startedBefore });
    const awaited = Object.values(props.awaited ?? {});
    allow(['lambda:InvokeFunction'], Object.values(props.functionArns));
    allow(
      ['states:StartExecution'],
      [
        ...[...started, ...awaited].map((machine) => machine.stateMachineArn),
        ...(props.startsItself ? [machineArn(this, props.settings, props.name)] : []),
      ],
    );
    if (awaited.length > 0) this.#allowWaitingFor(Object.keys(props.awaited ?? {}), props.settings);
    const reasons = {
      ...(awaited.length > 0 && {
        'states:StopExecution': 'An execution that is stopped while it waits for another stops that too; few ever are.',
      }),
      ...(Object.keys(props.startedBefore ?? {}).length > 0 && {
        'states:StartExecution':
          'Executions of earlier releases, which have this role, start other machines themselves.',
      }),
      ...(props.startsItself && {
        'states:StartExecution': 'It goes on in another execution after 1,000 members; no season has so many.',
      }),
    };
    if (Object.keys(reasons).length > 0) explainUnused(this, reasons);
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]': 'Log delivery and X-Ray accept no resource in their actions.',
    });
  }

  /** `startExecution.sync:2` learns of the end through a rule that Step Functions manages under this fixed name. */
  #allowWaitingFor(names: readonly string[], settings: DeploymentSettings): void {
    const { stack } = this;
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['events:PutTargets', 'events:PutRule', 'events:DescribeRule'],
        resources: [
          stack.formatArn({
            service: 'events',
            resource: 'rule',
            resourceName: 'StepFunctionsGetEventsForStepFunctionsExecutionRule',
          }),
        ],
      }),
    );
    const executions = names.map((name) => executionArns(this, settings, name));
    this.addToRolePolicy(
      new PolicyStatement({
        actions: ['states:DescribeExecution', 'states:StopExecution'],
        resources: executions,
      }),
    );
    acknowledgeWildcards(this, executions, 'The ARN of an execution is only known when it starts.');
  }
}

function substitutionsOf(props: WorkflowProps): Record<string, string> {
  const machines = { ...props.started, ...props.awaited };
  return Object.fromEntries([
    ...Object.entries(props.functionArns).map(([name, arn]) => [functionPlaceholder(name), arn]),
    ...Object.entries(machines).map(([name, machine]) => [machinePlaceholder(name), machine.stateMachineArn]),
  ]);
}

function readDefinition(file: string, given: readonly string[]): string {
  if (!existsSync(file)) throw new CannotDeploy(`There is no state machine to deploy in ${file}: the file is missing.`);
  const definition = expandedFile(file);
  const wanted = new Set([...definition.matchAll(/\$\{([^}]*)\}/g)].map((match) => match[1] ?? ''));
  const unmet = [...wanted].filter((name) => !given.includes(name));
  const unused = given.filter((name) => !wanted.has(name));
  const complaints = [
    ...(unmet.length > 0 ? [`it uses ${placeholders(unmet)}, which lib/machines.ts does not give it`] : []),
    ...(unused.length > 0 ? [`lib/machines.ts gives it ${placeholders(unused)}, which it does not use`] : []),
  ];
  if (complaints.length > 0) throw new CannotDeploy(`${file} and lib/machines.ts differ: ${complaints.join('; ')}.`);
  return definition; // without white space, which counts against the million characters that a template may have
}

const placeholders = (names: readonly string[]): string => names.map((name) => `\${${name}}`).join(', ');
