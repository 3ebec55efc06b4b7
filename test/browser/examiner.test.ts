import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { stylesheet } from '../../lambdas/pages/stylesheet.ts';
import { brokenRules, launchChromium, WCAG_22_AA } from '../../local/pictures/chromium.ts';
import { Examiner } from './support/examiner.ts';
import { Hand } from './support/hand.ts';
import { Keyboard } from './support/keyboard.ts';
import { lostInForcedColours } from './support/layout.ts';

const STYLES = `html { font-size: 16px } button { padding: 0; border: 0; font-size: 10px } :focus { outline: none }
  .wide { width: 400px } .box { height: 2rem; overflow: hidden }`;

/** A page on which everything is wrong that the examiner looks for. */
const WRONG = `<!DOCTYPE html><html lang="en-GB"><head><title>Wrong</title><meta name="viewport" content="width=device-width">
  <link rel="stylesheet" href="/assets/0.css"></head><body><main><h1>Wrong</h1>
  <div class="govuk-error-summary"><a href="#nowhere">Enter your name</a></div>
  <img src="https://elsewhere.example.org/pixel.png"><div class="wide">Wide</div>
  <p class="box">This is cut off when text is larger, since its box is not.</p>
  <form><label for="a">Name</label><input id="a"><label for="b">Name</label><input id="b"><input name="nameless">
  <button style="color: red">Go</button></form><!--${'Long'.repeat(15_000)}--></main></body></html>`;

describe('what looks at the pages', () => {
  let browser: Browser | undefined;
  const open = (): Browser => {
    if (!browser) throw new Error('There is no browser.');
    return browser;
  };
  beforeAll(async () => {
    browser = await launchChromium();
  });
  afterAll(() => browser?.close());

  it('finds everything that is wrong with a page', async () => {
    const examiner = new Examiner(open(), async () => STYLES);
    const headers = { 'content-security-policy': "default-src 'none'; style-src 'self'" };
    examiner.show({ name: 'wrong', kind: 'page', html: WRONG, headers });
    await examiner.done();
    const topics = new Set(examiner.findings.map(({ topic }) => topic));
    expect([...topics].sort()).toEqual([
      ...['axe', 'dead ends', 'forced colours', 'names', 'targets', 'weight', 'width', 'zoom'],
    ]);
    expect(examiner.findings.map(({ sentence }) => sentence).join('\n')).toContain('image-alt');
    expect(examiner.overheard.elsewhere).toEqual(['https://elsewhere.example.org/pixel.png']);
    expect(examiner.overheard.complaints.join('\n')).toContain('Content Security Policy');
  });

  it('finds what is lost to whom Windows gives colours of their own, of which our styles lose nothing', async () => {
    const page = await (await open().newContext({ forcedColors: 'active', colorScheme: 'dark' })).newPage();
    const bar = '<svg role="img" width="40" height="9"><rect width="40" height="9" fill="#12355b"/></svg>';
    const boxes = (name: string, label: string, item: string) => `<div class="${item}">
      <input type="radio" class="govuk-radios__input" name="${name}" id="${name}" checked><label class="${label}" for="${name}">Yes</label></div>`;
    await page.setContent(`<style>button, label::before { border: 0 }</style><button>Go</button>${boxes('a', '', '')}
      ${bar}<svg><text y="9" fill="#333">Weeks</text></svg>`);
    expect(await page.evaluate(lostInForcedColours)).toEqual([
      ...["BUTTON 'Go' has no edge", "INPUT 'a' has no edge", "text 'Weeks' of a picture is hard to see"],
      'a bar of rgb(18, 53, 91) in a picture is hard to see',
    ]);
    await page.setContent(`<style>${stylesheet.body}</style><button class="govuk-button">Go</button>
      ${boxes('a', 'govuk-label govuk-radios__label', 'govuk-radios__item')}
      ${bar}<svg role="img" fill="currentColor"><text y="9">Weeks</text></svg>`);
    expect(await page.evaluate(lostInForcedColours)).toEqual([]);
  });

  it('takes no page with a frame, into which axe would not look', async () => {
    const page = await (await open().newContext()).newPage();
    await page.setContent('<title>Framed</title><iframe srcdoc="<img src=x>"></iframe>');
    await expect(brokenRules(page, WCAG_22_AA)).rejects.toThrow("There is a frame on 'Framed'.");
  });

  it('does not fill in what has no label, and misses a focus that nobody sees', async () => {
    const page = await (await open().newContext({ javaScriptEnabled: false })).newPage();
    await page.setContent(
      `<style>${STYLES}</style><main><form><input name="nameless"><button>Go</button></form></main>`,
    );
    await new Hand(page).writeEverywhere(['A sentence.']);
    expect(await page.locator('input').inputValue()).toBe('');
    const keyboard = new Keyboard(page);
    await keyboard.tabTo(page.getByRole('button', { name: 'Go' }));
    expect(keyboard.unseen).toHaveLength(2);
  });
});
