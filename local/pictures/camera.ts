/** Takes pictures with a real Chromium, and has axe look at each page. */
import type { BrowserContext, Page } from 'playwright-core';
import { brokenRules, launchChromium, WCAG_22_AA } from './chromium.ts';

/** A phone and a desktop, in CSS pixels. */
export const WIDTHS = [360, 1280] as const;

/** The charity's own site for a document that was kept; nothing else is reachable. */
const ORIGIN = 'https://pictures.example';

export interface Size {
  readonly width: number;
  readonly height: number;
}

export interface Camera {
  /** Takes one picture a width and gives what axe and the phone's width find wrong, in words. */
  shoot(html: string, file: (width: number) => string): Promise<readonly string[]>;
  /** One picture of a whole document. */
  picture(html: string, width: number, file: string): Promise<void>;
  /** A picture of the upper part of a document, or of a page that is served at an address. */
  frame(
    seen: { readonly html: string } | { readonly address: string },
    size: Size,
    file: string,
    /** What is done on the page before the picture is taken. */
    act?: (page: Page) => Promise<void>,
  ): Promise<void>;
  /** The same as a WebP of some tens of kilobytes: half to a quarter of a PNG's. */
  webp(seen: { readonly html: string } | { readonly address: string }, size: Size): Promise<Buffer>;
  close(): Promise<void>;
}

/** @param asset gives the body of what a page loads from its own site: the stylesheet. */
export async function openCamera(asset: (path: string) => Promise<string>): Promise<Camera> {
  const browser = await launchChromium();
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
  const shown = { html: '' };
  await serveFrom(context, shown, asset);
  const page = await context.newPage();
  return {
    shoot: async (html, file) => {
      shown.html = html;
      const wrong: string[] = [];
      for (const width of WIDTHS) {
        await page.setViewportSize({ width, height: 800 });
        await page.goto(`${ORIGIN}/`);
        await page.screenshot({ path: file(width), fullPage: true });
        wrong.push(...(await tooWide(page, width)));
      }
      return [...wrong, ...(await brokenRules(page, WCAG_22_AA))];
    },
    picture: async (html, width, file) => {
      shown.html = html;
      await page.setViewportSize({ width, height: 800 });
      await page.goto(`${ORIGIN}/`);
      await page.screenshot({ path: file, fullPage: true });
    },
    frame: async (seen, size, file, act) => {
      if ('html' in seen) shown.html = seen.html;
      await page.setViewportSize(size);
      await page.goto('html' in seen ? `${ORIGIN}/` : seen.address);
      await act?.(page);
      await page.screenshot({ path: file });
    },
    webp: async (seen, size) => {
      if ('html' in seen) shown.html = seen.html;
      await page.setViewportSize(size);
      await page.goto('html' in seen ? `${ORIGIN}/` : seen.address);
      const png = await page.screenshot();
      await page.goto('about:blank'); // the pages' own policy would let no script read a picture
      return Buffer.from(await page.evaluate<string>(`(${asWebp})('${png.toString('base64')}')`), 'base64');
    },
    close: () => browser.close(),
  };
}

/** Runs in the page: the browser's own encoder. Lossy, as good as text needs. Base64 in and out. */
const asWebp = `async (png) => {
  const picture = await createImageBitmap(await (await fetch('data:image/png;base64,' + png)).blob());
  const canvas = new OffscreenCanvas(picture.width, picture.height);
  canvas.getContext('2d').drawImage(picture, 0, 0);
  const webp = new Uint8Array(await (await canvas.convertToBlob({ type: 'image/webp', quality: 0.82 })).arrayBuffer());
  return btoa(Array.from(webp, (byte) => String.fromCharCode(byte)).join(''));
}`;

async function serveFrom(context: BrowserContext, shown: { html: string }, asset: (path: string) => Promise<string>) {
  await context.route(`${ORIGIN}/**`, async (route) => {
    const { pathname } = new URL(route.request().url());
    if (pathname === '/') await route.fulfill({ contentType: 'text/html; charset=utf-8', body: shown.html });
    else await route.fulfill({ contentType: 'text/css', body: await asset(pathname) });
  });
}

/** A page that is wider than the screen has to be pushed to and fro to be read (WCAG 2.2, 1.4.10). */
async function tooWide(page: Page, width: number): Promise<readonly string[]> {
  const needed = await page.evaluate('document.documentElement.scrollWidth');
  return Number(needed) > width ? [`is ${needed} pixels wide on a screen of ${width}`] : [];
}
