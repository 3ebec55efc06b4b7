import { type Charity, PRIVACY } from './charity.ts';
import { asksFirst, type MailContent, type MailSection, sectionsOf } from './content.ts';

const widest = 76;

/** The mail as plain text: the same content in the same order, addresses of pages in full on lines of their own. */
export function plainText(content: MailContent, help: string, { name, privacyAddress }: Charity): string {
  const blocks: string[] = [];
  if (content.greeting !== undefined) blocks.push(`${content.greeting},`);
  blocks.push(wrapped(content.firstLine), ...content.paragraphs.map((text) => wrapped(text)));
  const first = asksFirst(content);
  if (first) blocks.push(...ask(content));
  if (content.facts?.length) blocks.push(facts(content.facts));
  if (content.items?.length) blocks.push(...content.items.map(item));
  blocks.push(...sectionsOf(content).map(section));
  if (!first) blocks.push(...ask(content));
  blocks.push(wrapped(content.whyYou), wrapped(help), `${PRIVACY}:\n${privacyAddress}`, name);
  return `${blocks.join('\n\n')}\n`;
}

/** By when, what follows otherwise, and where the button leads. */
const ask = ({ by, ifNothing, button }: MailContent): readonly string[] => [
  ...(by === undefined ? [] : [wrapped([`Please answer by ${by}.`, ifNothing].filter(Boolean).join(' '))]),
  ...(button === undefined ? [] : [`${wrapped(`${button.text}:`)}\n${button.href}`]),
];

/** A line for each fact; one of several lines stands apart from the others, below its label. */
function facts(all: NonNullable<MailContent['facts']>): string {
  const lines = all.map(({ label, value }) =>
    value.includes('\n') ? `\n${wrapped(label)}:\n${wrapped(value)}\n` : wrapped(`${label}: ${value}`),
  );
  return lines
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

function item({ text, href, by }: NonNullable<MailContent['items']>[number]): string {
  const lines = wrapped(`- ${text}${by === undefined ? '' : ` (by ${by})`}`, '  ');
  return href === undefined ? lines : `${lines}\n  ${href}`;
}

function section({ title, entries, table, more }: MailSection): string {
  const lines = entries.map(({ text, note, href }) =>
    [
      wrapped(`- ${text}`, '  '),
      ...(note?.split('\n').map(underDash) ?? []),
      ...(href === undefined ? [] : [`  ${href}`]),
    ].join('\n'),
  );
  const rows = table?.rows.map((row) => tableRow(row, table.columns)) ?? [];
  return [title, '-'.repeat(title.length), ...lines, ...rows, ...(more > 0 ? [`and ${more} more`] : [])].join('\n');
}

/** A row as a line: '- the timetable: answers 12, half within 2 working days'. */
function tableRow([name, ...cells]: readonly string[], [, ...columns]: readonly string[]): string {
  const said = cells.map((cell, index) => `${columns[index]?.toLowerCase()} ${cell}`);
  return wrapped(`- ${name}: ${said.join(', ')}`, '  ');
}

/** As far to the right as the words after a dash, on its first line too. */
const underDash = (text: string): string => wrapped(`- ${text}`, '  ').replace('- ', '  ');

/** Lines of at most 76 characters, broken between words; a word longer than that stays whole. */
function wrapped(text: string, indent = ''): string {
  return text
    .split('\n')
    .map((paragraph) => {
      const lines: string[] = [];
      let line = '';
      for (const word of paragraph.split(' ')) {
        const longer = line === '' ? word : `${line} ${word}`;
        if (line !== '' && longer.length > widest) {
          lines.push(line);
          line = `${indent}${word}`;
        } else {
          line = longer;
        }
      }
      return [...lines, line].join('\n');
    })
    .join('\n');
}
