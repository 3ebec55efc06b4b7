import type { Browser, BrowserContext, Page, Response } from 'playwright-core';
import type { Mail } from '../../../local/inbox/mail.ts';
import { Hand } from './hand.ts';
import { LONGEST_WAIT_MS, type Overheard, overhear } from './overhear.ts';

/** Where mails are read; nothing but them is there. */
const MAIL_ORIGIN = 'http://mail.example.org';

export interface Sizes {
  readonly name: 'phone' | 'desktop';
  readonly width: number;
  readonly height: number;
}

export const PHONE: Sizes = { name: 'phone', width: 360, height: 780 };
export const DESKTOP: Sizes = { name: 'desktop', width: 1280, height: 800 };

/** A page as it came. */
export interface Arrived {
  readonly status: number;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
}

/** A phone or a desktop on which somebody reads mails and opens their links, with scripts switched off. */
export class Device {
  readonly name: string;
  readonly page: Page;
  readonly hand: Hand;
  readonly #portal: string;
  readonly #mail: { html?: string } = {};

  private constructor(name: string, page: Page, portal: string) {
    this.name = name;
    this.page = page;
    this.hand = new Hand(page);
    this.#portal = portal;
  }

  static async open(browser: Browser, sizes: Sizes, portal: string, heard: Overheard): Promise<Device> {
    const context: BrowserContext = await browser.newContext({
      javaScriptEnabled: false,
      viewport: { width: sizes.width, height: sizes.height },
      isMobile: sizes.name === 'phone',
      hasTouch: sizes.name === 'phone',
      locale: 'en-GB',
      timezoneId: 'Europe/London',
    });
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    overhear(context, [portal, MAIL_ORIGIN], heard);
    const device = new Device(sizes.name, await context.newPage(), portal);
    await context.route(`${MAIL_ORIGIN}/**`, (route) =>
      route.fulfill({ contentType: 'text/html; charset=utf-8', body: device.#mail.html ?? '' }),
    );
    return device;
  }

  /** Opens a mail and presses its link, as it stands in the mail but for the port on which this stack listens. */
  async follow(mail: Mail, secret: string): Promise<Arrived> {
    this.#mail.html = (mail.html ?? '')
      .replaceAll(/https?:\/\/[^/"\s]+(?=\/d\/)/g, this.#portal)
      .replaceAll(' target="_blank"', ''); // one window is enough
    await this.page.goto(`${MAIL_ORIGIN}/`);
    return this.arrive(() => this.page.locator(`a[href*="/d/${secret}"]`).first().click());
  }

  /** Opens one of the portal's addresses by its path. */
  open(path: string): Promise<Arrived> {
    return this.arrive(() => this.page.goto(`${this.#portal}${path}`));
  }

  press(button: string | RegExp): Promise<Arrived> {
    return this.arrive(() => this.hand.press(button));
  }

  /** Does something that leads to another page, and gives that page. */
  async arrive(act: () => Promise<unknown>): Promise<Arrived> {
    const { page } = this;
    const isPage = (response: Response): boolean =>
      response.request().isNavigationRequest() && response.frame() === page.mainFrame();
    const [response] = await Promise.all([page.waitForResponse(isPage), page.waitForEvent('load'), act()]);
    return { status: response.status(), html: await response.text(), headers: response.headers() };
  }

  /** What is typed and chosen in the question's form, in its order. */
  typed(): Promise<readonly string[]> {
    return this.hand.form.evaluate((form) =>
      [...(form as HTMLFormElement).elements].flatMap((field) => {
        if (
          !(
            field instanceof HTMLInputElement ||
            field instanceof HTMLTextAreaElement ||
            field instanceof HTMLSelectElement
          )
        )
          return [];
        if (field.type === 'hidden') return [];
        const isChoice = field instanceof HTMLInputElement && ['radio', 'checkbox'].includes(field.type);
        return isChoice && !field.checked ? [] : [`${field.name}=${field.value}`];
      }),
    );
  }
}
