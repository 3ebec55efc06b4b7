/**
 * Pictures of everything that people see in a year: `npm run pictures`. It plays the year on the local stack, then takes
 * every page and every kind of mail at the width of a phone and of a desktop into .data/pictures. It fails with a list
 * when axe finds that a page breaks WCAG 2.2 AA, or that it does not fit the phone.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { playStart } from '../play/play.ts';
import { readNetwork } from '../play/seed-network.ts';
import { readWords } from '../read-options.ts';
import { startLocalStack } from '../stack.ts';
import { synthesize } from '../synth.ts';
import { type Camera, openCamera } from './camera.ts';
import { type Capture, playAndCollect } from './collect.ts';

const [wanted = ''] =
  readWords(`npm run pictures takes a picture of every page and mail of a year, at the width of a phone and of a desktop, into .data/pictures.
npm run pictures -- fact    takes those alone whose name has 'fact' in it`);
const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.data', 'pictures');

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
  const { captures, takenEmpty } = await playAndCollect(stack, readNetwork({ today: londonDate(start.toISOString()) }));
  for (const name of takenEmpty) console.log(`Taken with nothing filled in: ${name}`);
  const camera = await openCamera(asset);
  try {
    await takeAll(camera, captures);
  } finally {
    await camera.close();
  }
} finally {
  await stack.stop();
}
for (const message of [...stack.problems.messages, ...wrong]) console.error(message);
if (wrong.length > 0 || stack.problems.messages.length > 0) process.exitCode = 1;

async function takeAll(camera: Camera, captures: readonly Capture[]): Promise<void> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const [index, { name, kind, html, text }] of captures.entries()) {
    if (!`${name}-${kind}`.includes(wanted)) continue;
    const file = join(folder, `${String(index + 1).padStart(3, '0')}-${name}-${kind}`);
    const found = await camera.shoot(html, (width) => `${file}-${width}.png`);
    wrong.push(...found.map((sentence) => `${name} (${kind}) ${sentence}`));
    if (text !== undefined) writeFileSync(`${file}.txt`, text);
  }
  console.log(`${captures.length} pages and mails were seen; their pictures are in ${folder}`);
}
