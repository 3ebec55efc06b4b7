import { getDocumentProxy } from 'unpdf';

interface Tag {
  readonly role?: string;
  readonly type?: string;
  readonly id?: string;
  readonly children?: readonly Tag[];
}

/** Every page's tags in order: roles with the text that they hold. */
export async function readPdf(bytes: Buffer) {
  const pdf = await getDocumentProxy(new Uint8Array(bytes));
  const tagged: { role: string; text: string }[] = [];
  const untagged: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const page = await pdf.getPage(number);
    const { items } = await page.getTextContent({ includeMarkedContent: true });
    const texts = new Map<string, string>();
    let open: (string | undefined)[] = [];
    for (const item of items) {
      if ('str' in item) {
        const id = open.findLast((one) => one !== undefined);
        if (id === undefined) untagged.push(item.str);
        else texts.set(id, (texts.get(id) ?? '') + item.str + (item.hasEOL ? ' ' : ''));
      } else if (item.type === 'endMarkedContent') open = open.slice(0, -1);
      else open.push(item.type === 'beginMarkedContentProps' ? item.id : undefined);
    }
    const walk = (tag: Tag, role: string): void => {
      if (tag.type === 'content') tagged.push({ role, text: (texts.get(tag.id ?? '') ?? '').trim() });
      for (const child of tag.children ?? []) walk(child, tag.role ?? role);
    };
    walk((await page.getStructTree()) as Tag, '');
  }
  return {
    pdf,
    tagged,
    untagged,
    metadata: await pdf.getMetadata(),
    mark: await pdf.getMarkInfo(),
  };
}

/** What a reader finds in place of a sign that the font does not have, said or unsaid. */
export const NOT_SHOWN = new RegExp(`[${String.fromCharCode(0)}□]`);

export const squeezed = (text: string): string => text.replace(/\s+/g, '');

/** All that a reader is told. */
export const everything = ({ tagged }: Awaited<ReturnType<typeof readPdf>>): string =>
  tagged.map(({ text }) => text).join('\n');
