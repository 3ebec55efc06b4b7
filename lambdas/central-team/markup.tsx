import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import type { Endpoints } from './actions.tsx';
import { Show } from './actions.tsx';
import type { ViewRequest } from './request.ts';

const COLOURS = {
  light: { bad: '#b3261e', soon: '#8a5300', quiet: '#5f6b7a', link: '#0b5cad', line: '#d5dbdb' },
  dark: { bad: '#ff9a93', soon: '#f2c063', quiet: '#a4b0bd', link: '#7fb8ff', line: '#4b5563' },
} as const;

/** The console styles tables, fields and buttons itself; this adds what tells one thing from another. */
const style = ({ bad, soon, quiet, link, line }: (typeof COLOURS)['light' | 'dark']): string => `
.pr p{margin:0 0 8px}.pr h2{font-size:18px;margin:0 0 6px}.pr h3{font-size:15px;margin:16px 0 6px}
.pr table{border-collapse:collapse;width:100%;margin:0 0 8px}.pr th,.pr td{text-align:left;vertical-align:top;padding:5px 10px 5px 0;border-bottom:1px solid ${line}}
.pr-bad{color:${bad};font-weight:700}.pr svg{display:block;max-width:100%;height:auto}.pr-soon{color:${soon};font-weight:700}.pr-quiet{color:${quiet}}.pr-nowrap{white-space:nowrap}
.pr-link{color:${link};cursor:pointer;text-decoration:underline}.pr a.btn{margin:2px 6px 2px 0;white-space:nowrap}
.pr ul{margin:0 0 8px;padding-left:20px}.pr li{margin:0 0 4px}.pr label{margin-right:10px;white-space:nowrap}
.pr details{margin:0 0 8px}.pr summary{cursor:pointer}.pr .pr-acts{margin:4px 0 0}.pr .pr-acts form{display:inline}`;

/** A view as the HTML that the dashboard shows. */
export function renderView(content: ReactNode, theme: ViewRequest['theme']): string {
  return renderToStaticMarkup(
    <div className="pr">
      {/* biome-ignore lint/security/noDangerouslySetInnerHtml: our own style sheet, which has to stay unescaped */}
      <style dangerouslySetInnerHTML={{ __html: style(COLOURS[theme]) }} />
      {content}
    </div>,
  );
}

/** A sentence in place of a view. */
export const renderSentence = (sentence: string): string => renderView(<p>{sentence}</p>, 'light');

/** A row of a table: its cells, or one thing as wide as all of them. Its key tells it from the others. */
export type Row = { readonly key: string } & ({ readonly cells: readonly ReactNode[] } | { readonly wide: ReactNode });

/** Rows under column headings. */
export function Rows({ columns, rows }: { readonly columns: readonly string[]; readonly rows: readonly Row[] }) {
  return (
    <table>
      <thead>
        <tr>
          {columns.map((column) => (
            <th scope="col" key={column}>
              {column}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.key}>
            {'wide' in row ? (
              <td colSpan={columns.length}>{row.wide}</td>
            ) : (
              row.cells.map((cell, index) => <td key={columns[index]}>{cell}</td>)
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** Rows of a list on one page of the widget: more would not fit, and each has buttons. */
export const PAGE_SIZE = 20;

/** The part of a list that is on a page, and how to say so. */
export function pageOf<Row>(
  all: readonly Row[],
  page: number,
): { readonly rows: readonly Row[]; readonly from: number } {
  const last = Math.max(1, Math.ceil(all.length / PAGE_SIZE));
  const from = (Math.min(page, last) - 1) * PAGE_SIZE;
  return { rows: all.slice(from, from + PAGE_SIZE), from };
}

/** '1 to 20 of 212', with the ways to the pages before and after; nothing when all is on one page. */
export function Pager(props: {
  readonly request: ViewRequest;
  readonly endpoints: Endpoints;
  readonly from: number;
  readonly shown: number;
  readonly all: number;
}) {
  const { request, endpoints, from, shown, all } = props;
  if (shown === all) return null;
  const { view, role, year, week, stage } = request;
  const page = from / PAGE_SIZE + 1;
  const to = (number: number) => ({ page: number, role, year, week, stage });
  const left = all - from - shown;
  return (
    <p>
      {from + 1} to {from + shown} of {all}
      {left > 0 ? `; ${left} more follow. ` : '. '}
      {from > 0 && (
        <Show endpoints={endpoints} view={view} where={to(page - 1)} look="button">
          Previous page
        </Show>
      )}
      {left > 0 && (
        <Show endpoints={endpoints} view={view} where={to(page + 1)} look="button">
          Next page
        </Show>
      )}
    </p>
  );
}
