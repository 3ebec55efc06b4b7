/** Puts a function of the catalogue into a stack, with the rights and the environment that its entry gives it. */
import { Stack } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { IQueue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { ServiceFunction } from './constructs/service-function.ts';
import { type DeploymentSettings, senderAddress } from './deployment-settings.ts';
import { explainUnused } from './explained-rights.ts';
import { type FunctionName, type FunctionParts, functions, type TableAction } from './functions.ts';
import { screamingCase } from './letter-case.ts';
import type { MachineName } from './machine-name.ts';
import { askingMachines } from './machines.ts';
import { eventBusName, executionArns, functionArn, machineArn, physicalName } from './names.ts';
import { acknowledgeWildcards } from './policy-checks.ts';
import { tableIndexes } from './table-keys.ts';

/** What every function stands on. */
export interface Ground {
  readonly settings: DeploymentSettings;
  readonly table: TableV2;
  /** Where links in mails lead: https:// and a host. */
  readonly portalOrigin: string;
}

/**
 * Adds the function `name` to the stack that `scope` belongs to.
 *
 * @param undelivered where events go that it fails on; for a function that nobody waits for
 */
export function placeFunction(
  scope: Construct,
  name: FunctionName,
  ground: Ground,
  undelivered?: IQueue,
): ServiceFunction {
  const parts = functions[name];
  const placed = new ServiceFunction(scope, {
    settings: ground.settings,
    name,
    impact: parts.impact,
    environment: environmentOf(scope, parts, ground),
    memory: parts.memory,
    timeout: parts.timeout,
    undelivered,
  });
  grantTable(placed, ground.table, parts.table);
  if (parts.mail) grantMail(placed, ground.settings);
  if (parts.publishes) grantBus(placed, ground.settings);
  grantMachines(placed, parts, ground.settings);
  if (parts.unused) explainUnused(placed, parts.unused);
  return placed;
}

function environmentOf(scope: Construct, parts: FunctionParts, ground: Ground): Record<string, string> {
  const { settings, table, portalOrigin } = ground;
  const machines = [...new Set([...(parts.starts ?? []), ...(parts.stops ?? [])])];
  return {
    STAGE_NAME: settings.stageName,
    TABLE_NAME: table.tableName,
    ...(parts.mail || parts.pages
      ? {
          CHARITY_NAME: settings.charityName,
          CENTRAL_TEAM_ADDRESS: settings.centralTeamAddress,
          URGENT_TELEPHONE: settings.centralTeamTelephone,
        }
      : {}),
    ...(parts.pages
      ? {
          TELEPHONE_HOURS: settings.centralTeamHours,
          MEMBERSHIP_COST: settings.membershipCost,
          ACCESSIBILITY_TESTED_ON: settings.accessibilityTestedOn,
        }
      : {}),
    ...(parts.mail
      ? {
          PORTAL_ORIGIN: portalOrigin,
          SENDER_ADDRESS: senderAddress(settings),
          CONFIGURATION_SET: physicalName(settings, 'mail'),
        }
      : {}),
    ...(parts.publishes ? { EVENT_BUS: eventBusName(settings) } : {}),
    ...Object.fromEntries(
      machines.map((name) => [`${screamingCase(name)}_MACHINE_ARN`, machineArn(scope, settings, name)]),
    ),
    ...Object.fromEntries(
      (parts.buttonsOf ?? []).map((name) => [`${screamingCase(name)}_ARN`, functionArn(scope, settings, name)]),
    ),
    ...Object.fromEntries(
      (parts.executionsOf ?? []).map((name) => [
        `${screamingCase(name)}_EXECUTIONS_ARN`,
        executionArns(scope, settings, name).replace(/:\*$/, ''),
      ]),
    ),
  };
}

function grantTable(to: ServiceFunction, { tableArn }: TableV2, actions: readonly TableAction[]): void {
  const onRows = actions.filter((action) => action !== 'Query').map((action) => `dynamodb:${action}`);
  if (onRows.length > 0) to.allow(onRows, [tableArn]);
  if (!actions.includes('Query')) return;
  to.allow(['dynamodb:Query'], [tableArn, ...tableIndexes.map((index) => `${tableArn}/index/${index}`)]);
}

function grantMail(to: ServiceFunction, settings: DeploymentSettings): void {
  const ses = (resource: string, resourceName: string): string =>
    Stack.of(to).formatArn({ service: 'ses', resource, resourceName });
  // While the account is in the sandbox of SES, it asks for the right on the recipient's identity as well, and nobody
  // knows the recipients beforehand. What may be sent from is held by the condition alone, to the one address.
  const anyIdentity = ses('identity', '*');
  const configurationSet = ses('configuration-set', physicalName(settings, 'mail'));
  to.allow(['ses:SendRawEmail'], [anyIdentity, configurationSet]).addCondition('StringEquals', {
    'ses:FromAddress': senderAddress(settings),
  });
  acknowledgeWildcards(
    to,
    [anyIdentity],
    'In the sandbox SES authorises against recipients; ses:FromAddress holds it.',
  );
}

function grantBus(to: ServiceFunction, settings: DeploymentSettings): void {
  const bus = { service: 'events', resource: 'event-bus', resourceName: eventBusName(settings) };
  to.allow(['events:PutEvents'], [Stack.of(to).formatArn(bus)]);
}

function grantMachines(to: ServiceFunction, parts: FunctionParts, settings: DeploymentSettings): void {
  const arns = (names: readonly MachineName[]): string[] => names.map((name) => machineArn(to, settings, name));
  if (parts.callbacks) to.allow(['states:SendTaskSuccess'], arns(askingMachines));
  if (parts.starts) to.allow(['states:StartExecution'], arns(parts.starts));
  if (parts.stops) {
    const executions = parts.stops.map((name) => executionArns(to, settings, name));
    to.allow(['states:StopExecution'], executions);
    acknowledgeWildcards(to, executions, 'The ARN of an execution is only known when it starts.');
  }
}
