import type { Browser, Page } from 'playwright-core';
import { idOfTag } from '../../../lambdas/mail/message-tags.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import type { LocalStack } from '../../../local/stack.ts';
import { everyRow, rowsAbout } from '../../workflows/support/repeat.ts';
import { linksIn } from '../../workflows/support/scanner.ts';
import { LONGEST_WAIT_MS, type Overheard, overhear } from './overhear.ts';

/** Long enough for whatever a page would do by itself. */
const WAIT_MS = 30;
/** What a table is asked without being changed. */
const READS = /^(GetItem|BatchGetItem|Query|TransactGetItems)$/;

/**
 * A mail program's scanner: it opens every link of every mail in a browser that runs scripts, waits, and asks for it in
 * every way that decides nothing, before the mail is read.
 */
export class MailScanner {
  /** Links that were opened, and mails before and after which rows were compared. */
  readonly done = { links: 0, comparisons: 0 };
  /** Calls to AWS other than reading, while nobody but the scanner was at work. */
  readonly calls: string[] = [];
  /** Rows that are others after a scan than before. */
  readonly changes: string[] = [];
  readonly #stack: LocalStack;
  readonly #page: Page;

  private constructor(stack: LocalStack, page: Page) {
    this.#stack = stack;
    this.#page = page;
  }

  static async open(browser: Browser, stack: LocalStack, heard: Overheard): Promise<MailScanner> {
    const context = await browser.newContext();
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    overhear(context, [stack.portalOrigin], heard);
    const scanner = new MailScanner(stack, await context.newPage());
    // Work that is under way goes on when a mail arrives; the scan begins when it has ended and time stands still.
    stack.inbox.onMail((mail) => {
      stack.clock.schedule(stack.clock.now(), () => {
        void stack.clock
          .during(scanner.#scan(mail))
          .catch((error: unknown) => stack.problems.report(`Scanning '${mail.subject}': ${error}`));
      });
    });
    return scanner;
  }

  async #scan(mail: Mail): Promise<void> {
    const links = linksIn(mail);
    if (links.length === 0) return;
    const before = await this.#rows(mail);
    const endWatch = this.#stack.interrupt(({ caller, service, action }) => {
      if (service !== 'dynamodb' || !READS.test(action)) this.calls.push(`${caller}: ${service} ${action}`);
      return undefined;
    });
    for (const link of links) await this.#visit(this.#stack.localUrl(link));
    endWatch();
    const after = await this.#rows(mail);
    this.done.comparisons += 1;
    for (const key of new Set([...before.keys(), ...after.keys()])) {
      if (before.get(key) !== after.get(key)) this.changes.push(`'${mail.subject}': ${key}`);
    }
  }

  /** Every row of what a mail is about, its decisions and its audit among them, and how many rows there are in all. */
  #rows({ tags }: Mail): Promise<Map<string, string>> {
    const about = idOfTag(tags.about ?? '');
    return /^(qar|tpr|membership)-/.test(about) ? rowsAbout(this.#stack, about) : everyRow(this.#stack);
  }

  async #visit(address: string): Promise<void> {
    this.done.links += 1;
    const open = async (): Promise<void> => {
      await this.#page.goto(address);
      await this.#page.waitForTimeout(WAIT_MS);
    };
    await Promise.all([
      ...['HEAD', 'OPTIONS'].map((method) => fetch(address, { method })),
      fetch(address, { headers: { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch' } }),
      open(),
    ]);
  }
}
