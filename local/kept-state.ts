import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { StoredMail } from './inbox/inbox.ts';
import { type LocalStack, TABLES_FILE } from './stack.ts';

/** What `--data` keeps beside the tables. */
export interface KeptState {
  /** Virtual time at which it was saved. */
  readonly at: number;
  /** Whether the school's year had been played to its end. */
  readonly played: boolean;
  readonly mails: readonly StoredMail[];
  readonly running: readonly { readonly machine: string; readonly name: string; readonly input: string }[];
}

const fileIn = (folder: string): string => join(folder, 'state.json');

/** A folder with tables and no state: the run before it did not come to an end, and how far it was is not known. */
export class RunCutOff extends Error {
  override readonly name = 'RunCutOff';
}

/**
 * The state of an earlier run, if the folder has one.
 *
 * @throws RunCutOff
 */
export function readKeptState(folder: string): KeptState | undefined {
  const file = fileIn(folder);
  if (existsSync(file)) return JSON.parse(readFileSync(file, 'utf8')) as KeptState;
  if (!existsSync(join(folder, TABLES_FILE))) return undefined;
  throw new RunCutOff(
    `The run that filled ${folder} was cut off before it could be kept. Empty the folder or name another.`,
  );
}

/** Writes what is not in the tables: the clock, the mails, and which executions were under way. */
export function keepState(stack: LocalStack, folder: string, { played }: { played: boolean }): void {
  const names = new Map(stack.machines.map(({ arn, name }) => [arn, name]));
  const running = stack.engine.listExecutions({ status: 'RUNNING' }).toReversed();
  const state: KeptState = {
    at: stack.clock.now(),
    played,
    mails: stack.inbox.save(),
    running: running.map(({ stateMachineArn, name, input }) => ({
      ...{ name, input },
      machine: names.get(stateMachineArn) ?? '',
    })),
  };
  mkdirSync(folder, { recursive: true });
  // Written aside first, so that a run that is cut off leaves the state before it whole.
  writeFileSync(`${fileIn(folder)}.new`, JSON.stringify(state));
  renameSync(`${fileIn(folder)}.new`, fileIn(folder));
}

/**
 * Goes on from an earlier run. Executions are started anew under their names, with their inputs: like after a
 * postponement, each finds in the table how far it had come, and asks nothing twice.
 */
export async function continueFrom(stack: LocalStack, state: KeptState): Promise<void> {
  await stack.inbox.restore(state.mails);
  for (const { machine, name, input } of state.running) {
    stack.startExecution(machine, { name, input: JSON.parse(input) });
  }
}
