/**
 * Every page of a review year: how long the server takes for it, how often it asks the table, and what it weighs.
 *
 *   node test/bench/pages.ts
 *
 * The time is that of a GET through the local portal, the function's worker and the local database; each page is opened
 * once before it is measured. The weight is the HTML and the stylesheet as they are sent, compressed.
 */
import { idOfTag } from '../../lambdas/mail/message-tags.ts';
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, play, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';

const LOOKS = 15;

interface Page {
  readonly name: string;
  readonly milliseconds: readonly number[];
  readonly requests: number;
  readonly bytes: number;
}

const cdkOut = await synthesize();
const stack = await startLocalStack({ cdkOut, start: playStart(), print: () => {} });
const pages = new Map<string, Page>();
let requests = 0;
stack.interrupt(({ caller, service }) => {
  if (service === 'dynamodb' && caller.endsWith('show-page')) requests += 1;
  return undefined;
});

/** What a browser is sent for a page and its styles, compressed as it takes it. */
async function weigh(address: string, html: string): Promise<number> {
  const sheet = /href="(\/assets\/[^"]+)"/.exec(html)?.[1];
  const sizes = [address, ...(sheet === undefined ? [] : [`${stack.portalOrigin}${sheet}`])].map(async (one) => {
    const response = await fetch(one);
    await response.arrayBuffer();
    return Number(response.headers.get('content-length'));
  });
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}

async function look(name: string, address: string): Promise<void> {
  if (pages.has(name)) return;
  const html = await (await fetch(address)).text();
  requests = 0;
  const milliseconds: number[] = [];
  for (let count = 0; count < LOOKS; count += 1) {
    const began = performance.now();
    await (await fetch(address)).text();
    milliseconds.push(performance.now() - began);
  }
  pages.set(name, { name, milliseconds, requests: requests / LOOKS, bytes: await weigh(address, html) });
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[values.length >> 1] ?? 0;

try {
  const network = readNetwork({ today: playStart().toISOString().slice(0, 10) });
  await Promise.all([seedNetwork(stack, network, PLAYED_YEAR), stack.functions.warmAll()]);
  stack.inbox.onMail(async (mail) => {
    for (const [, secret] of (mail.text ?? '').matchAll(/\/d\/([\w-]{43})/g)) {
      const name = idOfTag(mail.tags.message ?? 'mail').split('.')[0] ?? 'mail';
      const address = `${stack.portalOrigin}/d/${secret}`;
      await look(name, address);
      await look(`${name}, where it stands`, `${address}?show=review`);
    }
  });
  attend(stack);
  await play(stack, network.host.urn);
  for (const path of ['/join', '/links', `/reports/qar-${PLAYED_YEAR}-${network.host.urn}`]) {
    await look(path, `${stack.portalOrigin}${path}`);
  }
} finally {
  await stack.stop();
}

const all = [...pages.values()].sort((a, b) => median(b.milliseconds) - median(a.milliseconds));
console.log(
  '| page | median ms | slowest of 15 | table requests | KB with styles |\n| --- | ---: | ---: | ---: | ---: |',
);
for (const { name, milliseconds, requests: asked, bytes } of all) {
  const slowest = Math.max(...milliseconds).toFixed(1);
  console.log(
    `| ${name} | ${median(milliseconds).toFixed(1)} | ${slowest} | ${asked} | ${(bytes / 1024).toFixed(1)} |`,
  );
}
const worst = (value: (page: Page) => number): string => Math.max(...all.map(value)).toFixed(1);
console.log(
  `\n${all.length} pages; median of medians ${median(all.map((page) => median(page.milliseconds))).toFixed(1)} ms, ` +
    `slowest median ${worst((page) => median(page.milliseconds))} ms, at most ${worst((page) => page.requests)} table ` +
    `requests, at most ${worst((page) => page.bytes / 1024)} KB.`,
);
