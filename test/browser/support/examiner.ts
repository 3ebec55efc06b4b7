import { gzipSync } from 'node:zlib';
import type { Browser, Page } from 'playwright-core';
import { brokenRules, WCAG_22_AA } from '../../../local/pictures/chromium.ts';
import { cutOff, deadEnds, fieldsAlike, lostInForcedColours, smallTargets, tooWide } from './layout.ts';
import { LONGEST_WAIT_MS, type Overheard, overhear } from './overhear.ts';

/** A document that somebody got to see. */
export interface Capture {
  /** 'choose-dates host: errors', 'mail: qar invite'. */
  readonly name: string;
  readonly kind: 'page' | 'mail';
  readonly html: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Topic = 'axe' | 'width' | 'targets' | 'zoom' | 'names' | 'weight' | 'dead ends' | 'forced colours';

/** Something that is wrong with a sight. */
export interface Finding {
  readonly topic: Topic;
  readonly sentence: string;
}

/** A phone and a desktop, in CSS pixels. */
const WIDTHS = [360, 1280] as const;
/** What comes over the wire for a page and its styles, of which the browser has the latter from the first page on. */
const HEAVIEST = 60_000;
/** A form with a place for a comment below each of the sixty lines of a report. */
const HEAVIEST_LINE_BY_LINE = 75_000;
/** Two pages at a time: one core for each. */
const AT_ONCE = 2;
const ORIGIN = 'https://seen.example.org';

/**
 * Looks at every kind of page and mail once, at the width of a phone and of a desktop. People have scripts switched off
 * and axe is one, so it looks at the same document with the same headers in a browser of its own, while the play goes on.
 */
export class Examiner {
  readonly findings: Finding[] = [];
  readonly overheard: Overheard = { elsewhere: [], complaints: [] };
  readonly #seen = new Map<string, Capture>();
  readonly #looks = new Set<string>();
  readonly #queue: Capture[] = [];
  readonly #working: Promise<void>[] = [];
  readonly #browser: Browser;
  readonly #asset: (path: string) => Promise<string>;
  /** Where pictures go, if anywhere. */
  readonly #pictures: string | undefined;
  #idle = AT_ONCE;

  constructor(browser: Browser, asset: (path: string) => Promise<string>, pictures?: string) {
    this.#browser = browser;
    this.#asset = asset;
    this.#pictures = pictures;
  }

  get captures(): readonly Capture[] {
    return [...this.#seen.values()];
  }

  /** Whether a sight of this name is still to be shown. */
  wants(name: string): boolean {
    return !this.#seen.has(name);
  }

  /** Puts a sight in the queue, each name once. */
  show(capture: Capture): void {
    if (!this.wants(capture.name)) return;
    this.#seen.set(capture.name, capture);
    const look = lookOf(capture.name);
    if (this.#looks.has(look)) return;
    this.#looks.add(look);
    this.#queue.push(capture);
    if (this.#idle > 0) {
      this.#idle -= 1;
      this.#working.push(this.#work());
    }
  }

  /** Resolves when everything that was shown has been looked at. */
  async done(): Promise<void> {
    while (this.#working.length > 0) await this.#working.pop();
  }

  async #work(): Promise<void> {
    const shown: { capture?: Capture } = {};
    const context = await this.#browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    overhear(context, [ORIGIN], this.overheard);
    await context.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      const { html = '', headers = {} } = shown.capture ?? {};
      if (pathname !== '/') {
        const contentType = pathname.endsWith('.js') ? 'text/javascript' : 'text/css';
        await route.fulfill({ contentType, body: await this.#asset(pathname) });
      } else await route.fulfill({ headers: { ...headers, 'content-type': 'text/html; charset=utf-8' }, body: html });
    });
    const page = await context.newPage();
    try {
      for (let capture = this.#queue.shift(); capture; capture = this.#queue.shift()) {
        shown.capture = capture;
        await this.#examine(page, capture);
      }
    } finally {
      this.#idle += 1;
      await context.close();
    }
  }

  async #examine(page: Page, capture: Capture): Promise<void> {
    const note = (topic: Topic, sentences: readonly string[]): void => {
      this.findings.push(...sentences.map((sentence) => ({ topic, sentence: `${capture.name}: ${sentence}` })));
    };
    const look = async (looks: Looks): Promise<void> => {
      for (const [topic, sentences] of await page.evaluate<[Topic, string[]][]>(inPage(looks))) note(topic, sentences);
    };
    await page.setViewportSize({ width: WIDTHS[0], height: 800 });
    await page.goto(`${ORIGIN}/`);
    if (this.#pictures !== undefined) {
      await page.screenshot({ path: `${this.#pictures}/${fileName(capture)}.png`, fullPage: true });
    }
    await look([...AT_EVERY_WIDTH, ['names', fieldsAlike], ['dead ends', deadEnds]]);
    await page.setViewportSize({ width: WIDTHS[1], height: 800 });
    await look(AT_EVERY_WIDTH);
    note('weight', await this.#weight(capture));
    // A mail program shows a mail within a page of its own, so landmarks and headings of its own are none of a mail's.
    const criteria = capture.kind === 'page' ? [...WCAG_22_AA, 'best-practice'] : WCAG_22_AA;
    note('axe', await brokenRules(page, criteria));
    if (capture.kind === 'page') {
      await page.emulateMedia({ forcedColors: 'active', colorScheme: 'dark' });
      await look([['forced colours', lostInForcedColours]]);
      await page.emulateMedia({ forcedColors: null, colorScheme: null });
    }
  }

  async #weight({ html, kind, name }: Capture): Promise<readonly string[]> {
    const [styles] = /\/assets\/\w+\.css/.exec(html) ?? [];
    if (kind === 'page' && styles === undefined) return ['has no styles'];
    // The portal sends its styles with gzip, and pages as they are.
    const bytes = Buffer.byteLength(html) + (styles === undefined ? 0 : gzipSync(await this.#asset(styles)).length);
    return bytes < heaviestOf(name) ? [] : [`weighs ${bytes} bytes`];
  }
}

/** What comes after a question's own page is laid out alike for a school and a trust, so one of the two is looked at. */
const lookOf = (name: string): string =>
  /: (too soon|check|thanks|settled|review|saved|opened again)$/.test(name) ? name.replace(/^(qar|tpr) /, '') : name;

const fileName = ({ name }: Capture): string => name.replace(/[^\w-]+/g, '-');

/** What is looked for, each by a function that runs within the page; 'large' with text at twice its size, as somebody sets it in the browser. */
type Looks = readonly (readonly [Topic, () => readonly string[], 'large'?])[];

const AT_EVERY_WIDTH: Looks = [
  ['width', tooWide],
  ['targets', smallTargets],
  ['zoom', cutOff, 'large'],
  ['zoom', tooWide, 'large'],
];

/** All looks as one expression: a word to the browser costs more than most of them. */
const inPage = (looks: Looks): string => {
  const found = looks.map(
    ([topic, look, size]) => `(text('${size === 'large' ? '200%' : ''}'), ['${topic}', (${look})()])`,
  );
  return `(() => {
    const text = (size) => { document.documentElement.style.fontSize = size; };
    const found = [${found.join()}];
    text('');
    return found;
  })()`;
};

const heaviestOf = (capture: string): number => (capture.includes('check-facts') ? HEAVIEST_LINE_BY_LINE : HEAVIEST);
