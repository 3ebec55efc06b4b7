import type { Browser, CDPSession } from 'playwright-core';
import type { Capture } from './examiner.ts';
import { LONGEST_WAIT_MS } from './overhear.ts';

const ORIGIN = 'https://read.example.org';

/** What Chromium tells a screen reader of a node, as far as it is looked at. */
interface Node {
  readonly nodeId: string;
  readonly ignored: boolean;
  readonly role?: { readonly value?: string };
  readonly name?: { readonly value?: string };
  readonly description?: { readonly value?: string };
  readonly value?: { readonly value?: string | number };
  readonly childIds?: readonly string[];
  readonly properties?: readonly { readonly name: string; readonly value: { readonly value?: unknown } }[];
}

/** States that are said with a name. */
const STATES = ['checked', 'expanded', 'invalid', 'required', 'disabled'] as const;

/** Roles that hold others together and are not said. */
const SILENT: ReadonlySet<string> = new Set([
  'none',
  'generic',
  'InlineTextBox',
  'LineBreak',
  'ListMarker',
  'LayoutTable',
]);

/**
 * What a screen reader reads of a page, in its order: a line for each thing with its role, its name, and its state; what is within another stands
 * further to the right, what describes it in brackets.
 *
 * @param asset the style sheet by its path: what it hides is not read.
 */
export async function readingOrder(
  browser: Browser,
  { html }: Pick<Capture, 'html'>,
  asset: (path: string) => Promise<string>,
): Promise<string> {
  const context = await browser.newContext({ locale: 'en-GB', timezoneId: 'Europe/London' });
  try {
    context.setDefaultTimeout(LONGEST_WAIT_MS);
    await context.route(`${ORIGIN}/**`, async (route) => {
      const { pathname } = new URL(route.request().url());
      if (pathname === '/') await route.fulfill({ contentType: 'text/html; charset=utf-8', body: html });
      else if (pathname.endsWith('.css')) await route.fulfill({ contentType: 'text/css', body: await asset(pathname) });
      else await route.abort();
    });
    const page = await context.newPage();
    await page.goto(`${ORIGIN}/`);
    const lines = await linesOf(await context.newCDPSession(page));
    return `${lines.join('\n')}\n`;
  } finally {
    await context.close();
  }
}

async function linesOf(session: CDPSession): Promise<readonly string[]> {
  const { nodes } = (await session.send('Accessibility.getFullAXTree')) as unknown as {
    readonly nodes: readonly Node[];
  };
  const byId = new Map(nodes.map((node) => [node.nodeId, node]));
  const read = (id: string, depth: number, around: string): readonly string[] => {
    const node = byId.get(id);
    if (!node) return [];
    const role = node.role?.value ?? 'none';
    const name = node.name?.value?.replace(/\s+/g, ' ').trim() ?? '';
    const hint = node.description?.value?.replace(/\s+/g, ' ').trim() ?? '';
    const isText = role === 'StaticText';
    // The words of a heading or a link are its name, and are read once.
    const isSaid = !node.ignored && !SILENT.has(role) && !(isText && (name === '' || around.includes(name)));
    const line = isSaid
      ? [
          `${'  '.repeat(depth)}${[isText ? 'text' : role, quoted(name), ...statesOf(node), hint === '' ? '' : `(${hint})`].join(' ').trim()}`,
        ]
      : [];
    const within = isSaid && name !== '' ? `${name} ${typedIn(node)}` : around;
    return [...line, ...(node.childIds ?? []).flatMap((child) => read(child, isSaid ? depth + 1 : depth, within))];
  };
  const [root] = nodes;
  return root ? read(root.nodeId, 0, '') : [];
}

const quoted = (name: string): string => (name === '' ? '' : `'${name}'`);

function statesOf(node: Node): readonly string[] {
  const { properties = [] } = node;
  const states = STATES.flatMap((state) => {
    const said = properties.find(({ name }) => name === state)?.value.value;
    if (said === undefined || said === false || said === 'false') return [];
    return said === true || said === 'true' ? state : `${state}=${String(said)}`;
  });
  const typed = typedIn(node);
  return [...states, ...(typed === '' ? [] : [`= '${typed}'`])];
}

const typedIn = ({ value, role }: Pick<Node, 'value' | 'role'>): string =>
  role?.value === 'textbox' || role?.value === 'combobox' ? String(value?.value ?? '').replace(/\s+/g, ' ') : '';
