import { type ChildProcess, spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import type { DatabaseCommand } from './database.ts';

// The shell ends the program as soon as our end of its input closes, which happens however this process dies.
const WATCH = 'exec 3<&0; "$@" & child=$!; (cat <&3 >/dev/null; kill $child 2>/dev/null) & wait $child';

/** What watches over a program: a shell costs nothing, Node is everywhere. */
export type Watch = 'shell' | 'node';

/**
 * Starts a program that ends when this process ends, however it does: killed, too. Closing its input ends it as well.
 *
 * It is in a group of its own: Ctrl-C in a terminal reaches this process alone, which still needs its database then.
 */
export function startTied(
  { command, args, environment }: DatabaseCommand,
  watch: Watch = process.platform === 'win32' ? 'node' : 'shell',
): ChildProcess {
  const [watcher, ...before] =
    watch === 'shell'
      ? ['/bin/sh', '-c', WATCH, 'database']
      : [process.execPath, fileURLToPath(new URL('./watch-program.mjs', import.meta.url))];
  return spawn(watcher, [...before, command, ...args], {
    stdio: ['pipe', 'ignore', 'pipe'],
    env: { ...process.env, ...environment },
    detached: true,
    windowsHide: true,
  });
}
