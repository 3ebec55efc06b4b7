import type { Browser, Page } from 'playwright-core';
import type { Capture } from '../../../local/pictures/collect.ts';
import { readingGrade } from './reading-grade.ts';

/** What somebody meets who does one thing. */
export interface Measure {
  /** Pages of the form: one, or the list of its parts with each of them. */
  readonly pages: number;
  /** Fields, a group of choices as one. */
  readonly fields: number;
  /** Presses from the page behind the mail's link until it is sent: buttons, links to parts, and one for each group of choices. */
  readonly clicks: number;
  /** Of all pages of the form one below the other, and of the highest, in CSS pixels at a width of 360. */
  readonly height: number;
  readonly highest: number;
  /** The reading grade of all their words. */
  readonly grade: number;
}

interface Seen {
  readonly fields: number;
  readonly choices: number;
  readonly height: number;
  readonly lines: readonly string[];
  /** Its main button leads to a page to check. */
  readonly isChecked: boolean;
  readonly hasForm: boolean;
}

/** Opens pages as they were captured, at the width of a phone and without scripts of their own. */
export class Looking {
  readonly #page: Page;

  private constructor(page: Page) {
    this.#page = page;
  }

  /** @param asset the style sheet by its path. */
  static async open(browser: Browser, asset: (path: string) => Promise<string>): Promise<Looking> {
    const context = await browser.newContext({
      viewport: { width: 360, height: 780 },
      isMobile: true,
      locale: 'en-GB',
    });
    const page = await context.newPage();
    await context.route('**/assets/*.css', async (route) =>
      route.fulfill({ contentType: 'text/css', body: await asset(new URL(route.request().url()).pathname) }),
    );
    await context.route('**/*.js', (route) => route.abort());
    return new Looking(page);
  }

  /** @param main the page behind the link; parts are those that it lists. */
  async measure(main: Capture, parts: readonly Capture[]): Promise<Measure> {
    const seen: Seen[] = [];
    for (const { html } of [main, ...parts]) seen.push(await this.#look(html));
    const sum = (of: (one: Seen) => number): number => seen.reduce((total, one) => total + of(one), 0);
    const [first] = seen;
    const isAnswered = first?.hasForm === true;
    return {
      pages: seen.length,
      fields: sum(({ fields }) => fields),
      clicks:
        sum(({ choices }) => choices) +
        2 * parts.length +
        (isAnswered ? (first.isChecked || parts.length > 0 ? 2 : 1) : 0),
      height: sum(({ height }) => height),
      highest: Math.max(...seen.map(({ height }) => height)),
      grade: readingGrade(seen.flatMap(({ lines }) => lines)),
    };
  }

  async #look(html: string): Promise<Seen> {
    await this.#page.route('https://measured.example.org/', (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: html }),
    );
    await this.#page.goto('https://measured.example.org/');
    const seen = await this.#page.evaluate(seenInPage);
    await this.#page.unroute('https://measured.example.org/');
    return seen;
  }
}

/** Runs in the page. What is folded away is neither high nor read. */
function seenInPage(): Seen {
  const isShown = (element: Element): boolean =>
    element.getClientRects().length > 0 && !element.closest('details:not([open])');
  const form = [...document.querySelectorAll('main form')].find((one) => isShown(one));
  const controls = [...(form?.querySelectorAll('input:not([type=hidden]), textarea, select') ?? [])].filter(
    isShown,
  ) as (HTMLInputElement | HTMLTextAreaElement)[];
  const groups = new Set(controls.map(({ name }) => name.replace(/-(?:day|month|year)$/, '')));
  const chosen = new Set(
    controls.filter(({ type }) => type === 'radio' || type === 'select-one').map(({ name }) => name),
  );
  const texts = [
    ...document.querySelectorAll('main :is(h1, h2, h3, p, li, label, legend, dt, dd, .govuk-hint, button)'),
  ]
    .filter((one) => isShown(one) && one.querySelector('p, li, label, dt, dd') === null)
    .map((one) => (one.textContent ?? '').replace(/\s+/g, ' ').trim());
  const button = form?.querySelector('button:not([name])')?.textContent?.trim();
  return {
    fields: groups.size,
    choices: chosen.size,
    height: document.documentElement.scrollHeight,
    lines: texts.filter((text) => text !== ''),
    isChecked: button === 'Continue',
    hasForm: form !== undefined,
  };
}
