import { html, raw } from 'hono/html';

/** A page that shows pictures of a phone in a row, each with the words that belong to it. @param frames WebP pictures, from left to right. */
export const strip = (frames: readonly { readonly caption: string; readonly picture: Buffer }[]): string =>
  String(html`${raw('<!DOCTYPE html>')}<html lang="en-GB"><head><meta charset="utf-8"><title>A review year</title>
<style>
body { margin: 0; padding: 16px; background: #12355b; color: #fff; font: 600 15px/1.3 "Source Sans 3", "Liberation Sans", Arial, sans-serif }
ol { display: flex; gap: 16px; margin: 0; padding: 0; list-style: none; counter-reset: step }
li { flex: 1; counter-increment: step }
li::before { content: counter(step) '  '; color: #f2b134 }
img { display: block; width: 100%; margin-top: 8px; border-radius: 6px; background: #fff }
</style></head><body><ol>${frames.map(
    ({ caption, picture }) =>
      html`<li>${caption}<img alt="" src="data:image/webp;base64,${picture.toString('base64')}"></li>`,
  )}</ol></body></html>`);
