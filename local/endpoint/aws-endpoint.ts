import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Guard } from '../iam/guard.ts';
import type { Problems } from '../problems.ts';
import { UnsupportedLocally } from '../unsupported.ts';
import { AwsError } from './aws-error.ts';
import { readBody } from './body.ts';
import { type Callers, readCredential } from './callers.ts';
import { isQuery, readQuery, xmlError } from './query-protocol.ts';
import type { TableProxy } from './table-proxy.ts';
import type { AnswerRequest, ApiAnswer, ApiService, WireAnswer, WireRequest } from './wire.ts';

/** A call that a function is about to make. */
export interface PassingCall {
  /** Name of the function. */
  readonly caller: string;
  /** `dynamodb`, `states`, `ses`, ... */
  readonly service: string;
  /** `TransactWriteItems`, `SendRawEmail`; empty for REST services. */
  readonly action: string;
  readonly body: string;
  /** The function's run, by the name that `traceOf` gives it. */
  readonly trace: string | undefined;
}

/** Looks at a call that was made: an error that it gives takes the place of the answer. */
export interface OnceAnswered {
  readonly onceAnswered: (status: number) => AwsError | undefined;
}

type Interrupted = AwsError | OnceAnswered | undefined;

/**
 * Sees each call before it goes on, and may hold it. An error that it gives is the call's answer, and the call is not made; or it
 * looks at the call once more when it was made, so that what was done stands though nobody hears of it.
 */
export type Interrupt = (call: PassingCall) => Interrupted | Promise<Interrupted>;

/** What the endpoint must know before it may listen. */
export interface EndpointParts {
  readonly callers: Callers;
  readonly guard: Guard;
  readonly tables: TableProxy;
  /** By the service's name in a signature: `states`, `ses`, ... */
  readonly services: Readonly<Record<string, ApiService>>;
  /** Told of what holds a call of a function, for which other events may have to run. */
  whileHeld<T>(work: Promise<T>): Promise<T>;
}

const MAX_BODY_BYTES = 60 * 1024 * 1024;

/** What functions, and tools of developers, reach in place of AWS: by message or over HTTP. */
export class AwsEndpoint {
  readonly #server: Server;
  readonly #problems: Problems;
  #parts: EndpointParts | undefined;
  /** For tests of what happens when a function is interrupted half-way. */
  interrupt: Interrupt | undefined;

  private constructor(problems: Problems) {
    this.#problems = problems;
    this.#server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
      this.#overHttp(request, response).catch((error: unknown) => response.destroy(error as Error));
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
  }

  readonly answer: AnswerRequest = async (request) => {
    const asked = String(request.headers['content-type'] ?? 'application/json');
    const speaksQuery = isQuery(asked);
    const type = { 'content-type': speaksQuery ? 'text/xml' : asked };
    try {
      const answer = await this.#handle(request);
      const wire: WireAnswer = 'json' in answer ? { status: 200, body: JSON.stringify(answer.json) } : answer;
      return { ...wire, headers: { ...type, ...wire.headers } };
    } catch (error) {
      const isAwsError = error instanceof AwsError;
      const name = error instanceof Error ? error.name : 'InternalFailure';
      const message = error instanceof Error ? error.message : String(error);
      if (!isAwsError) this.#problems.report(message);
      return {
        status: isAwsError ? error.status : 400,
        headers: { ...type, 'x-amzn-errortype': name },
        body: speaksQuery ? xmlError(name, message) : JSON.stringify({ __type: name, message }),
      };
    }
  };

  async #overHttp(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const { method = 'POST', url: path = '/', headers } = request;
    const bytes = await readBody(request, MAX_BODY_BYTES);
    if (bytes === 'too large') {
      response.writeHead(413).end();
      return;
    }
    const { status, headers: answered, body } = await this.answer({ method, path, headers, body: bytes.toString() });
    response.writeHead(status, answered);
    response.end(typeof body === 'string' ? body : Buffer.from(body));
  }

  async #handle(request: WireRequest): Promise<ApiAnswer> {
    const { method, path, headers, body } = request;
    const credential = readCredential(text(headers.authorization));
    const caller = credential && this.#parts?.callers.find(credential.accessKeyId);
    if (!this.#parts || !credential || !caller) {
      throw new AwsError('UnrecognizedClientException', 'The security token included in the request is invalid.', 403);
    }
    const { guard, tables, services, whileHeld } = this.#parts;
    const parameters = isQuery(text(headers['content-type'])) ? readQuery(body) : json(body);
    const action = actionOf(request, parameters);
    const trace = traceOf(headers['x-amzn-trace-id']);
    const interruption = this.interrupt?.({ caller: caller.name, service: credential.service, action, body, trace });
    const interrupted = interruption instanceof Promise ? await whileHeld(interruption) : interruption;
    if (interrupted instanceof AwsError) throw interrupted;
    const isTable = credential.service === 'dynamodb';
    const service = services[credential.service];
    if (!service && !isTable) {
      throw new UnsupportedLocally(
        `the AWS service '${credential.service}', action ${action || `${method} ${path}`}`,
        `called by ${caller.name}`,
      );
    }
    guard.admit(caller, { action, method, path, service: credential.service, body: parameters });
    const answer = await (service
      ? service({ ...request, caller, action, parameters })
      : tables.forward(action, body, parameters));
    const lost = interrupted?.onceAnswered('status' in answer ? answer.status : 200);
    if (lost) throw lost;
    return answer;
  }
}

const text = (header: string | string[] | undefined): string => String(header ?? '');

/** JSON services name it in a header, query services among their parameters. */
function actionOf({ headers }: WireRequest, parameters: unknown): string {
  const target = text(headers['x-amz-target']);
  if (target !== '' || !isQuery(text(headers['content-type']))) return target.replace(/^.*\./, '');
  return String((parameters as { Action?: unknown }).Action ?? '');
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
  return /Root=1-([^;]+)/.exec(text(header))?.[1];
}
