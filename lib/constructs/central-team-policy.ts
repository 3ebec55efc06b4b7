import { CfnOutput, Stack } from 'aws-cdk-lib';
import { ManagedPolicy, PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from '../deployment-settings.ts';
import type { FunctionName } from '../functions.ts';
import { machineNames } from '../machines.ts';
import { executionArns, functionArn, machineArn, physicalName } from '../names.ts';
import { acknowledge, acknowledgeWildcards } from '../policy-checks.ts';

/** What the console calls for somebody who looks at the dashboard and presses its buttons. */
const calledByTheDashboard: readonly FunctionName[] = ['show-overview', 'steer-review'];

/**
 * What a console user of the central team may do, and nothing more: read this stage's dashboard, call the functions behind
 * it, and look at executions. Whoever is given it sees the people of the network, and acts under their own name.
 */
export class CentralTeamPolicy extends ManagedPolicy {
  constructor(scope: Construct, id: string, settings: DeploymentSettings) {
    super(scope, id, {
      managedPolicyName: physicalName(settings, 'central-team'),
      description: 'For console users of the central team: the dashboard, its buttons, and executions to look at',
    });
    const stack = Stack.of(this);
    const dashboard = stack.formatArn({
      ...{ service: 'cloudwatch', region: '', resource: 'dashboard' },
      resourceName: physicalName(settings, 'overview'),
    });
    const functionArns = calledByTheDashboard.map((name) => functionArn(this, settings, name));
    const machines = machineNames.map((name) => machineArn(this, settings, name));
    const executions = machineNames.map((name) => executionArns(this, settings, name));
    const allow = (actions: string[], resources: string[]): void =>
      this.addStatements(new PolicyStatement({ actions, resources }));
    allow(['cloudwatch:GetDashboard'], [dashboard]);
    // Lists and metrics are named by no ARN.
    allow(
      [
        'cloudwatch:ListDashboards',
        'cloudwatch:GetMetricData',
        'cloudwatch:DescribeAlarms',
        'states:ListStateMachines',
      ],
      ['*'],
    );
    allow(['lambda:InvokeFunction'], functionArns);
    allow(['states:DescribeStateMachine', 'states:ListExecutions'], machines);
    allow(
      ['states:DescribeExecution', 'states:DescribeStateMachineForExecution', 'states:GetExecutionHistory'],
      executions,
    );
    acknowledge(this, {
      'AwsSolutions-IAM5[Resource::*]': 'Lists and metrics are named by no ARN; they hold no person.',
    });
    acknowledgeWildcards(this, executions, 'The ARN of an execution is only known when it starts.');
    new CfnOutput(scope, 'CentralTeamPolicyArn', {
      value: this.managedPolicyArn,
      description: 'To attach to the console users of the central team',
    });
  }
}
