import type { Caller } from './caller.ts';

/** A request as it comes from a client of AWS. */
export interface WireRequest {
  readonly method: string;
  readonly path: string;
  /** By lower-case names. */
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

/** Answers a request to AWS. Never rejects: what is wrong is an answer too. */
export type AnswerRequest = (request: WireRequest) => Promise<Required<WireAnswer>>;

/** One API call as the services here see it. */
export interface ApiCall extends WireRequest {
  readonly caller: Caller;
  /** Of `X-Amz-Target: Service.Action`, or `Action` of a query; empty for REST services. */
  readonly action: string;
  /** What the body says, whatever protocol it is in; nothing for a body that cannot be read. */
  readonly parameters: unknown;
}

/**
 * A service's answer: a JSON value, or a finished response.
 *
 * @throws AwsError for what the service refuses; UnsupportedLocally for what nobody imitates.
 */
export type ApiService = (call: ApiCall) => Promise<ApiAnswer>;
export type ApiAnswer = { readonly json: unknown } | WireAnswer;
export interface WireAnswer {
  readonly status: number;
  /** Text, or bytes as they came, which whoever gets them may take away. */
  readonly body: string | ArrayBuffer;
  readonly headers?: Readonly<Record<string, string>>;
}
