import type { Steered } from './command.ts';

const ESCAPED: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** What the popup of a dashboard's button shows: the one sentence, whatever was typed into it. */
export const shownInWidget = ({ done, sentence }: Steered): string =>
  `<p><strong>${done ? 'Done.' : 'Not done.'}</strong> ${sentence.replace(/[&<>"']/g, (character) => ESCAPED[character] ?? '')}</p>`;
