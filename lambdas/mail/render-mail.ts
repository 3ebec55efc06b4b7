import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { asSeen, oneLine } from '../text/as-seen.ts';
import type { Charity } from './charity.ts';
import type { MailContent } from './content.ts';
import { MailLayout } from './layout.tsx';
import { plainText } from './plain-text.ts';

export interface RenderedMail {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
}

/** The mail as HTML and as plain text of the same content. */
export async function renderMail(content: MailContent, charity: Charity): Promise<RenderedMail> {
  const help = [
    content.help ?? `Need help? Reply to this mail, or write to ${charity.helpAddress}.`,
    `If it is urgent, telephone ${charity.urgentTelephone}.`,
  ].join(' ');
  const markup = renderToStaticMarkup(createElement(MailLayout, { content, charity, help }));
  return {
    subject: oneLine(content.subject),
    html: asSeen(`<!DOCTYPE html>${markup}`),
    text: asSeen(plainText(content, help, charity)),
  };
}
