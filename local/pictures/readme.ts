/**
 * The pictures of the README and of docs/pictures.md: `npm run pictures:readme`. It plays one school's year, keeps the few pages and the mail
 * that are shown, and plays on until the next year's review is under way. What is shown is taken as people got it, in docs/images.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { attend, type Reached } from '../people/people.ts';
import { goOn } from '../play/go-on.ts';
import { PLAYED_YEAR, play, playedReview, playStart } from '../play/play.ts';
import { readNetwork, seedNetwork } from '../play/seed-network.ts';
import { startLocalStack } from '../stack.ts';
import { synthesize } from '../synth.ts';
import { openCamera } from './camera.ts';
import { strip } from './strip.ts';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');
const PHONE = { width: 360, height: 740 };

/** What is shown of a year on a phone, in its order: who is asked what, and which sight of it. */
const SIGHTS = [
  { picture: 'mail', seen: 'mail', of: 'choose-dates host', caption: 'A mail asks a head' },
  { picture: 'page', seen: 'page', of: 'choose-dates host', caption: 'One question a link' },
  { picture: 'check', seen: 'check', of: 'choose-dates host', caption: 'Checked, then sent' },
  { picture: 'parts', seen: 'page', of: 'information-form host', caption: 'Long forms come in parts' },
  { picture: 'review', seen: 'review', of: 'confirm-attendance host', caption: 'Where the review stands' },
  { picture: 'report', seen: 'page', of: 'receive-report hub-manager', caption: 'The report, agreed' },
] as const;

const start = playStart();
const stack = await startLocalStack({ cdkOut: await synthesize(), start });
const network = readNetwork({ today: londonDate(start.toISOString()) });
const host = network.host.urn;
const seen = new Map<string, string>();

/** Keeps the first sight of its kind. */
function keep({ asked, role }: Reached, kind: string, html: string): void {
  const key = `${kind} ${asked.question} ${role}`;
  if (!seen.has(key)) seen.set(key, html);
}

async function look(reached: Reached): Promise<undefined> {
  keep(reached, 'mail', reached.mail.html ?? '');
  keep(reached, 'page', reached.page.html);
  const asked = `${reached.asked.question} ${reached.role}`;
  if (!SIGHTS.some((sight) => sight.seen === 'review' && sight.of === asked)) return;
  keep(reached, 'review', await (await fetch(`${reached.address}?show=review`)).text());
}

try {
  await Promise.all([seedNetwork(stack, network, PLAYED_YEAR), stack.functions.warmAll()]);
  attend(stack, { react: look, onCheck: (reached, page) => keep(reached, 'check', page.html) });
  await play(stack, host);
  await goOn(stack, new AbortController().signal);
  const camera = await openCamera(async (path) => (await fetch(`${stack.portalOrigin}${path}`)).text());
  try {
    mkdirSync(images, { recursive: true });
    const write = (name: string, picture: Buffer): void => {
      writeFileSync(join(images, `${name}.webp`), picture);
      console.log(`docs/images/${name}.webp: ${Math.round(picture.length / 1000)} KB`);
    };
    const frames: { caption: string; picture: Buffer }[] = [];
    for (const { picture, seen: kind, of, caption } of SIGHTS) {
      const html = seen.get(`${kind} ${of}`);
      if (html === undefined) throw new Error(`Nobody saw the ${kind} of ${of}.`);
      const frame = await camera.webp({ html }, PHONE);
      write(picture, frame);
      frames.push({ caption, picture: frame });
    }
    write('strip', await camera.webp({ html: strip(frames) }, { width: 1320, height: 488 }));
    const local = `${stack.portalOrigin}/_local`;
    const workflow = { address: `${local}/executions/review/${playedReview(host)}` };
    write('workflow', await camera.webp(workflow, { width: 900, height: 640 }));
    const year = { address: `${local}/?review=${playedReview(host)}` };
    write('year', await camera.webp(year, { width: 1200, height: 760 }));
  } finally {
    await camera.close();
  }
} finally {
  await stack.stop();
}
for (const message of stack.problems.messages) console.error(message);
if (stack.problems.messages.length > 0) process.exitCode = 1;
