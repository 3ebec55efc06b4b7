import type { BrowserContext } from 'playwright-core';

/** Longer than any page takes on a machine that has much else to do: half a minute, as Playwright waits, was too short for a plan of teams there. */
export const LONGEST_WAIT_MS = 300_000;

/** What browsers did and said while pages were open. */
export interface Overheard {
  /** Requests to any other site than the one that people know. */
  readonly elsewhere: string[];
  /** Errors and warnings on the console, among them everything that the content security policy stopped. */
  readonly complaints: string[];
}

/** The console repeats the status of every page that refuses a form or a link. */
const REFUSAL = /^Failed to load resource: the server responded with a status of 4\d\d/;

/** Listens to everything that is opened in a context. */
export function overhear(context: BrowserContext, origins: readonly string[], heard: Overheard): void {
  context.on('request', (request) => {
    const url = request.url();
    if (!url.startsWith('data:') && !origins.some((origin) => url.startsWith(`${origin}/`))) heard.elsewhere.push(url);
  });
  context.on('console', (message) => {
    if (!['error', 'warning'].includes(message.type()) || REFUSAL.test(message.text())) return;
    heard.complaints.push(`${message.type()}: ${message.text()}`);
  });
  context.on('weberror', (error) => heard.complaints.push(String(error.error())));
}
