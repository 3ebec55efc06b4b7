import type { Mail } from '../../../local/inbox/mail.ts';
import type { LocalStack } from '../../../local/stack.ts';

const HEADS = 100;

/** What a mail scanner met. */
export interface Scanner {
  readonly links: number;
  /** Answers other than a page that is there. */
  readonly strange: readonly string[];
}

/** One that nobody has set to work. */
export const noScanner: Scanner = { links: 0, strange: [] };

/**
 * A mail server that looks at every link of every mail before the person does: HEAD, then GET, following redirects.
 * The mail is handed over only when it has done so.
 */
export function scanEverything(stack: LocalStack): Scanner {
  let links = 0;
  const strange: string[] = [];
  stack.inbox.onMail(async (mail) => {
    for (const link of linksIn(mail)) {
      links += 1;
      // HEAD runs the same code without its page: a few of them are enough.
      for (const method of links <= HEADS ? ['HEAD', 'GET'] : ['GET']) {
        const response = await fetch(stack.localUrl(link), { method, redirect: 'follow' });
        await response.arrayBuffer();
        if (response.status !== 200) strange.push(`${method} of a link in '${mail.subject}': ${response.status}`);
      }
    }
  });
  return {
    get links() {
      return links;
    },
    strange,
  };
}

/** Links in text and HTML, each once; addresses to write to are none. */
export const linksIn = (mail: Mail): string[] => [
  ...new Set(
    [mail.text ?? '', mail.html ?? ''].flatMap((body) =>
      [...body.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) => link.replaceAll('&amp;', '&')),
    ),
  ),
];
