import { basename } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import { createIds, type NextId } from '../ids.ts';
import type { FunctionRun } from '../metrics/collect.ts';
import { lambdaEnvironment } from './environment.ts';
import { type LambdaError, type RunResult, Sandbox } from './sandbox.ts';
import { SandboxBudget, SandboxPool } from './sandbox-pool.ts';
import { type FunctionSettings, functionNameOf, readFunctions } from './settings.ts';

export interface FunctionsOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  /** Where the functions' AWS clients talk to. */
  readonly endpoint: string;
  readonly seed: number;
  /** Hears of each run of a function, by its ARN. */
  onRun?(functionArn: string): void;
  /** Most sandboxes of one function at a time; further events wait for a free one. Default 2. */
  readonly sandboxesPerFunction?: number;
  /** Sandboxes kept in memory over all functions; each takes about 50 MB. Default 18. */
  readonly sandboxesKept?: number;
  /** Hears of each run when it has ended, and of each that was refused. */
  readonly onEnd?: (run: FunctionRun) => void;
  /** Hears each line that a function logs, within its run. */
  readonly onLine?: (line: string) => void;
}

/** One line that a function wrote to its log. */
export interface LogLine {
  readonly at: number;
  readonly function: string;
  readonly line: string;
}

const LOG_LINES_KEPT = 20_000;

/** Lambda's answer when a function has no concurrency left, under the name that a state machine gives it. */
const throttled: LambdaError = { errorType: 'Lambda.TooManyRequestsException', errorMessage: 'Rate Exceeded.' };

/** The deployed functions, each with a warm sandbox from its first event on and more while events overlap. */
export class Functions {
  readonly #functions = new Map<string, SandboxPool>();
  readonly #options: FunctionsOptions;
  readonly #budget: SandboxBudget;
  readonly #clock: Clock;
  readonly #nextId: NextId;
  readonly #kept: number;
  readonly #logs: LogLine[] = [];
  readonly #runs = new Map<string, number>();
  readonly #throttled = new Set<string>();

  constructor(options: FunctionsOptions) {
    const { deployment, clock, seed, sandboxesKept = 18 } = options;
    this.#options = options;
    this.#budget = new SandboxBudget(sandboxesKept);
    this.#clock = clock;
    this.#kept = sandboxesKept;
    this.#nextId = createIds(seed, 'function runs');
    this.deploy(deployment);
  }

  /** Takes the functions of a release: what has not changed stays warm, what is no longer there ends. */
  deploy(deployment: Deployment): void {
    const { endpoint, sandboxesPerFunction = 2 } = this.#options;
    const pools = new Map<string, SandboxPool>();
    for (const settings of readFunctions(deployment)) {
      const environment = lambdaEnvironment(settings, deployment.region, endpoint);
      const log = (line: string): void => this.#log(settings.id, line);
      const create = (): Sandbox => new Sandbox(settings, environment, log);
      const known = this.#functions.get(settings.name);
      known?.replace(settings, create, releaseOf(settings) !== releaseOf(known.settings));
      pools.set(settings.name, known ?? new SandboxPool(settings, create, sandboxesPerFunction, this.#budget));
    }
    for (const [name, pool] of this.#functions) {
      if (!pools.has(name)) pool.retire();
    }
    this.#functions.clear();
    for (const [name, pool] of pools) this.#functions.set(name, pool);
  }

  /** Every function's settings, in template order. */
  get all(): FunctionSettings[] {
    return [...this.#functions.values()].map(({ settings }) => settings);
  }

  /** The settings behind a name or any ARN of a function, alias or version. */
  find(reference: string): FunctionSettings | undefined {
    return this.#functions.get(functionNameOf(reference))?.settings;
  }

  /** The id of a request that is about to be made. */
  newRequestId(): string {
    return this.#nextId();
  }

  /**
   * Runs a function with an event, and holds the clock still meanwhile. A handler's failure is a result.
   *
   * @throws Error when there is no such function.
   */
  async invoke(reference: string, event: unknown, requestId = this.#nextId()): Promise<RunResult> {
    const pool = this.#functions.get(functionNameOf(reference));
    if (!pool) throw new Error(`Function not found: ${reference}`);
    const { name, id } = pool.settings;
    const { onEnd } = this.#options;
    if (this.#throttled.has(name)) {
      onEnd?.({ name, outcome: 'throttled', milliseconds: 0 });
      return { error: throttled };
    }
    this.#runs.set(id, (this.#runs.get(id) ?? 0) + 1);
    this.#options.onRun?.(pool.settings.arn);
    const began = performance.now();
    const result = await this.#clock.during(pool.run(JSON.stringify(event ?? null), requestId, this.#clock.now()));
    onEnd?.({ name, outcome: 'error' in result ? 'failed' : 'answered', milliseconds: performance.now() - began });
    return result;
  }

  /** Refuses the function's events, as Lambda does without concurrency. Returns a function that ends it. */
  throttle(reference: string): () => void {
    const name = functionNameOf(reference);
    this.#throttled.add(name);
    return () => void this.#throttled.delete(name);
  }

  /** Loads a sandbox of each function in parallel, for as many functions as are kept in memory. */
  async warmAll(): Promise<void> {
    const pools = [...this.#functions.values()].slice(0, this.#kept);
    await Promise.all(pools.map((pool) => pool.warm()));
  }

  /** Runs so far by function id. */
  runs(): Record<string, number> {
    return Object.fromEntries(this.#runs);
  }

  /** What the functions wrote to their logs, oldest first. */
  logs(): readonly LogLine[] {
    return this.#logs;
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#functions.values()].map((pool) => pool.stop()));
  }

  #log(id: string, line: string): void {
    this.#logs.push({ at: this.#clock.now(), function: id, line });
    this.#options.onLine?.(line);
    if (this.#logs.length > LOG_LINES_KEPT) this.#logs.splice(0, LOG_LINES_KEPT / 10);
  }
}

/** Equal texts mean equal functions, whichever folder their bundles lie in: an asset's own name holds its hash. */
const releaseOf = ({ folder, handlerFile, ...settings }: FunctionSettings): string =>
  JSON.stringify([settings, basename(folder), basename(handlerFile)]);
