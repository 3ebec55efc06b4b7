/**
 * The picture of the central team's dashboard in the README: `node local/pictures/dashboard.ts`. It plays half a year of
 * a small network, which takes some minutes.
 */
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { playStart } from '../play/play.ts';
import { startLocalStack } from '../stack.ts';
import { synthesize } from '../synth.ts';
import { openCamera } from './camera.ts';
import { playToMidSeason } from './mid-season.ts';

const images = join(import.meta.dirname, '..', '..', 'docs', 'images');

const stack = await startLocalStack({ cdkOut: await synthesize(), start: playStart() });
try {
  await playToMidSeason(stack);
  const camera = await openCamera(async () => '');
  try {
    const address = `${stack.portalOrigin}/_local/dashboards`;
    await camera.frame({ address }, { width: 1280, height: 560 }, join(images, 'dashboard.png'), findReview);
  } finally {
    await camera.close();
  }
} finally {
  await stack.stop();
}

/** Leaves the dashboard without the head of the local page. */
async function alone(page: Page): Promise<void> {
  await page.addStyleTag({ content: 'header, main > h1, main > p { display: none }' });
}

/** What has to be done on the left, and on the right one review that was looked for. */
async function findReview(page: Page): Promise<void> {
  await alone(page);
  await page.fill('[data-widget="1"] input[name=school]', '900007');
  await page.click('[data-widget="1"] a.btn-primary');
  await page.waitForSelector('[data-widget="1"] select', { state: 'attached' });
}
