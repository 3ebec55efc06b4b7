import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type axe from 'axe-core';
import { type Browser, chromium, type Page } from 'playwright-core';

/** The one without windows of its own shows pages alike and opens one in a third less time, with less than half of the processor. */
const INSTALLED = ['/usr/bin/chromium-headless-shell', '/usr/bin/chromium'] as const;

const CHROMIUM = process.env.CHROMIUM || (INSTALLED.find((path) => existsSync(path)) ?? INSTALLED[0]);

/** Said where there is no browser to look at pages with. */
export const NO_CHROMIUM = `There is no Chromium at ${CHROMIUM}: install it with 'apt-get install -y chromium-headless-shell' (or chromium), or name another one in CHROMIUM.`;

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

/**
 * axe as one script, minified. The builder of @axe-core/playwright sends the 1.4 MB that are not, twice a page, and takes back
 * everything that is right: three quarters of what a look cost the processor outside of the browser.
 */
const AXE = readFileSync(fileURLToPath(import.meta.resolve('axe-core/axe.min.js')), 'utf8');

/**
 * What axe finds wrong on a page, in sentences. It runs within the page, as it may where there are no frames.
 *
 * @param criteria tags of axe's rules, or with `rules` their names
 * @throws Error when there is a frame, since nobody would have looked into it.
 */
export async function brokenRules(
  page: Page,
  criteria: readonly string[],
  by: 'tag' | 'rule' = 'tag',
): Promise<readonly string[]> {
  if (page.frames().length > 1) throw new Error(`There is a frame on '${await page.title()}'.`);
  await page.evaluate(AXE);
  return page.evaluate(violationsOf, { type: by, values: [...criteria] });
}

/** Runs in the page. Of what breaks no rule axe need not tell. */
async function violationsOf(runOnly: axe.RunOnly): Promise<readonly string[]> {
  const { axe: injected } = globalThis as unknown as { readonly axe: typeof axe };
  const { violations } = await injected.run({ runOnly, resultTypes: ['violations'] });
  return violations.map(
    ({ id, help, nodes }) => `${id}: ${help} (${nodes.map(({ target }) => target.join(' ')).join('; ')})`,
  );
}
