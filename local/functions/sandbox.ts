import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { FunctionSettings } from './settings.ts';

/** The JSON that a failed function leaves: Step Functions takes `errorType` as the error's name. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What one run of a function came to. The payload is JSON text. */
export type RunResult = { readonly payload: string } | { readonly error: LambdaError };

type Answer = RunResult | { readonly ready: true };
interface Printed {
  readonly printed: string;
}

/** A worker thread with one function loaded, as warm as a Lambda sandbox is after its first event. */
export class Sandbox {
  readonly #worker: Worker;
  readonly #timeoutSeconds: number;
  #answer: ((answer: Answer) => void) | undefined;
  #gone: LambdaError | undefined;
  readonly #ready: Promise<Answer>;

  /** @param onLog gets each line that the function writes to its output. */
  constructor(settings: FunctionSettings, environment: Record<string, string>, onLog: (line: string) => void) {
    this.#timeoutSeconds = settings.timeoutSeconds;
    this.#worker = new Worker(new URL('./sandbox.mjs', import.meta.url), {
      name: settings.id,
      env: environment,
      execArgv: [],
      stdout: true,
      stderr: true,
      // A small young generation keeps twenty idle sandboxes from growing to the size of twenty busy ones.
      resourceLimits: { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
      workerData: {
        handlerFile: settings.handlerFile,
        handlerExport: settings.handlerExport,
        invokedFunctionArn: settings.arn,
        functionName: settings.name,
        memoryMb: settings.memoryMb,
      },
    });
    this.#ready = this.#next();
    this.#worker.on('message', (message: Answer | Printed) => {
      if (!('printed' in message)) this.#settle(message);
      else for (const line of message.printed.split('\n')) if (line !== '') onLog(line);
    });
    this.#worker.on('error', (thrown) => this.#end(thrown instanceof Error ? thrown.name : 'Error', String(thrown)));
    this.#worker.on('exit', (code) => this.#end('Runtime.ExitError', `Runtime exited with error: exit status ${code}`));
    for (const input of [this.#worker.stdout, this.#worker.stderr]) createInterface({ input }).on('line', onLog);
    this.#worker.unref();
  }

  /** A sandbox whose thread has ended, by a crash or a timeout, must not be used again. */
  get isGone(): boolean {
    return this.#gone !== undefined;
  }

  /** Loads the code. Does not fail: an error in the code is the answer to the first event. */
  async warm(): Promise<void> {
    await this.#ready;
  }

  /**
   * Runs the function once. Time spent loading does not count against its timeout, as on AWS.
   *
   * @param startedAt virtual time in milliseconds since the epoch, which the invocation's trace tells.
   */
  async run(event: string, awsRequestId: string, startedAt: number): Promise<RunResult> {
    await this.#ready;
    if (this.#gone) return { error: this.#gone };
    const answer = this.#next();
    const timeoutMs = this.#timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      const seconds = this.#timeoutSeconds.toFixed(2);
      this.#end('Sandbox.Timedout', `RequestId: ${awsRequestId} Error: Task timed out after ${seconds} seconds`);
      void this.#worker.terminate();
    }, timeoutMs);
    this.#worker.postMessage({ event, awsRequestId, startedAt, deadline: Date.now() + timeoutMs });
    const result = await answer;
    clearTimeout(timer);
    return 'ready' in result ? { error: { errorType: 'Runtime.Unknown', errorMessage: 'answered twice' } } : result;
  }

  async stop(): Promise<void> {
    this.#end('Runtime.ExitError', 'The local stack was stopped');
    await this.#worker.terminate();
  }

  #next(): Promise<Answer> {
    return new Promise((resolve) => {
      this.#answer = resolve;
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#answer;
    this.#answer = undefined;
    waiting?.(answer);
  }

  #end(errorType: string, errorMessage: string): void {
    this.#gone ??= { errorType, errorMessage };
    this.#settle({ error: this.#gone });
  }
}
