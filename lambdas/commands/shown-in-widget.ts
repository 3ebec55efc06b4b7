import type { Steered } from './command.ts';

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '');

/** What the popup of a dashboard's button shows: the one sentence, whatever was typed into it, and where it leads. */
export function shownInWidget(steered: Steered): string {
  const { done, sentence } = steered;
  const said = `<p><strong>${done ? 'Done.' : 'Not done.'}</strong> ${escaped(sentence)}</p>`;
  if (!steered.done || !steered.link) return said;
  const { address, text } = steered.link;
  return `${said}<p><a href="${escaped(address)}" target="_blank" rel="noopener noreferrer">${escaped(text)}</a></p>`;
}
