import { z } from 'zod';
import type { Deployment } from '../cloudformation/deployment.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import type { Call } from './call.ts';
import type { AccessRequest } from './decide.ts';
import { tableRequests } from './table-requests.ts';

/** What the mapping has to know of the deployment that runs. */
export interface CalledWorld {
  readonly deployment: Deployment;
  /** The machine whose task gave out a token, or nothing for a token that nobody gave out. */
  machineOfToken(token: string): string | undefined;
}

/**
 * The rights that an API call needs, as the service authorization reference of AWS has them.
 *
 * @throws UnsupportedLocally for a call of which that is not known here
 */
export function accessRequests(call: Call, world: CalledWorld): AccessRequest[] {
  switch (call.service) {
    case 'dynamodb':
      return tableRequests(call, (name) => arnOf('dynamodb', `table/${name}`, world));
    case 'states':
      return stateRequests(call, world);
    case 'events':
      return eventRequests(call, world);
    case 'ses':
      return mailRequests(call, world);
    case 'lambda':
      return functionRequests(call, world);
    default:
      throw unknown(call.service, call);
  }
}

const arnOf = (service: string, resource: string, { deployment: { region, account } }: CalledWorld): string =>
  `arn:aws:${service}:${region}:${account}:${resource}`;

const ON_A_MACHINE = new Set(['StartExecution', 'DescribeStateMachine', 'ListExecutions']);
const ON_AN_EXECUTION = new Set(['StopExecution', 'DescribeExecution', 'GetExecutionHistory', 'RedriveExecution']);
const BY_TOKEN = new Set(['SendTaskSuccess', 'SendTaskFailure', 'SendTaskHeartbeat']);
const ARN_OR_TOKEN = z.object({
  stateMachineArn: z.string().optional(),
  executionArn: z.string().optional(),
  taskToken: z.string().optional(),
});

function stateRequests(call: Call, { machineOfToken }: CalledWorld): AccessRequest[] {
  const { stateMachineArn, executionArn, taskToken } = ARN_OR_TOKEN.safeParse(call.body).data ?? {};
  const on = (resource: string | undefined): AccessRequest[] =>
    // What is missing or made up is refused by the service itself, under a name that tells more.
    resource === undefined ? [] : [{ action: `states:${call.action}`, resource }];
  if (ON_A_MACHINE.has(call.action)) return on(stateMachineArn);
  if (ON_AN_EXECUTION.has(call.action)) return on(executionArn);
  if (BY_TOKEN.has(call.action)) return on(taskToken === undefined ? undefined : machineOfToken(taskToken));
  throw unknown('Step Functions', call);
}

const PUT_EVENTS = z.object({ Entries: z.array(z.object({ EventBusName: z.string().default('default') })) });

function eventRequests(call: Call, world: CalledWorld): AccessRequest[] {
  if (call.action !== 'PutEvents') throw unknown('EventBridge', call);
  const entries = PUT_EVENTS.safeParse(call.body).data?.Entries ?? [];
  const buses = [...new Set(entries.map(({ EventBusName }) => EventBusName))];
  return buses.map((bus) => ({
    action: 'events:PutEvents',
    resource: bus.startsWith('arn:') ? bus : arnOf('events', `event-bus/${bus}`, world),
  }));
}

const SEND_RAW_EMAIL = z.object({
  Source: z.string(),
  Destinations: z.array(z.string()).default([]),
  ConfigurationSetName: z.string().optional(),
});
const IDENTITY = z.object({
  ConfigurationSetAttributes: z.object({ ConfigurationSetName: z.string().optional() }).optional(),
});

/**
 * SES `SendRawEmail`, on the identity that the sender's address belongs to and on the configuration set, be it named or
 * the identity's own.
 *
 * While an account is in the sandbox of SES, whose recipients are verified identities too, the call is authorised against
 * each recipient's identity as well. Every stage begins there, so it is asked of every call.
 */
function mailRequests(call: Call, world: CalledWorld): AccessRequest[] {
  if (call.action !== 'SendRawEmail') throw unknown('SES', call);
  const { data } = SEND_RAW_EMAIL.safeParse(call.body);
  if (!data) return [];
  const from = addressOf(data.Source);
  const recipients = data.Destinations.map((to) => `identity/${addressOf(to)}`);
  const domain = from.slice(from.lastIndexOf('@') + 1);
  const identities = world.deployment.ofType('AWS::SES::EmailIdentity');
  const identity = identities.find(({ name }) => name === from) ?? identities.find(({ name }) => name === domain);
  const set =
    data.ConfigurationSetName ??
    IDENTITY.safeParse(identity?.properties).data?.ConfigurationSetAttributes?.ConfigurationSetName;
  const resources = [
    `identity/${identity?.name ?? domain}`,
    ...(set === undefined ? [] : [`configuration-set/${set}`]),
    ...recipients,
  ];
  return resources.map((resource) => ({
    action: 'ses:SendRawEmail',
    resource: arnOf('ses', resource, world),
    context: { 'ses:FromAddress': from },
  }));
}

/** The bare address of `Name <address>`, lower case. */
const addressOf = (text: string): string => (/<([^>]+)>\s*$/.exec(text)?.[1] ?? text).trim().toLowerCase();

function functionRequests(call: Call, world: CalledWorld): AccessRequest[] {
  const [, encoded] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/.exec(call.path) ?? [];
  if (encoded === undefined || call.method !== 'POST') throw unknown('Lambda', call);
  const name = decodeURIComponent(encoded);
  const qualifier = new URL(call.path, 'http://lambda').searchParams.get('Qualifier');
  const arn = name.startsWith('arn:') ? name : arnOf('lambda', `function:${name}`, world);
  return [{ action: 'lambda:InvokeFunction', resource: qualifier === null ? arn : `${arn}:${qualifier}` }];
}

function unknown(service: string, { action, method, path, caller }: Call): UnsupportedLocally {
  return new UnsupportedLocally(`the ${service} call ${action || `${method} ${path}`}`, `called by ${caller}`);
}
