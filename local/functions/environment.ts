import { createHash } from 'node:crypto';
import type { FunctionSettings } from './settings.ts';

/** The access key by which the local endpoint recognises a function: stable, and as long as AWS's own. */
export function accessKeyOf(functionName: string): string {
  return `ASIA${createHash('sha256').update(functionName).digest('hex').slice(0, 16).toUpperCase()}`;
}

/**
 * The environment of a function: the synthesized variables and what Lambda itself adds, nothing of this machine's.
 *
 * `AWS_ENDPOINT_URL` covers every service, so that a call which nobody imitates ends at the local endpoint, where it is
 * refused by name, and never on the internet.
 */
export function lambdaEnvironment(
  settings: FunctionSettings,
  region: string,
  endpoint: string,
): Record<string, string> {
  return {
    ...settings.environment,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_ENDPOINT_URL: endpoint,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: settings.name,
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(settings.memoryMb),
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_FORMAT: settings.logFormat,
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${settings.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ACCESS_KEY_ID: accessKeyOf(settings.name),
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_SESSION_TOKEN: 'local',
    LAMBDA_TASK_ROOT: settings.folder,
    _HANDLER: `index.${settings.handlerExport}`,
    TZ: ':UTC',
    PATH: '/usr/local/bin:/usr/bin:/bin',
  };
}
