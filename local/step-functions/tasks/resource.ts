import type { Reader } from '../definition/reader.ts';

/** What a Task calls and how it waits for it. */
export interface TaskResource {
  readonly arn: string;
  readonly kind: 'lambda-function' | 'lambda-invoke' | 'start-execution' | 'put-events' | 'aws-sdk';
  /** What the events name: `lambda`, `states`, `events`, `aws-sdk:dynamodb`. */
  readonly resourceType: string;
  /** What the events name: `invoke.waitForTaskToken`. */
  readonly resource: string;
  /** Both names, as the events of a task carry them. */
  readonly called: { readonly resourceType: string; readonly resource: string };
  readonly pattern: 'request-response' | 'wait-for-token' | 'sync' | 'sync:2';
}

const SERVICE = /^arn:[\w-]+:states:[\w-]*:\d*:([\w:-]+?):([A-Za-z0-9]+)(\.waitForTaskToken|\.sync:2|\.sync)?$/;
const FUNCTION = /^arn:[\w-]+:lambda:[\w-]+:\d{12}:function:[\w-]+(:[\w$-]+)?$/;
const PATTERNS = { '.waitForTaskToken': 'wait-for-token', '.sync': 'sync', '.sync:2': 'sync:2' } as const;

const NONE = named({ arn: '', kind: 'aws-sdk', resourceType: '', resource: '', pattern: 'request-response' });

/** Parses the Resource of a Task. What this engine cannot call is reported with what it can. */
export function parseResource(reader: Reader): TaskResource {
  reader.require('Resource');
  const arn = reader.string('Resource');
  if (arn === undefined) return NONE;
  if (FUNCTION.test(arn)) {
    return named({ arn, kind: 'lambda-function', resourceType: 'lambda', resource: arn, pattern: 'request-response' });
  }
  const [, service = '', action = '', suffix = ''] = SERVICE.exec(arn) ?? [];
  const kind = kindOf(service, action);
  const pattern = suffix === '' ? 'request-response' : PATTERNS[suffix as keyof typeof PATTERNS];
  if (!kind || !supports(kind, pattern)) {
    reader.problems.report(
      'UNSUPPORTED_RESOURCE',
      reader.at('Resource'),
      `The resource provided '${arn}' is not one this engine runs: it runs Lambda functions, lambda:invoke, ` +
        'states:startExecution, events:putEvents, sqs:sendMessage, sns:publish, DynamoDB items and aws-sdk calls',
    );
    return NONE;
  }
  return named({ arn, kind, resourceType: service, resource: action + suffix, pattern });
}

function named(parts: Omit<TaskResource, 'called'>): TaskResource {
  return { ...parts, called: { resourceType: parts.resourceType, resource: parts.resource } };
}

/** Optimised integrations that are answered as plain calls of their service. */
const CALLED_AS_SDK = new Set([
  'sqs:sendMessage',
  'sns:publish',
  'dynamodb:getItem',
  'dynamodb:putItem',
  'dynamodb:updateItem',
  'dynamodb:deleteItem',
]);

function kindOf(service: string, action: string): TaskResource['kind'] | undefined {
  if (service.startsWith('aws-sdk:')) return 'aws-sdk';
  const name = `${service}:${action}`;
  if (CALLED_AS_SDK.has(name)) return 'aws-sdk';
  if (name === 'lambda:invoke') return 'lambda-invoke';
  if (name === 'states:startExecution') return 'start-execution';
  if (name === 'events:putEvents') return 'put-events';
  return undefined;
}

function supports(kind: TaskResource['kind'], pattern: TaskResource['pattern']): boolean {
  if (pattern === 'request-response' || pattern === 'wait-for-token') return true;
  return kind === 'start-execution';
}
