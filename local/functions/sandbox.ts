import { createInterface } from 'node:readline';
import { Worker } from 'node:worker_threads';
import type { AnswerRequest } from '../endpoint/wire.ts';
import type { FunctionSettings } from './settings.ts';

/** The JSON that a failed function leaves: Step Functions takes `errorType` as the error's name. */
export interface LambdaError {
  readonly errorType: string;
  readonly errorMessage: string;
  readonly trace?: readonly string[];
}

/** What one run of a function came to. The payload is JSON text. */
export type RunResult = { readonly payload: string } | { readonly error: LambdaError };

/** A function of one release, as a sandbox loads it. */
export interface SandboxedFunction {
  /** Another one for another release: what is loaded under a key stays as it is. */
  readonly key: string;
  readonly settings: FunctionSettings;
  readonly environment: Readonly<Record<string, string>>;
  /** Gets each line that the function writes to its output. */
  onLine(line: string): void;
  /** Gets the processor time of each run, in milliseconds of the sandbox's thread. */
  onProcessorTime(milliseconds: number): void;
}

/** What a sandbox stands on. */
export interface SandboxGround {
  /** Where the functions' AWS clients talk to; their requests come by message. */
  readonly endpoint: string;
  readonly answer: AnswerRequest;
  /** Folder for what V8 makes of the functions' code, which a later run need not make again. */
  readonly compileCache: string;
  /** Whether functions share chunks of code: for a sandbox of several functions. */
  readonly isShared: boolean;
}

type Answer = (RunResult & { readonly processorMs?: number }) | { readonly ready: true };
interface Printed {
  readonly printed: string;
}
interface Call {
  readonly call: number;
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A worker thread with functions loaded, as warm as a Lambda sandbox is after its first event. One event at a time. */
export class Sandbox {
  readonly #worker: Worker;
  /** Nothing while no stack has it. */
  #answerRequest: AnswerRequest | undefined;
  /** The functions that it has loaded, by their keys. */
  readonly #loaded = new Set<string>();
  #settleAnswer: ((answer: Answer) => void) | undefined;
  #gone: LambdaError | undefined;
  /** Whose output it is that comes now. */
  #onLine: ((line: string) => void) | undefined;

  constructor({ endpoint, answer, compileCache, isShared }: SandboxGround) {
    this.#answerRequest = answer;
    this.#worker = new Worker(new URL('./sandbox.mjs', import.meta.url), {
      name: 'functions',
      env: {},
      execArgv: [],
      stdout: true,
      stderr: true,
      // A small young generation keeps idle sandboxes from growing to the size of busy ones.
      resourceLimits: isShared
        ? { maxOldGenerationSizeMb: 512, maxYoungGenerationSizeMb: 96 }
        : { maxOldGenerationSizeMb: 256, maxYoungGenerationSizeMb: 16 },
      workerData: { endpoint, isShared, compileCache },
    });
    this.#worker.on('message', (message: Answer | Printed | Call) => {
      if ('call' in message) void this.#pass(message);
      else if (!('printed' in message)) this.#settle(message);
      else for (const line of message.printed.split('\n')) if (line !== '') this.#onLine?.(line);
    });
    this.#worker.on('error', (thrown) => this.#end(thrown instanceof Error ? thrown.name : 'Error', String(thrown)));
    this.#worker.on('exit', (code) => this.#end('Runtime.ExitError', `Runtime exited with error: exit status ${code}`));
    for (const input of [this.#worker.stdout, this.#worker.stderr]) {
      createInterface({ input }).on('line', (line) => this.#onLine?.(line));
    }
    this.#worker.unref();
  }

  /** A sandbox whose thread has ended, by a crash or a timeout, must not be used again. */
  get isGone(): boolean {
    return this.#gone !== undefined;
  }

  /** Leaves its stack, idle: what it still asks or prints is heard by nobody. */
  leave(): void {
    this.#answerRequest = undefined;
    this.#onLine = undefined;
    this.#loaded.clear();
  }

  /** Serves another stack: every function is loaded anew, with its own clients and environment, over chunks that are warm. */
  enter({ endpoint, answer }: Pick<SandboxGround, 'endpoint' | 'answer'>): void {
    this.#answerRequest = answer;
    this.#worker.postMessage({ nextStack: endpoint });
  }

  /** Loads the function's code. Does not fail: an error in the code is the answer to the first event. */
  async warm(of: SandboxedFunction): Promise<void> {
    if (this.#gone || this.#loaded.has(of.key)) return;
    this.#loaded.add(of.key);
    this.#onLine = of.onLine;
    const ready = this.#next();
    this.#worker.postMessage({ warm: description(of) });
    await ready;
  }

  /**
   * Runs the function once. Time spent loading does not count against its timeout, as on AWS.
   *
   * @param startedAt virtual time in milliseconds since the epoch, which the invocation's trace tells.
   */
  async run(of: SandboxedFunction, event: string, awsRequestId: string, startedAt: number): Promise<RunResult> {
    await this.warm(of);
    if (this.#gone) return { error: this.#gone };
    this.#onLine = of.onLine;
    const { timeoutSeconds } = of.settings;
    const answer = this.#next();
    const timeoutMs = timeoutSeconds * 1000;
    const timer = setTimeout(() => {
      const seconds = timeoutSeconds.toFixed(2);
      this.#end('Sandbox.Timedout', `RequestId: ${awsRequestId} Error: Task timed out after ${seconds} seconds`);
      void this.#worker.terminate();
    }, timeoutMs);
    const deadline = Date.now() + timeoutMs;
    this.#worker.postMessage({ key: of.key, event, awsRequestId, startedAt, deadline });
    const result = await answer;
    clearTimeout(timer);
    if ('ready' in result) return { error: { errorType: 'Runtime.Unknown', errorMessage: 'answered twice' } };
    const { processorMs, ...outcome } = result;
    if (processorMs !== undefined) of.onProcessorTime(processorMs);
    return outcome;
  }

  /** What the thread's heap holds now, garbage too. */
  async heapBytes(): Promise<number> {
    return (await this.#worker.getHeapStatistics()).used_heap_size;
  }

  /** Ends the thread, whatever it does. */
  async stop(): Promise<void> {
    this.#end('Runtime.ExitError', 'The local stack was stopped');
    await this.#worker.terminate();
  }

  async #pass({ call, ...request }: Call): Promise<void> {
    const answerRequest = this.#answerRequest;
    if (!answerRequest) return;
    const { status, headers, body } = await answerRequest(request);
    if (this.#gone || this.#answerRequest !== answerRequest) return;
    const given = typeof body === 'string' ? [] : [body]; // handed over, not copied
    this.#worker.postMessage({ answer: call, status, headers, body }, given);
  }

  #next(): Promise<Answer> {
    return new Promise((resolve) => {
      this.#settleAnswer = resolve;
    });
  }

  #settle(answer: Answer): void {
    const waiting = this.#settleAnswer;
    this.#settleAnswer = undefined;
    waiting?.(answer);
  }

  #end(errorType: string, errorMessage: string): void {
    this.#gone ??= { errorType, errorMessage };
    this.#settle({ error: this.#gone });
  }
}

/** What the inside of a sandbox has to know of a function. */
function description({ key, settings, environment }: SandboxedFunction): object {
  const { handlerFile, handlerExport, arn: invokedFunctionArn, name: functionName, memoryMb } = settings;
  return { key, environment, handlerFile, handlerExport, invokedFunctionArn, functionName, memoryMb };
}
