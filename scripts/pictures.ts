/**
 * Pictures of everything that people see in a year: `npm run pictures`. It plays the year on the local stack, then takes
 * every page and every kind of mail at the width of a phone and of a desktop into .data/pictures. It fails with a list
 * when axe finds that a page breaks WCAG 2.2 AA, or that it does not fit the phone.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { londonDate } from '../lambdas/calendar/london.ts';
import { playStart } from '../local/play/play.ts';
import { readNetwork } from '../local/play/seed-network.ts';
import { startLocalStack } from '../local/stack.ts';
import { synthesize } from '../local/synth.ts';
import { openCamera } from './pictures/camera.ts';
import { playAndCollect } from './pictures/collect.ts';

/** `npm run pictures -- fact` takes those alone whose name has 'fact' in it. */
const [wanted = ''] = parseArgs({ allowPositionals: true }).positionals;
const folder = join(import.meta.dirname, '..', '.data', 'pictures');
rmSync(folder, { recursive: true, force: true });
mkdirSync(folder, { recursive: true });

const start = playStart();
const stack = await startLocalStack({ cdkOut: await synthesize(), start });
const assets = new Map<string, string>();
const asset = async (path: string): Promise<string> => {
  const known = assets.get(path) ?? (await (await fetch(`${stack.portalOrigin}${path}`)).text());
  assets.set(path, known);
  return known;
};
const wrong: string[] = [];
try {
  const { sights, takenEmpty } = await playAndCollect(stack, readNetwork({ today: londonDate(start.toISOString()) }));
  for (const name of takenEmpty) console.log(`Taken with nothing filled in: ${name}`);
  const camera = await openCamera(asset);
  for (const [index, { name, kind, html, text }] of sights.entries()) {
    if (!`${name}-${kind}`.includes(wanted)) continue;
    const file = join(folder, `${String(index + 1).padStart(3, '0')}-${name}-${kind}`);
    const found = await camera.shoot(html, (width) => `${file}-${width}.png`);
    wrong.push(...found.map((sentence) => `${name} (${kind}) ${sentence}`));
    if (text !== undefined) writeFileSync(`${file}.txt`, text);
  }
  await camera.close();
  console.log(`${sights.length} pages and mails are in ${folder}`);
} finally {
  await stack.stop();
}
for (const message of [...stack.problems.messages, ...wrong]) console.error(message);
if (wrong.length > 0 || stack.problems.messages.length > 0) process.exitCode = 1;
