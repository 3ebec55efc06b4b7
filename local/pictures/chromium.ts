import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** Said where there is no browser to look at pages with. */
export const NO_CHROMIUM = `There is no Chromium at ${CHROMIUM}: install it with 'apt-get install -y chromium', or name another one in CHROMIUM.`;

export const hasChromium = (): boolean => existsSync(CHROMIUM);

/** What axe judges pages and mails by: WCAG 2.2 AA with everything before it. */
export const WCAG_22_AA = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/**
 * Starts the machine's own Chromium, which calls nobody by itself.
 *
 * @throws Error with NO_CHROMIUM
 */
export async function launchChromium(): Promise<Browser> {
  if (!hasChromium()) throw new Error(NO_CHROMIUM);
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      ...['--no-sandbox', '--disable-gpu', '--no-first-run'],
      ...['--disable-background-networking', '--disable-component-update', '--disable-sync'],
    ],
  });
}
