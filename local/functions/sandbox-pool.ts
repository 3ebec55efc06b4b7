import type { RunResult, Sandbox } from './sandbox.ts';
import type { FunctionSettings } from './settings.ts';

/**
 * How many sandboxes may be in memory at once, over all functions. Whoever needs one more has the sandbox ended that has
 * been idle longest; while none is idle, the ceiling gives way rather than let two functions wait for each other.
 */
export class SandboxBudget {
  readonly #limit: number;
  #used = 0;
  /** Idle sandboxes, the one that has been so longest first, and how to end each. */
  readonly #idle = new Map<Sandbox, () => void>();

  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether one more can be had without ending another. */
  get hasRoom(): boolean {
    return this.#used < this.#limit;
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

/** The sandboxes of one function: warm between events, more while events overlap and memory lasts, up to its limit. */
export class SandboxPool {
  #settings: FunctionSettings;
  #create: () => Sandbox;
  readonly #limit: number;
  readonly #budget: SandboxBudget;
  readonly #idle: Sandbox[] = [];
  readonly #all = new Set<Sandbox>();
  /** Sandboxes of an earlier release that still run an event. */
  readonly #outdated = new Set<Sandbox>();
  readonly #waiting: ((sandbox: Sandbox) => void)[] = [];

  constructor(settings: FunctionSettings, create: () => Sandbox, limit: number, budget: SandboxBudget) {
    this.#settings = settings;
    this.#create = create;
    this.#limit = limit;
    this.#budget = budget;
  }

  get settings(): FunctionSettings {
    return this.#settings;
  }

  /**
   * Takes another release of the function, which sandboxes made from now on have.
   *
   * @param changed whether its code or environment is another, so that the sandboxes there are have to go.
   */
  replace(settings: FunctionSettings, create: () => Sandbox, changed: boolean): void {
    this.#settings = settings;
    this.#create = create;
    if (changed) this.retire();
  }

  /** Ends idle sandboxes now, and busy ones after their event. */
  retire(): void {
    for (const sandbox of this.#all) {
      if (this.#idle.includes(sandbox)) this.#end(sandbox);
      else this.#outdated.add(sandbox);
    }
  }

  async run(event: string, awsRequestId: string, startedAt = 0): Promise<RunResult> {
    const sandbox = await this.#take();
    try {
      return await sandbox.run(event, awsRequestId, startedAt);
    } finally {
      this.#giveBack(sandbox);
    }
  }

  async warm(): Promise<void> {
    if (this.#all.size > 0) return;
    const sandbox = this.#add();
    await sandbox.warm();
    this.#giveBack(sandbox);
  }

  async stop(): Promise<void> {
    await Promise.all([...this.#all].map((sandbox) => sandbox.stop()));
  }

  #add(): Sandbox {
    const sandbox = this.#create();
    this.#all.add(sandbox);
    this.#budget.add();
    return sandbox;
  }

  #end(sandbox: Sandbox): void {
    this.#remove(sandbox);
    void sandbox.stop();
  }

  #remove(sandbox: Sandbox): void {
    this.#all.delete(sandbox);
    this.#outdated.delete(sandbox);
    const position = this.#idle.indexOf(sandbox);
    if (position >= 0) this.#idle.splice(position, 1);
    this.#budget.remove(sandbox);
  }

  #take(): Sandbox | Promise<Sandbox> {
    for (let idle = this.#idle.pop(); idle; idle = this.#idle.pop()) {
      this.#budget.becomesBusy(idle);
      if (!idle.isGone) return idle;
      this.#remove(idle);
    }
    // A second sandbox is a comfort: it is not worth ending another function's only one.
    if (this.#all.size === 0 || (this.#all.size < this.#limit && this.#budget.hasRoom)) return this.#add();
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  #giveBack(sandbox: Sandbox): void {
    if (this.#outdated.has(sandbox)) this.#end(sandbox);
    else if (sandbox.isGone) this.#remove(sandbox);
    const usable = this.#all.has(sandbox) ? sandbox : undefined;
    const next = this.#waiting.shift();
    if (next) {
      next(usable ?? this.#add());
    } else if (usable) {
      this.#idle.push(usable);
      this.#budget.becomesIdle(usable, () => this.#end(usable));
    }
  }
}
