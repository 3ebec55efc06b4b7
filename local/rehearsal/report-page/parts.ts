/** What a page of a report is made of. */
import { html, raw } from 'hono/html';
import { STYLE } from './style.ts';

/** Ready HTML: what `html` gives, nested or finished. */
export type Html = ReturnType<typeof html>;

/** A table: its first column says what a line is about, the others have numbers. */
export interface TableOf {
  readonly columns: readonly string[];
  readonly rows: readonly (readonly (string | number)[])[];
}

/** '1,234.5' */
export const shown = (value: string | number): string =>
  typeof value === 'number' ? value.toLocaleString('en-GB', { maximumFractionDigits: 2 }) : value;

const isNumber = (cell: string | number | undefined): boolean => typeof cell === 'number';

export const table = (
  caption: string,
  { columns, rows }: TableOf,
): Html => html`<div class="wide" tabindex="0" role="region" aria-label="${caption}"><table>
<caption>${caption}</caption>
<thead><tr>${columns.map((column, index) => html`<th scope="col"${isNumber(rows[0]?.[index]) && index > 0 ? raw(' class="number"') : ''}>${column}</th>`)}</tr></thead>
<tbody>${rows.map(([first = '', ...others]) => html`<tr><th scope="row">${shown(first)}</th>${others.map((cell) => html`<td${isNumber(cell) ? raw(' class="number"') : ''}>${shown(cell)}</td>`)}</tr>`)}</tbody>
</table></div>`;

/** A picture, and the numbers that it is made of. */
export const figure = (title: string, picture: Html, numbers: TableOf): Html => html`<figure>
<figcaption>${title}</figcaption>
<div class="wide chart" tabindex="0" role="region" aria-label="Chart: ${title}">${picture}</div>
<details><summary>The numbers: ${title}</summary>${table(title, numbers)}</details>
</figure>`;

export const section = (title: string, ...content: readonly (Html | string)[]): Html =>
  html`<section><h2>${title}</h2>${content}</section>`;

/** A page that needs nothing but itself: no script, no network. */
export const page = (title: string, content: Html): string =>
  String(html`<!doctype html>
<html lang="en-GB">
<head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="color-scheme" content="light dark">
<title>${title}</title><style>${raw(STYLE)}</style></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`);
