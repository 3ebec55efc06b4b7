import { html } from 'hono/html';
import { addDays, longDateRange } from '../../lambdas/calendar/dates.ts';
import type { Inbox } from '../inbox/inbox.ts';
import type { CalendarPart, Mail } from '../inbox/mail.ts';
import { type Html, londonTime, page, stackedTable } from './layout.ts';

/** All mails, the latest first, or those to one address. */
export function mailsPage(inbox: Inbox, to?: string): Html {
  const mails = inbox.messages(to ? { to } : {}).toReversed();
  return page(
    { title: to ? `Mail to ${to}` : 'Inbox' },
    html`<p>${mails.length} mails. ${to ? html`<a href="/_local/mails">Show all</a>` : ''}</p>
${mailRows(mails)}`,
  );
}

/** Mails as a table, in the order in which they are given. */
export const mailRows = (mails: readonly Mail[]): Html =>
  stackedTable(
    ['Arrived', 'To', 'Subject'],
    mails.map((mail) => [
      londonTime(mail.at),
      html`${addresses(mail)}`,
      html`<a href="/_local/mails/${mail.id}">${mail.subject || '(no subject)'}</a>`,
    ]),
  );

export function mailPage(mail: Mail): Html {
  const attachments = mail.attachments.map(
    ({ filename, mimeType, content }, index) =>
      html`<li><a href="/_local/mails/${mail.id}/attachments/${index}">${filename}</a> <span class="quiet">${mimeType}, ${content.length} bytes</span></li>`,
  );
  const headers = Object.entries(mail.headers).flatMap(([name, values]) =>
    values.map((value) => html`<tr><th scope="row">${name}</th><td><pre>${value}</pre></td></tr>`),
  );
  return page(
    { title: mail.subject || '(no subject)' },
    html`<p>From ${mail.from} to ${addresses(mail)}, ${londonTime(mail.at)}</p>
${attachments.length > 0 ? html`<ul>${attachments}</ul>` : ''}
${mail.html === undefined ? '' : html`<iframe title="The mail as its reader sees it" src="/_local/mails/${mail.id}/html" sandbox="allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"></iframe>`}
${mail.calendar === undefined ? '' : calendar(mail.calendar)}
<h2>Plain text</h2><pre>${mail.text ?? '(none)'}</pre>
<details><summary>Headers</summary><table><tbody>${headers}</tbody></table></details>`,
  );
}

/** What a calendar program makes of the mail. */
function calendar({ method, title, where, from, to, sequence, source }: CalendarPart): Html {
  const does =
    method === 'CANCEL'
      ? 'Takes out of the calendar'
      : sequence === 0
        ? 'Enters in the calendar'
        : 'Changes in the calendar';
  return html`<h2>Calendar</h2>
<p>${does}: <strong>${title}</strong>, ${longDateRange(from, addDays(to, -1))}, ${where}. <span class="quiet">${method}, version ${sequence}</span></p>
<details><summary>The calendar file</summary><pre>${source}</pre></details>`;
}

/** The mail's own HTML, whose links open in place of the whole page and not inside the frame. */
export function shownHtml(mail: Mail): string {
  const content = mail.html ?? '';
  const base = '<base target="_top">';
  return /<head[^>]*>/i.test(content)
    ? content.replace(/<head[^>]*>/i, (head) => `${head}${base}`)
    : `${base}${content}`;
}

const addresses = (mail: Mail): Html[] =>
  mail.to.map((address) => html`<a href="/_local/mails?to=${encodeURIComponent(address)}">${address}</a> `);
