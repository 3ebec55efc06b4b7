import { html, raw } from 'hono/html';
import { longDate } from '../../lambdas/calendar/dates.ts';
import { londonDateAndTime, londonInstant } from '../../lambdas/calendar/london.ts';

/** Ready HTML: what `html` gives, nested or finished. */
export type Html = ReturnType<typeof html>;

const STYLE = `
  body { font: 16px/1.45 system-ui, -apple-system, "Segoe UI", Arial, sans-serif; margin: 0; color: #1b1b1b; background: #fff }
  header { background: #1d3b53; color: #fff; padding: 10px 24px } header a { color: #fff; margin-right: 18px; display: inline-block; padding: 4px 0 }
  main { padding: 8px 24px 40px; max-width: 1500px }
  table { border-collapse: collapse; width: 100%; margin: 12px 0 } th, td { text-align: left; padding: 6px 12px 6px 0; border-bottom: 1px solid #d8d8d8; vertical-align: top }
  a { color: #12508a } button { font: inherit; padding: 5px 12px; margin: 0 6px 6px 0; cursor: pointer } input { font: inherit; padding: 4px 6px }
  form { display: inline } pre { white-space: pre-wrap; overflow-wrap: anywhere; margin: 0; font-size: 13px } iframe { width: 100%; height: 640px; border: 1px solid #bbb }
  .clock { font-size: 22px; margin: 12px 0 } .picture { overflow: auto; border: 1px solid #d8d8d8 } .picture svg { max-width: 100%; height: auto } .bad { color: #a3140d } .quiet { color: #595959 }
  main { overflow-wrap: break-word } details { margin: 12px 0 } summary { cursor: pointer } h2 { font-size: 19px; margin: 24px 0 4px }
  @media (max-width: 640px) {
    main, header { padding-left: 14px; padding-right: 14px } .stacked { overflow-wrap: anywhere }
    .stacked thead { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden }
    .stacked tr { display: block; border-bottom: 1px solid #d8d8d8; padding: 6px 0 } .stacked td { display: block; border: 0; padding: 1px 0 } .stacked td:empty { display: none } .stacked td[data-label]::before { content: attr(data-label) ': '; color: #595959 }
  }
  a:focus-visible, button:focus-visible, summary:focus-visible, input:focus-visible { outline: 3px solid #f2a900; outline-offset: 2px }
`;

export interface PageOptions {
  readonly title: string;
  /** Seconds after which the browser loads the page anew. */
  readonly refresh?: number | undefined;
  /** Address of a script of ours. */
  readonly script?: string;
}

/** A page of the local stack with the way to all others. */
export function page({ title, refresh, script }: PageOptions, content: Html): Html {
  const reload = refresh === undefined ? '' : html`<meta http-equiv="refresh" content="${refresh}">`;
  const code = script === undefined ? '' : html`<script src="${script}" defer></script>`;
  return html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">${reload}
<title>${title} – local stack</title><style>${raw(STYLE)}</style>${code}</head>
<body><header><nav aria-label="Local stack"><a href="/_local/">Year</a><a href="/_local/mails">Inbox</a><a href="/_local/executions">Workflows</a><a href="/_local/dashboards">Dashboard</a><a href="/_local/table">Table</a></nav></header>
<main><h1>${title}</h1>${content}</main></body></html>`;
}

/** 'Tuesday 12 January 2027, 07:30', as clocks in London show it. */
export function londonTime(moment: number): string {
  const { date, time } = londonDateAndTime(new Date(moment).toISOString());
  return `${longDate(date)}, ${time}`;
}

/** Midnight in London of a date such as 2027-01-12, in milliseconds since the epoch; undefined for anything else. */
export function londonMidnight(date: string): number | undefined {
  try {
    return Date.parse(londonInstant(date, '00:00'));
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}

/** A table whose rows become blocks on a phone, where its columns would not fit side by side. */
export const stackedTable = (columns: readonly string[], rows: readonly (readonly (Html | string)[])[]): Html =>
  html`<table class="stacked"><thead><tr>${columns.map((column) => html`<th scope="col">${column}</th>`)}</tr></thead>
<tbody>${rows.map((cells) => html`<tr>${cells.map((cell, index) => (cell === '' ? html`<td></td>` : html`<td data-label="${columns[index] ?? ''}">${cell}</td>`))}</tr>`)}</tbody></table>`;
