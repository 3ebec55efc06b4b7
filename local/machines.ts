import { z } from 'zod';
import type { Deployment, Resource } from './cloudformation/deployment.ts';
import { AwsError } from './endpoint/aws-error.ts';
import type { Caller } from './endpoint/caller.ts';
import type { TableProxy } from './endpoint/table-proxy.ts';
import type { EventBuses } from './events/event-bus.ts';
import { type CutsOff, outcomeOf } from './functions/cut-off.ts';
import type { Functions } from './functions/functions.ts';
import type { Guard } from './iam/guard.ts';
import { sessionOf, underRole } from './iam/permissions.ts';
import type { Problems } from './problems.ts';
import type {
  AwsCall,
  AwsOutcome,
  FunctionCall,
  FunctionOutcome,
  Integrations,
  StepFunctions,
} from './step-functions/index.ts';
import { UnsupportedLocally } from './unsupported.ts';

/** A state machine of the deployment. */
export interface Machine {
  /** As people say it: `annual-renewal`. */
  readonly name: string;
  readonly arn: string;
  readonly roleArn: string;
  /** ASL with all references resolved, as JSON text. */
  readonly definition: string;
}

const machineSchema = z.object({
  DefinitionString: z.string().optional(),
  Definition: z.unknown().optional(),
  DefinitionSubstitutions: z.record(z.string(), z.coerce.string()).default({}),
  RoleArn: z.string(),
  StateMachineName: z.string().optional(),
  StateMachineType: z.literal('STANDARD').default('STANDARD'),
});

/**
 * Takes a release's state machines into the engine, which refuses what it cannot run. Those there are get their new
 * definition for executions to come; running executions keep theirs.
 *
 * @throws UnsupportedLocally when a machine that is still running would go: AWS ends its executions.
 */
export function deployMachines(deployment: Deployment, engine: StepFunctions): Machine[] {
  const known = new Set(engine.listStateMachines().map(({ stateMachineArn }) => stateMachineArn));
  const resources = deployment.ofType('AWS::StepFunctions::StateMachine');
  const machines = resources.map((resource) => {
    const machine = readMachine(resource);
    const { definition, roleArn } = machine;
    if (known.delete(resource.arn)) engine.updateStateMachine({ stateMachineArn: resource.arn, definition, roleArn });
    else engine.createStateMachine({ name: resource.name, definition, roleArn });
    return machine;
  });
  for (const gone of known) removeMachine(gone, engine);
  return machines;
}

function removeMachine(stateMachineArn: string, engine: StepFunctions): void {
  const running = engine.listExecutions({ stateMachineArn, status: 'RUNNING' }).length;
  if (running > 0) {
    throw new UnsupportedLocally(
      `the removal of a machine with ${running} running executions, which AWS would end`,
      stateMachineArn,
    );
  }
  engine.deleteStateMachine(stateMachineArn);
}

function readMachine(resource: Resource): Machine {
  const where = `${resource.stack}/${resource.logicalId}`;
  const parsed = machineSchema.safeParse(resource.properties);
  if (!parsed.success) throw new UnsupportedLocally(`this state machine: ${z.prettifyError(parsed.error)}`, where);
  const { DefinitionString, Definition, DefinitionSubstitutions, RoleArn } = parsed.data;
  const text = DefinitionString ?? JSON.stringify(Definition);
  const definition = text.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const value = DefinitionSubstitutions[name];
    if (value === undefined) throw new UnsupportedLocally(`the placeholder ${name} of a definition`, where);
    return value;
  });
  return { name: plainName(resource.id), arn: resource.arn, roleArn: RoleArn, definition };
}

/** The construct `AnnualRenewalMachine` is the machine `annual-renewal`. */
function plainName(id: string): string {
  return id
    .replace(/(State)?Machine$/, '')
    .replace(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .toLowerCase();
}

/** What state machines reach outside themselves. Known once the rest of the stack stands. */
export interface MachineSurroundings {
  readonly functions: Functions;
  readonly tables: TableProxy;
  readonly buses: EventBuses;
  readonly guard: Guard;
  readonly problems: Problems;
  /** Which calls of functions are cut off; none unless a test says so. */
  readonly cutsOff: CutsOff;
}

/** The engine's way to functions, tables and events. */
export function machineIntegrations(surroundings: () => MachineSurroundings): Integrations {
  return {
    invokeFunction: (call) => invokeFunction(surroundings(), call),
    callAws: (call) => callAws(surroundings(), call),
    putEvents: async ({ entries, roleArn }) => {
      const { buses, guard } = surroundings();
      const body = { Entries: entries };
      try {
        guard.admit(asMachine(roleArn), { ...POSTED, service: 'events', action: 'PutEvents', body });
        return { output: buses.putEvents(body) };
      } catch (error) {
        if (error instanceof AwsError) return { error: `EventBridge.${error.name}`, cause: error.message };
        throw error;
      }
    },
    refusal: ({ roleArn, action, resource }) => {
      const { guard, problems } = surroundings();
      const refusal = guard.refusal(underRole(roleArn, sessionOf(roleArn)), { action, resource });
      // A task that fails says so itself; an execution that ought to have been stopped just goes on.
      if (refusal !== undefined && action === 'states:StopExecution') problems.report(refusal);
      return refusal;
    },
  };
}

const POSTED = { method: 'POST', path: '/' } as const;

/** The local stack on behalf of a machine. */
const asMachine = (roleArn: string): Caller => ({ kind: 'machine', name: sessionOf(roleArn), roleArn });

async function invokeFunction(
  { functions, guard, cutsOff }: MachineSurroundings,
  { functionArn, payload, roleArn }: FunctionCall,
): Promise<FunctionOutcome> {
  const action = 'lambda:InvokeFunction';
  const refusal = guard.refusal(underRole(roleArn, sessionOf(roleArn)), { action, resource: functionArn });
  if (refusal !== undefined) {
    const service = 'Service: AWSLambda; Status Code: 403; Error Code: AccessDeniedException; Proxy: null';
    return { error: 'Lambda.AWSLambdaException', cause: `${refusal} (${service})` };
  }
  const settings = functions.find(functionArn);
  if (!settings) {
    return { error: 'Lambda.ResourceNotFoundException', cause: `Function not found: ${functionArn}` };
  }
  const cutOff = cutsOff(settings, payload);
  if (cutOff && !cutOff.isDone) return outcomeOf(cutOff, settings);
  const result = await functions.invoke(functionArn, payload);
  if (cutOff && 'payload' in result) return outcomeOf(cutOff, settings);
  const time = result.takes === undefined ? {} : { takes: result.takes };
  if ('payload' in result) return { payload: JSON.parse(result.payload), ...time };
  return { error: result.error.errorType, cause: JSON.stringify(result.error), ...time };
}

async function callAws(
  { tables, guard }: MachineSurroundings,
  { service, action, parameters, roleArn }: AwsCall,
): Promise<AwsOutcome> {
  if (service !== 'dynamodb') {
    throw new UnsupportedLocally(`the call ${service}:${action}`, 'made by a state machine');
  }
  const operation = action.charAt(0).toUpperCase() + action.slice(1);
  const requests = guard.requests({
    ...POSTED,
    caller: 'a state machine',
    service,
    action: operation,
    body: parameters,
  });
  const refusal = guard.refusal(underRole(roleArn, sessionOf(roleArn)), ...requests);
  if (refusal !== undefined) return { error: 'DynamoDB.AmazonDynamoDBException', cause: refusal };
  return tables.call(operation, parameters);
}
