/**
 * `npm run test:deploy`: deploys the product with the CDK CLI against an AWS emulator that others wrote, and plays one
 * school's review on what was deployed, from its renewal to its published report.
 *
 * Ends with 0 when every step went well, with 1 when one did not, and with 2 when this machine cannot run the emulator.
 */

import { mkdirSync, rmSync } from 'node:fs';
import { commandLog } from './commands.ts';
import { Deployed } from './deployed.ts';
import { CannotRun, installEmulator, startEmulator, workFolder } from './emulator.ts';
import { playReview, renewalStart } from './play-review.ts';
import { Steps } from './steps.ts';

const region = 'eu-west-2';

const broken = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => broken.abort(new Error(signal)));

async function main(): Promise<void> {
  const steps = new Steps();
  mkdirSync(workFolder, { recursive: true });
  rmSync(commandLog, { force: true });
  const python = await steps.take('install the emulator', async () => installEmulator());
  const emulator = await steps.take('start it', () => startEmulator(python, region, renewalStart));
  try {
    Object.assign(process.env, emulator.environment);
    const deployed = new Deployed(emulator, steps, broken.signal);
    await deployed.deploy();
    await steps.take(`set its clock to ${renewalStart}`, () => emulator.setClock());
    await playReview({ deployed, emulator, steps, signal: broken.signal });
    await steps.take('put its clock right', () => emulator.putClockRight());
    await deployed.takeDown();
  } catch (error) {
    console.error(`\nThe emulator's last words:\n${emulator.lastWords()}`);
    throw error;
  } finally {
    await emulator.stop();
  }
  steps.sum();
}

try {
  await main();
} catch (error) {
  console.error(`\n${error instanceof Error ? error.message : String(error)}`);
  process.exitCode = error instanceof CannotRun ? 2 : 1;
}
