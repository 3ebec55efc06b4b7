import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkLogger } from '../../../lambdas/platform/sdk-logger.ts';
import type { MemoryDatabase } from './memory-database.ts';

/** What of a request the SDK hands to whoever sends it. */
interface SdkRequest {
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string | Uint8Array;
}

/**
 * A client of the SDK whose requests are answered in this process. They are not signed: nobody would look at the signature, and to make
 * it takes longer than the answer.
 */
export function inProcessClient(database: MemoryDatabase, region: string): DynamoDBClient {
  return new DynamoDBClient({
    region,
    endpoint: 'http://memory',
    credentials: { accessKeyId: 'memory', secretAccessKey: 'memory' },
    signer: { sign: async (request) => request },
    logger: sdkLogger,
    maxAttempts: 1,
    requestHandler: {
      metadata: { handlerProtocol: 'http/1.1' },
      handle: async ({ headers, body }: SdkRequest) => {
        const action = String(headers['x-amz-target']).replace(/^.*\./, '');
        const text = typeof body === 'string' ? body : new TextDecoder().decode(body);
        const { status: statusCode, headers: answered, body: answer } = database.ask(action, text);
        return { response: { statusCode, headers: answered, body: new TextEncoder().encode(answer) } };
      },
    },
  });
}
