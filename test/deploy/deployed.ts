/** The five stacks in the emulator: how they get there, what they tell of themselves, and how they go. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { simplifyAlarms } from './alarms-for-emulator.ts';
import { run, runWell } from './commands.ts';
import { type Emulator, workFolder } from './emulator.ts';
import type { Steps } from './steps.ts';

const stage = 'emulator';
const assembly = join(workFolder, 'cdk.out');
const outputsFile = join(workFolder, 'outputs.json');
const parts = ['data', 'portal', 'mail', 'workflow', 'operations'] as const;

const Outputs = z.record(z.string(), z.record(z.string(), z.string()));

export class Deployed {
  readonly #emulator: Emulator;
  readonly #steps: Steps;
  readonly #signal: AbortSignal;
  #outputs: z.infer<typeof Outputs> = {};

  constructor(emulator: Emulator, steps: Steps, signal: AbortSignal) {
    this.#emulator = emulator;
    this.#steps = steps;
    this.#signal = signal;
  }

  /** Bootstraps, deploys, and finds nothing left to deploy. */
  async deploy(): Promise<void> {
    await this.#steps.take('cdk synth', () =>
      this.#cdk('synth', '-c', `stage=${stage}`, '--output', assembly, '--quiet'),
    );
    simplifyAlarms(assembly);
    await this.#steps.take('cdk bootstrap', () => this.#cdk('bootstrap', '--app', assembly));
    const deploy = async () => {
      await this.#cdk(
        ...['deploy', '--all', '--app', assembly, '--require-approval', 'never', '--outputs-file', outputsFile],
      );
      this.#outputs = Outputs.parse(JSON.parse(readFileSync(outputsFile, 'utf8')));
      if (Object.keys(this.#outputs).length !== parts.length) throw new Error('Not every stack tells its outputs.');
    };
    await this.#steps.take('cdk deploy --all', deploy, () => `${parts.length} stacks`);
    const diff = async () => {
      const { status, output } = await run(
        this.#command('diff', '--app', assembly, '--fail'),
        this.#environment,
        this.#signal,
      );
      if (status !== 0) throw new Error(`What was deployed differs from what was synthesized:\n${output.trimEnd()}`);
    };
    await this.#steps.take('cdk diff', diff, () => 'nothing differs');
  }

  /** A stack's output. @throws Error when the stack has none of that name. */
  output(part: (typeof parts)[number], name: string): string {
    const value = this.#outputs[`peer-review-${stage}-${part}`]?.[name];
    if (value === undefined) throw new Error(`The ${part} stack has no output ${name}.`);
    return value;
  }

  /** Runs an npm script of the project, as README.md tells to. */
  async npm(script: string, ...parameters: readonly string[]): Promise<string> {
    return runWell(['npm', 'run', '--silent', script, '--', ...parameters], this.#environment, this.#signal);
  }

  async takeDown(): Promise<void> {
    await this.#steps.take('cdk destroy --all', async () => {
      await this.#cdk('destroy', '--all', '--app', assembly, '--force');
    });
  }

  get #environment(): Readonly<Record<string, string>> {
    return { ...this.#emulator.environment, CDK_DISABLE_CLI_TELEMETRY: 'true' };
  }

  #command(...parameters: readonly string[]): readonly string[] {
    return ['cdk', ...parameters, '--no-notices', '--no-color', '--ci'];
  }

  async #cdk(...parameters: readonly string[]): Promise<void> {
    await runWell(this.#command(...parameters), this.#environment, this.#signal);
  }
}
