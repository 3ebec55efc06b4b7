import { accessKeyOf } from '../functions/environment.ts';
import type { Functions } from '../functions/functions.ts';
import type { Caller } from './caller.ts';

export interface Credential {
  readonly accessKeyId: string;
  /** The service that the request was signed for: `dynamodb`, `states`, `events`, `ses`, `lambda`. */
  readonly service: string;
}

/** Reads the credential scope of an AWS Signature Version 4 header. The signature itself is not checked. */
export function readCredential(authorization: string | undefined): Credential | undefined {
  const [, accessKeyId, service] =
    /Credential=([^/]+)\/\d+\/[^/]+\/([^/]+)\/aws4_request/.exec(authorization ?? '') ?? [];
  return accessKeyId === undefined || service === undefined ? undefined : { accessKeyId, service };
}

/**
 * Whoever works on this machine, with the AWS CLI or an SDK of their own: the access key to use, and a caller that may do
 * everything, as an administrator may.
 */
export const DEVELOPER_KEY = 'developer';
const developer: Caller = { kind: 'developer', name: 'developer', roleArn: '' };

/** Finds who is behind an access key. */
export class Callers {
  readonly #byKey: ReadonlyMap<string, Caller>;

  constructor(functions: Functions) {
    this.#byKey = new Map(
      functions.all.map(({ name, roleArn }) => [accessKeyOf(name), { kind: 'function', name, roleArn }]),
    );
  }

  find(accessKeyId: string): Caller | undefined {
    return accessKeyId === DEVELOPER_KEY ? developer : this.#byKey.get(accessKeyId);
  }
}
