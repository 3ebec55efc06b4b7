import { createHash } from 'node:crypto';
import { basename } from 'node:path';
import type { Clock } from '../clock.ts';
import type { Deployment } from '../cloudformation/deployment.ts';
import type { AnswerRequest } from '../endpoint/wire.ts';
import { createIds, type NextId } from '../ids.ts';
import type { FunctionRun } from '../metrics/collect.ts';
import type { Concurrency } from '../quotas.ts';
import { compileCacheOf } from './compile-cache.ts';
import { lambdaEnvironment } from './environment.ts';
import type { InactiveFunctions } from './inactive-functions.ts';
import { type LambdaError, type RunResult, Sandbox, type SandboxedFunction } from './sandbox.ts';
import { SandboxBudget, SandboxPool } from './sandbox-pool.ts';
import { type FunctionSettings, functionNameOf, readFunctions } from './settings.ts';
import { type TurnKind, Turns } from './turns.ts';
import { leaveForNext, leavesThreads, sharedSandbox } from './warm-sandbox.ts';

/**
 * Who has a sandbox. `shared`: any function runs in any, with the chunks of code that it has in common with others loaded
 * and warmed once. `own`: each function has its own, as on AWS, which takes several times as long.
 */
export type Sandboxes = 'shared' | 'own';

export interface FunctionsOptions {
  readonly deployment: Deployment;
  readonly clock: Clock;
  /** Where the functions' AWS clients talk to. */
  readonly endpoint: string;
  /** Answers the requests that they make there. */
  readonly answer: AnswerRequest;
  readonly seed: number;
  /** Default `shared`. */
  readonly sandboxes?: Sandboxes;
  /** Hears of each run of a function, by its ARN. */
  onRun?(functionArn: string): void;
  /** How many functions may run at a time of the clock; any number unless told. */
  readonly concurrency?: Concurrency | undefined;
  /** Refuses calls of functions that nobody has called for long; none is ever inactive unless told. */
  readonly inactive?: InactiveFunctions | undefined;
  /** Whether anything at all is counted that AWS refuses when there is too much of it in a time. */
  readonly hasQuotas?: boolean;
  /** Events that run at a time; others wait for their turn. More than one gives up the order of what they do. Default 1. */
  readonly eventsAtATime?: number;
  /** Sandboxes kept in memory while each function has its own; each takes about 50 MB. Default 18. */
  readonly sandboxesKept?: number;
  /** Hears of each run when it has ended, and of each that was refused. */
  readonly onEnd?: (run: FunctionRun) => void;
  /** Hears each line that a function logs, within its run. */
  readonly onLine?: (line: string) => void;
}

/** What a run gave, and how many milliseconds of the clock it takes where that is counted. */
type TimedResult = RunResult & { readonly takes?: number };

/** A function as it is deployed, and where its events run. */
interface Placed {
  readonly of: SandboxedFunction;
  readonly pool: SandboxPool;
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
export const isThrottled = (error: LambdaError): boolean => error === throttled;

/** The deployed functions, with warm sandboxes to run their events and more while events overlap. */
export class Functions {
  readonly #functions = new Map<string, Placed>();
  readonly #options: FunctionsOptions;
  readonly #budget: SandboxBudget;
  readonly #sharedPool: SandboxPool | undefined;
  readonly #turns: Turns;
  readonly #clock: Clock;
  readonly #nextId: NextId;
  readonly #kept: number;
  readonly #logs: LogLine[] = [];
  #logged = { lines: 0, bytes: 0 };
  readonly #runs = new Map<string, number>();
  readonly #processorTimes = new Map<string, number[]>();
  readonly #throttled = new Set<string>();
  /** Releases that were deployed here. */
  #releases = 0;

  constructor(options: FunctionsOptions) {
    const { deployment, clock, seed, sandboxes = 'shared', sandboxesKept = 18, eventsAtATime = 1 } = options;
    this.#options = options;
    this.#turns = new Turns(eventsAtATime);
    this.#kept = sandboxes === 'shared' ? Number.POSITIVE_INFINITY : sandboxesKept;
    this.#budget = new SandboxBudget(this.#kept);
    this.#sharedPool = sandboxes === 'shared' ? this.#newPool(true) : undefined;
    this.#clock = clock;
    this.#nextId = createIds(seed, 'function runs');
    this.deploy(deployment);
  }

