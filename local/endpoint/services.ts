import type { Trails } from '../cloudtrail/trails.ts';
import type { EventBuses } from '../events/event-bus.ts';
import type { Functions } from '../functions/functions.ts';
import type { MailService } from '../mail-service/mail-service.ts';
import { handleRequest, type StepFunctions } from '../step-functions/index.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { AwsError } from './aws-error.ts';
import { xmlResult } from './query-protocol.ts';
import type { ApiAnswer, ApiCall, ApiService } from './wire.ts';

export interface ServiceParts {
  readonly functions: Functions;
  readonly buses: EventBuses;
  readonly mail: MailService;
  readonly engine: StepFunctions;
  readonly trails: Trails;
  /** Runs a function that nobody waits for. */
  invokeLater(functionArn: string, event: string): void;
}

/** The AWS services besides DynamoDB that functions may call, by the name in a request's signature. */
export function apiServices(parts: ServiceParts): Record<string, ApiService> {
  return {
    states: async (call) => {
      const answer = handleRequest(parts.engine, `AWSStepFunctions.${call.action}`, call.body);
      if (answer.status === 400 && answer.body.includes('UnknownOperationException')) {
        throw unknown('Step Functions', call);
      }
      return answer;
    },
    events: async (call) => {
      if (call.action !== 'PutEvents') throw unknown('EventBridge', call);
      return { json: parts.buses.putEvents(JSON.parse(call.body)) };
    },
    ses: async (call) => {
      if (call.action !== 'SendRawEmail') throw unknown('SES', call);
      const { Action, Version, ...request } = call.parameters as Readonly<Record<string, unknown>>;
      const sent = await parts.functions.whileHeld('request', parts.mail.sendRawEmail(request));
      return { status: 200, headers: { 'content-type': 'text/xml' }, body: xmlResult(call.action, sent) };
    },
    lambda: (call) => invoke(parts, call),
  };
}

/** What Lambda itself answers when it does not run a function, with the status of that. */
const REFUSALS: Readonly<Record<string, number>> = {
  'Lambda.TooManyRequestsException': 429,
  'Lambda.ResourceConflictException': 409,
  'Lambda.ResourceNotReadyException': 502,
  'Lambda.CodeArtifactUserPendingException': 500,
};

async function invoke({ functions, trails, invokeLater }: ServiceParts, call: ApiCall): Promise<ApiAnswer> {
  const [, encodedName] = /^\/2015-03-31\/functions\/([^/?]+)\/invocations(?:\?.*)?$/.exec(call.path) ?? [];
  if (encodedName === undefined || call.method !== 'POST') throw unknown('Lambda', call);
  const name = decodeURIComponent(encodedName);
  const settings = functions.find(name);
  if (!settings) throw new AwsError('ResourceNotFoundException', `Function not found: ${name}`, 404);
  const type = call.headers['x-amz-invocation-type'] ?? 'RequestResponse';
  if (type === 'Event') {
    invokeLater(name, call.body);
    return { status: 202, body: '' };
  }
  if (type !== 'RequestResponse') throw unknown('Lambda', call);
  const requestId = functions.newRequestId();
  const event: unknown = JSON.parse(call.body || 'null');
  const result = await functions.whileHeld('event', functions.invoke(name, event, { requestId }));
  trails.invoked(call.caller, settings.arn, requestId);
  if ('payload' in result) return { status: 200, body: result.payload, headers: { 'x-amzn-requestid': requestId } };
  const refusal = REFUSALS[result.error.errorType];
  if (refusal !== undefined) {
    throw new AwsError(result.error.errorType.replace('Lambda.', ''), result.error.errorMessage, refusal);
  }
  return { status: 200, body: JSON.stringify(result.error), headers: { 'x-amz-function-error': 'Unhandled' } };
}

function unknown(service: string, { action, method, path, caller }: ApiCall): UnsupportedLocally {
  return new UnsupportedLocally(`the ${service} call ${action || `${method} ${path}`}`, `called by ${caller.name}`);
}
