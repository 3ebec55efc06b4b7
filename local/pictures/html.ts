/**
 * The HTML of every page and mail of a QAR and of a TPR, to hold two versions against each other:
 * `npm run html -- --out before`, the change, `npm run html -- --out after`, then `diff -r before after`. What differs from
 * play to play, the secrets of links, is left out.
 */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { playStart } from '../play/play.ts';
import { readNetwork } from '../play/seed-network.ts';
import { readOptions } from '../read-options.ts';
import { startLocalStack } from '../stack.ts';
import { synthesize } from '../synth.ts';
import { playAndCollect } from './collect.ts';

const values = readOptions(
  'npm run html -- [--out FOLDER]: the HTML of every page and mail, to hold two versions against each other.',
  {
    out: { type: 'string', default: join('.data', 'html') },
  },
);
const folder = resolve(values.out);

/** A line for each element, so that a difference names what differs. */
const comparable = (html: string): string =>
  `${html
    .replaceAll(/\/d\/[\w-]{43}/g, '/d/SECRET')
    .replaceAll(/127\.0\.0\.1:\d+/g, 'HOST')
    .replaceAll('><', '>\n<')}\n`;

const start = playStart();
const stack = await startLocalStack({ cdkOut: await synthesize(), start });
try {
  const { captures } = await playAndCollect(stack, readNetwork({ today: londonDate(start.toISOString()) }));
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  for (const { name, kind, html, text } of captures) {
    writeFileSync(join(folder, `${name}-${kind}.html`), comparable(html));
    if (text !== undefined) writeFileSync(join(folder, `${name}-${kind}.txt`), comparable(text));
  }
  console.log(`${captures.length} pages and mails are in ${folder}`);
} finally {
  await stack.stop();
}
for (const message of stack.problems.messages) console.error(message);
if (stack.problems.messages.length > 0) process.exitCode = 1;
