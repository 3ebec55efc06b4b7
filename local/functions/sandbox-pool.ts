import type { RunResult, Sandbox, SandboxedFunction } from './sandbox.ts';

/**
 * How many sandboxes are kept in memory, over all pools. Whoever needs one more has the sandbox ended that has been idle
 * longest; while none is idle there are more.
 */
export class SandboxBudget {
  readonly #limit: number;
  #used = 0;
  /** Idle sandboxes, the one that has been so longest first, and how to end each. */
  readonly #idle = new Map<Sandbox, () => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  add(): void {
    this.#used += 1;
    if (this.#used <= this.#limit) return;
    const [longestIdle] = this.#idle.values();
    longestIdle?.();
  }

  remove(sandbox: Sandbox): void {
    this.#used -= 1;
    this.#idle.delete(sandbox);
  }

  becomesIdle(sandbox: Sandbox, end: () => void): void {
    this.#idle.set(sandbox, end);
  }

  becomesBusy(sandbox: Sandbox): void {
    this.#idle.delete(sandbox);
  }
}

/** Sandboxes that may each run any event of this pool: of one function, or of all functions that share. */
export class SandboxPool {
  readonly #create: () => Sandbox;
  readonly #budget: SandboxBudget;
  /** The oldest first: it is the warmest, and is taken first. */
  readonly #all: Sandbox[] = [];
  readonly #idle = new Set<Sandbox>();
  /** Sandboxes of an earlier release that still run an event. */
  readonly #outdated = new Set<Sandbox>();

  constructor(create: () => Sandbox, budget: SandboxBudget) {
    this.#create = create;
    this.#budget = budget;
  }

  /** Ends idle sandboxes now, and busy ones after their event: what is loaded is of an earlier release. */
  retire(): void {
    for (const sandbox of [...this.#all]) {
      if (this.#idle.has(sandbox)) this.#end(sandbox);
      else this.#outdated.add(sandbox);
    }
  }

  /** @param startedAt virtual time in milliseconds since the epoch */
  run(of: SandboxedFunction, event: string, awsRequestId: string, startedAt: number): Promise<RunResult> {
    return this.#use((sandbox) => sandbox.run(of, event, awsRequestId, startedAt));
  }

  /** Loads a function in the sandbox that will run its first event. */
  warm(of: SandboxedFunction): Promise<void> {
    return this.#use((sandbox) => sandbox.warm(of));
  }

  async stop(): Promise<void> {
    await Promise.all(this.#all.map((sandbox) => sandbox.stop()));
  }

  /** Gives away the sandbox that is taken first, if it is idle: the pool does not end it any more. */
  release(): Sandbox | undefined {
    const [warmest] = this.#all;
    if (!warmest || warmest.isGone || !this.#idle.has(warmest)) return undefined;
    this.#idle.delete(warmest);
    this.#remove(warmest);
    return warmest;
  }

  async #use<T>(work: (sandbox: Sandbox) => Promise<T>): Promise<T> {
    const sandbox = this.#take();
    try {
      return await work(sandbox);
    } finally {
      this.#giveBack(sandbox);
    }
  }

  #take(): Sandbox {
    for (const sandbox of this.#all.filter((each) => this.#idle.has(each))) {
      if (sandbox.isGone) {
        this.#remove(sandbox);
        continue;
      }
      this.#idle.delete(sandbox);
      this.#budget.becomesBusy(sandbox);
      return sandbox;
    }
    const sandbox = this.#create();
    this.#all.push(sandbox);
    this.#budget.add();
    return sandbox;
  }

  #giveBack(sandbox: Sandbox): void {
    if (sandbox.isGone) this.#remove(sandbox);
    else if (this.#outdated.has(sandbox)) this.#end(sandbox);
    else {
      this.#idle.add(sandbox);
      this.#budget.becomesIdle(sandbox, () => this.#end(sandbox));
    }
  }

  #end(sandbox: Sandbox): void {
    this.#remove(sandbox);
    void sandbox.stop();
  }

  #remove(sandbox: Sandbox): void {
    this.#all.splice(this.#all.indexOf(sandbox), 1);
    this.#outdated.delete(sandbox);
    this.#idle.delete(sandbox);
    this.#budget.remove(sandbox);
  }
}
