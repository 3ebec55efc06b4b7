import { Sandbox, type SandboxGround } from './sandbox.ts';

/**
 * Beyond this many bytes of its heap a thread ends with its stack: each stack leaves instances of its functions behind, and it may
 * grow to 512 MB (sandbox.ts).
 */
const MOST_HEAP_BYTES = 300_000_000;

let isWanted = false;

/**
 * Has each stack of this process leave its thread for the next. For tests, whose process is ended from outside: a thread that waits
 * would keep a command from ending.
 */
export function leaveThreads(): void {
  isWanted = true;
}

/** The thread of a stack that has ended, and where its functions' code came from. */
let left: { readonly sandbox: Sandbox; readonly folder: string } | undefined;

/**
 * A shared sandbox for a new stack: where the last stack of this process had the same assembly, its thread, in which the code that
 * functions have in common is loaded and compiled.
 *
 * @param folder of the cloud assembly: code that is loaded looks beside itself for what it loads later
 */
export function sharedSandbox(folder: string, ground: SandboxGround): Sandbox {
  const found = left;
  if (!found || found.folder !== folder || found.sandbox.isGone) return new Sandbox(ground);
  left = undefined;
  found.sandbox.enter(ground);
  return found.sandbox;
}

/** Whether stacks of this process leave their threads. */
export const leavesThreads = (): boolean => isWanted;

/** Keeps an idle sandbox of a stack that has ended, in place of whichever was kept before. */
export async function leaveForNext(folder: string, sandbox: Sandbox): Promise<void> {
  const before = left;
  left = undefined;
  sandbox.leave();
  if ((await sandbox.heapBytes()) < MOST_HEAP_BYTES) left = { sandbox, folder };
  else await sandbox.stop();
  await before?.sandbox.stop();
}
