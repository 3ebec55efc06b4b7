/** How the parts of one stage are called. Names are derived, so that two parts may know each other without a cycle. */
import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import type { DeploymentSettings } from './deployment-settings.ts';
import type { MachineName } from './machine-name.ts';

/** `peer-review-STAGE-WHAT`: the physical name of a part. */
export const physicalName = (settings: DeploymentSettings, what: string): string =>
  `peer-review-${settings.stageName}-${what}`;

/** The bus that the stage's own events are on. */
export const eventBusName = (settings: DeploymentSettings): string => physicalName(settings, 'events');

/** The namespace of all metrics that our functions tell. */
export const ownNamespace = 'PeerReview';

/**
 * A machine's ARN, made from its name. A function that starts or answers a machine which in turn calls that function
 * cannot refer to it: CloudFormation would see a circle.
 */
export function machineArn(scope: Construct, settings: DeploymentSettings, machine: MachineName): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'stateMachine',
    resourceName: physicalName(settings, machine),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** A function's ARN, made from its name: for those who know of it and have no right of their own to call it. */
export function functionArn(scope: Construct, settings: DeploymentSettings, name: string): string {
  return Stack.of(scope).formatArn({
    service: 'lambda',
    resource: 'function',
    resourceName: physicalName(settings, name),
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}

/** The ARN pattern of a machine's executions: their names are only known when they start. */
export function executionArns(scope: Construct, settings: DeploymentSettings, machine: string): string {
  return Stack.of(scope).formatArn({
    service: 'states',
    resource: 'execution',
    resourceName: `${physicalName(settings, machine)}:*`,
    arnFormat: ArnFormat.COLON_RESOURCE_NAME,
  });
}
