/**
 * Every mail of the product as people get it: `npm run mails -- [--out FOLDER] [--only WORD]`. It plays the year on the
 * local stack and writes each kind of mail as HTML, plain text and a picture at the width of a phone, with a list.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { html, raw } from 'hono/html';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { playStart } from '../play/play.ts';
import { readNetwork } from '../play/seed-network.ts';
import { readOptions } from '../read-options.ts';
import { startLocalStack } from '../stack.ts';
import { synthesize } from '../synth.ts';
import { openCamera } from './camera.ts';
import { type Capture, type MailFacts, playAndCollect } from './collect.ts';

const PHONE = 390;

const values = readOptions(
  'npm run mails -- [--out FOLDER] [--only WORD]: every kind of mail as HTML, text and a picture, in the folder mails.',
  { out: { type: 'string', default: 'mails' }, only: { type: 'string' } },
);
const folder = resolve(values.out);
const wanted = values.only?.toLowerCase() ?? '';

const start = playStart();
const stack = await startLocalStack({ cdkOut: await synthesize(), start });
try {
  const network = readNetwork({ today: londonDate(start.toISOString()) });
  const { captures } = await playAndCollect(stack, network, 'mails');
  const mails = captures.filter(isMail).toSorted((a, b) => a.name.localeCompare(b.name, 'en'));
  const chosen = mails.filter(({ name, mail }) => `${name} ${mail.subject}`.toLowerCase().includes(wanted));
  await write(chosen);
  console.log(`${chosen.length} of ${mails.length} mails are in ${folder}; open ${join(folder, 'index.html')}`);
} finally {
  await stack.stop();
}
for (const message of stack.problems.messages) console.error(message);
if (stack.problems.messages.length > 0) process.exitCode = 1;

type MailCapture = Capture & { readonly mail: MailFacts; readonly text: string };

function isMail(capture: Capture): capture is MailCapture {
  return capture.kind === 'mail' && capture.mail !== undefined && capture.text !== undefined;
}

async function write(mails: readonly MailCapture[]): Promise<void> {
  mkdirSync(folder, { recursive: true });
  const camera = await openCamera(async () => '');
  try {
    for (const { name, html: body, text } of mails) {
      const file = join(folder, name);
      writeFileSync(`${file}.html`, body);
      writeFileSync(`${file}.txt`, text);
      await camera.picture(body, PHONE, `${file}.png`);
    }
  } finally {
    await camera.close();
  }
  writeFileSync(join(folder, 'index.html'), String(list(mails)));
}

function list(mails: readonly MailCapture[]) {
  const rows = mails.map(
    ({ name, mail: { subject, to, bytes, calendar } }) => html`<tr>
<td><a href="${name}.html">${subject}</a></td><td>${to}</td><td>${calendar ?? ''}</td>
<td>${(bytes / 1024).toFixed(1)} KB</td><td><a href="${name}.png">picture</a> <a href="${name}.txt">text</a></td></tr>`,
  );
  return html`${raw('<!DOCTYPE html>')}<html lang="en-GB"><head><meta charset="utf-8"><title>Mails</title>
<style>body{font:16px/1.5 sans-serif;margin:2rem}table{border-collapse:collapse}td,th{text-align:left;padding:.4rem 1rem .4rem 0;border-bottom:1px solid #ccc;vertical-align:top}</style>
</head><body><h1>${mails.length} mails</h1><table><thead><tr><th>Subject</th><th>To</th><th>Calendar</th><th>Size as sent</th><th></th></tr></thead>
<tbody>${rows}</tbody></table></body></html>`;
}
