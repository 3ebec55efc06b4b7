import type { Mail } from '../../../local/inbox/mail.ts';
import type { LocalStack } from '../../../local/stack.ts';

/** So many links of a kind are followed: those of different people, at different moments of different reviews. */
const OF_A_KIND = 8;

/** What a mail scanner met. */
export interface Scanner {
  /** Links that were followed. */
  readonly links: number;
  /** Links of all mails, by their kinds: to what they lead, out of which mail. */
  readonly kinds: ReadonlyMap<string, number>;
  /** Answers other than a page that is there. */
  readonly strange: readonly string[];
}

/** One that nobody has set to work. */
export const noScanner: Scanner = { links: 0, kinds: new Map(), strange: [] };

/**
 * A mail server that looks at links before the person does: the first of a kind by HEAD too, then by GET, following
 * redirects. The mail is handed over only when it has done so. Of a kind it follows so many as tell what the next would.
 */
export function scanEverything(stack: LocalStack): Scanner {
  let links = 0;
  const kinds = new Map<string, number>();
  const strange: string[] = [];
  stack.inbox.onMail(async (mail) => {
    for (const link of linksIn(mail)) {
      const kind = kindOf(link, mail);
      const known = kinds.get(kind) ?? 0;
      kinds.set(kind, known + 1);
      if (known >= OF_A_KIND) continue;
      links += 1;
      for (const method of known === 0 ? ['HEAD', 'GET'] : ['GET']) {
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
    kinds,
    strange,
  };
}

/** `/d of choose-dates...asked`: the first part of the path, and the mail's id without numbers, secrets and instants. */
function kindOf(link: string, { tags }: Mail): string {
  const [, first = ''] = new URL(link).pathname.split('/');
  return `/${first} of ${(tags.message ?? '').replaceAll(/\d+/g, '')}`;
}

/** Links in text and HTML, each once; addresses to write to are none. */
export const linksIn = (mail: Mail): string[] => [
  ...new Set(
    [mail.text ?? '', mail.html ?? ''].flatMap((body) =>
      [...body.matchAll(/https?:\/\/[^\s"'<>)]+/g)].map(([link]) => link.replaceAll('&amp;', '&')),
    ),
  ),
];
