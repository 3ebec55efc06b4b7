/** Commands of the project and of the CDK, run as a person would, against the emulator. */
import { spawn } from 'node:child_process';
import { appendFileSync } from 'node:fs';
import { join } from 'node:path';
import { workFolder } from './emulator.ts';

const root = join(import.meta.dirname, '..', '..');

/** Everything that the commands printed. */
export const commandLog = join(workFolder, 'commands.log');

export interface Ended {
  readonly status: number | null;
  readonly output: string;
}

/** Runs `command` in the project's folder until it ends, or until `signal` does. */
export async function run(
  [command = '', ...parameters]: readonly string[],
  environment: Readonly<Record<string, string>>,
  signal: AbortSignal,
): Promise<Ended> {
  let output = '';
  const child = spawn(command, parameters, { cwd: root, env: environment, stdio: ['ignore', 'pipe', 'pipe'], signal });
  for (const stream of [child.stdout, child.stderr]) stream.on('data', (bytes) => (output += String(bytes)));
  const status = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  appendFileSync(commandLog, `$ ${command} ${parameters.join(' ')}\n${output}\n(status ${status})\n\n`);
  return { status, output };
}

/** As `run`, and gives what it printed. @throws Error with the end of that when its status is not 0. */
export async function runWell(...args: Parameters<typeof run>): Promise<string> {
  const { status, output } = await run(...args);
  if (status === 0) return output;
  const end = output.trimEnd().split('\n').slice(-40).join('\n');
  throw new Error(`'${args[0].join(' ')}' ended with status ${status}:\n${end}`);
}
