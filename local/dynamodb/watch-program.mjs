/**
 * Runs a program until it ends or this process's input closes: node watch-program.mjs PROGRAM ARGUMENT...
 *
 * For where there is no shell. Plain JavaScript, to start as fast as it can.
 */
import { spawn } from 'node:child_process';

const [program, ...args] = process.argv.slice(2);
const child = spawn(program, args, { stdio: ['ignore', 'ignore', 'inherit'], windowsHide: true });
const end = () => child.kill();

child.once('error', (error) => {
  console.error(error.message);
  process.exit(1);
});
child.once('exit', (status) => process.exit(status ?? 1));
process.stdin.once('end', end).once('error', end).resume();
