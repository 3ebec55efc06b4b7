import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Guard } from '../iam/guard.ts';
import type { Problems } from '../problems.ts';
import type { WireResponse } from '../step-functions/types.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { AwsError } from './aws-error.ts';
import { readBody } from './body.ts';
import { type Caller, type Callers, readCredential } from './callers.ts';
import type { TableProxy } from './table-proxy.ts';

/** One API call as the services here see it. */
export interface ApiCall {
  readonly caller: Caller;
  /** Of `X-Amz-Target: Service.Action`; empty for REST services. */
  readonly action: string;
  readonly method: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  /** The body as text. */
  readonly body: string;
}

/**
 * A service's answer: a JSON value, or a finished response.
 *
 * @throws AwsError for what the service refuses; UnsupportedLocally for what nobody imitates.
 */
export type ApiService = (call: ApiCall) => Promise<ApiAnswer>;
export type ApiAnswer = { readonly json: unknown } | WireAnswer;
export interface WireAnswer extends WireResponse {
  readonly headers?: Readonly<Record<string, string>>;
}

/** A call that a function is about to make. */
export interface PassingCall {
  /** Name of the function. */
  readonly caller: string;
  /** `dynamodb`, `states`, `ses`, ... */
  readonly service: string;
  /** `TransactWriteItems`; empty for REST services. */
  readonly action: string;
  /** The function's run, by the name that `traceOf` gives it. */
  readonly trace: string | undefined;
}

/** Sees each call before it goes on, and may hold it. An error that it gives is the call's answer. */
export type Interrupt = (call: PassingCall) => AwsError | undefined | Promise<AwsError | undefined>;

/** What the endpoint must know before it may listen. */
export interface EndpointParts {
  readonly callers: Callers;
  readonly guard: Guard;
  readonly tables: TableProxy;
  /** By the service's name in a signature: `states`, `ses`, ... */
  readonly services: Readonly<Record<string, ApiService>>;
}

const MAX_BODY_BYTES = 60 * 1024 * 1024;

/** The HTTP server that functions reach in place of AWS. */
export class AwsEndpoint {
  readonly #server: Server;
  readonly #problems: Problems;
  #parts: EndpointParts | undefined;
  /** For tests of what happens when a function is interrupted half-way. */
  interrupt: Interrupt | undefined;

  private constructor(problems: Problems) {
    this.#problems = problems;
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#handle(request, response).catch((error: unknown) => this.#fail(request, response, error));
    });
  }

  /** Listens on a free port. The functions need its address before the services that call them exist. */
  static async listen(problems: Problems): Promise<AwsEndpoint> {
    const endpoint = new AwsEndpoint(problems);
    await new Promise<void>((resolve) => endpoint.#server.listen(0, '127.0.0.1', resolve));
    return endpoint;
  }

  get url(): string {
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
  }

  serve(parts: EndpointParts): void {
    this.#parts = parts;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
    this.#parts?.tables.close();
  }

  async #handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const credential = readCredential(request.headers.authorization);
    const caller = credential && this.#parts?.callers.find(credential.accessKeyId);
    if (!this.#parts || !credential || !caller) {
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403);
    }
    const action = String(request.headers['x-amz-target'] ?? '').replace(/^.*\./, '');
    const trace = traceOf(request.headers['x-amzn-trace-id']);
    const interruption = await this.interrupt?.({ caller: caller.name, service: credential.service, action, trace });
    if (interruption) throw interruption;
    const isTable = credential.service === 'dynamodb';
    const service = this.#parts.services[credential.service];
    const { method = 'POST', url: path = '/' } = request;
    if (!service && !isTable) {
      throw new UnsupportedLocally(
        `the AWS service '${credential.service}', action ${action || `${method} ${path}`}`,
        `called by ${caller.name}`,
      );
    }
    const bytes = await readBody(request, MAX_BODY_BYTES);
    if (bytes === 'too large') throw new AwsError('RequestEntityTooLargeException', 'The request is too large.', 413);
    const body = bytes.toString('utf8');
    this.#parts.guard.admit(caller, { ...{ action, method, path }, service: credential.service, body: json(body) });
    if (!service) return this.#parts.tables.forward(action, bytes, response);
    const answer = await service({ ...{ caller, action, method, path, body }, headers: request.headers });
    const wire: WireAnswer = 'json' in answer ? { status: 200, body: JSON.stringify(answer.json) } : answer;
    response.writeHead(wire.status, { 'content-type': contentType(request), ...wire.headers });
    response.end(wire.body);
  }

  #fail(request: IncomingMessage, response: ServerResponse, error: unknown): void {
    const isAwsError = error instanceof AwsError;
    const name = error instanceof Error ? error.name : 'InternalFailure';
    const message = error instanceof Error ? error.message : String(error);
    if (!isAwsError) this.#problems.report(message);
    request.resume();
    response.writeHead(isAwsError ? error.status : 400, {
      'content-type': contentType(request),
      'x-amzn-errortype': name,
    });
    response.end(JSON.stringify({ __type: name, message }));
  }
}

/** A body that is no JSON is left to the service, which says so in its own words. */
function json(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

/** The trace that an SDK tells within a function, without its version: the run's instant and the beginning of its id. */
function traceOf(header: string | string[] | undefined): string | undefined {
  return /Root=1-([^;]+)/.exec(String(header))?.[1];
}

const contentType = (request: IncomingMessage): string => request.headers['content-type'] ?? 'application/json';