  /** Takes the functions of a release: what has not changed stays warm, what is no longer there ends. */
  deploy(deployment: Deployment): void {
    const { endpoint, hasQuotas } = this.#options;
    this.#releases += 1;
    const before = new Map(this.#functions);
    this.#functions.clear();
    for (const settings of readFunctions(deployment)) {
      const known = before.get(settings.name);
      const of: SandboxedFunction = {
        key: keyOf(settings),
        settings,
        environment: {
          ...lambdaEnvironment(settings, deployment.region, endpoint),
          // Clients try again after a moment, for which the clock does not move: it could not help against a quota.
          ...(hasQuotas && { AWS_MAX_ATTEMPTS: '1' }),
        },
        onLine: (line) => this.#log(settings.id, line),
        onProcessorTime: (milliseconds) => this.#processorTimes.get(settings.id)?.push(milliseconds),
      };
      const pool = this.#sharedPool ?? known?.pool ?? this.#newPool(false);
      if (known && !this.#sharedPool && known.of.key !== of.key) pool.retire();
      this.#functions.set(settings.name, { of, pool });
      if (!this.#processorTimes.has(settings.id)) this.#processorTimes.set(settings.id, []);
    }
    for (const [name, { pool }] of before) {
      if (!this.#sharedPool && !this.#functions.has(name)) pool.retire();
    }
  }

  /** Every function's settings, in template order. */
  get all(): FunctionSettings[] {
    return [...this.#functions.values()].map(({ of }) => of.settings);
  }

  /** The settings behind a name or any ARN of a function, alias or version. */
  find(reference: string): FunctionSettings | undefined {
    return this.#functions.get(functionNameOf(reference))?.of.settings;
  }

  /** The id of a request that is about to be made. */
  newRequestId(): string {
    return this.#nextId();
  }

  /**
   * Runs a function with an event when its turn has come, and holds the clock still meanwhile. A handler's failure is a
   * result.
   *
   * @param options.kind whether somebody at a page waits for it; any other event unless told
   * @throws Error when there is no such function.
   */
  async invoke(
    reference: string,
    event: unknown,
    { requestId = this.#nextId(), kind = 'event' }: { requestId?: string; kind?: TurnKind } = {},
  ): Promise<TimedResult> {
    const placed = this.#functions.get(functionNameOf(reference));
    if (!placed) throw new Error(`Function not found: ${reference}`);
    const { of, pool } = placed;
    const { name, id, arn } = of.settings;
    const { onEnd, concurrency, inactive } = this.#options;
    const notReady = inactive?.refusal(name);
    if (notReady) return { error: notReady };
    const takes = this.#throttled.has(name) ? undefined : concurrency?.take();
    if (this.#throttled.has(name) || (concurrency && takes === undefined)) {
      onEnd?.({ name, outcome: 'throttled', milliseconds: 0 });
      return { error: throttled };
    }
    const text = JSON.stringify(event ?? null);
    const run = async (): Promise<TimedResult> => {
      this.#runs.set(id, (this.#runs.get(id) ?? 0) + 1);
      this.#options.onRun?.(arn);
      const began = performance.now();
      const result = await pool.run(of, text, requestId, this.#clock.now());
      onEnd?.({ name, outcome: 'error' in result ? 'failed' : 'answered', milliseconds: performance.now() - began });
      return takes === undefined ? result : { ...result, takes };
    };
    return this.#clock.during(this.#turns.run(kind, run));
  }

  /** Refuses the function's events, as Lambda does without concurrency. Returns a function that ends it. */
  throttle(reference: string): () => void {
    const name = functionNameOf(reference);
    this.#throttled.add(name);
    return () => void this.#throttled.delete(name);
  }

  /** Loads each function once, as many as are kept in memory. */
  async warmAll(): Promise<void> {
    const placed = [...this.#functions.values()].slice(0, this.#kept);
    if (!this.#sharedPool) await Promise.all(placed.map(({ of, pool }) => pool.warm(of)));
    // One after another, so that all are loaded where their events will run first.
    else for (const { of } of placed) await this.#sharedPool.warm(of);
  }

  /** For as long as a function's call waits for something that another event may have to do first: see Turns. */
  whileHeld<T>(anotherIs: TurnKind, work: Promise<T>): Promise<T> {
    return this.#turns.whileHeld(anotherIs, work);
  }

  /** Runs so far by function id. */
  runs(): Record<string, number> {
    return Object.fromEntries(this.#runs);
  }

  /** Processor time of each run so far, in milliseconds of its thread, by function id and in order. */
  processorTimes(): ReadonlyMap<string, readonly number[]> {
    return this.#processorTimes;
  }

  /** What the functions wrote to their logs, oldest first. */
  logs(): readonly LogLine[] {
    return this.#logs;
  }

  /** How much the functions wrote to their logs, of which `logs` keeps the last lines. */
  logged(): { readonly lines: number; readonly bytes: number } {
    return this.#logged;
  }

  async stop(): Promise<void> {
    // Whoever had two releases has code of both, which no other stack should find.
    const warm = leavesThreads() && this.#releases === 1 ? this.#sharedPool?.release() : undefined;
    if (warm) await leaveForNext(this.#options.deployment.folder, warm);
    const pools = new Set([...this.#functions.values()].map(({ pool }) => pool));
    await Promise.all([...pools].map((pool) => pool.stop()));
  }

  #newPool(isShared: boolean): SandboxPool {
    const { endpoint, answer, deployment } = this.#options;
    const compileCache = compileCacheOf(deployment.folder);
    const ground = { endpoint, answer, compileCache, isShared };
    const create = () => (isShared ? sharedSandbox(deployment.folder, ground) : new Sandbox(ground));
    return new SandboxPool(create, this.#budget);
  }

  #log(id: string, line: string): void {
    this.#logs.push({ at: this.#clock.now(), function: id, line });
    const { lines, bytes } = this.#logged;
    this.#logged = { lines: lines + 1, bytes: bytes + Buffer.byteLength(line) };
    this.#options.onLine?.(line);
    if (this.#logs.length > LOG_LINES_KEPT) this.#logs.splice(0, LOG_LINES_KEPT / 10);
  }
}

/** Equal keys mean equal functions, whichever folder their bundles lie in: an asset's own name holds its hash. */
const keyOf = ({ folder, handlerFile, ...settings }: FunctionSettings): string =>
  `${settings.name}.${createHash('sha256')
    .update(JSON.stringify([settings, basename(folder), basename(handlerFile)]))
    .digest('hex')
    .slice(0, 16)}`;
