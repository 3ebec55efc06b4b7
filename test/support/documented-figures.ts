import { readFileSync } from 'node:fs';

/** A row of the tables of docs/costs.md: its quantity without the unit, and what it costs in the unit of its table. */
export interface CostRow {
  readonly what: string;
  readonly quantity: number;
  readonly cost: number;
}

/** What docs/costs.md says, as it is committed. */
export interface DocumentedCosts {
  readonly text: string;
  readonly review: readonly CostRow[];
  readonly month: readonly CostRow[];
  /** The last line of each table: US cents a review, US dollars a month. */
  readonly together: { readonly review: number; readonly month: number };
}

export const numberIn = (text: string): number => Number(text.replaceAll(',', ''));

/** @throws Error when the two tables are not there. */
export function documentedCosts(): DocumentedCosts {
  const text = readFileSync('docs/costs.md', 'utf8');
  const [, review = '', month = ''] = text.split(/^\| item \|.*\n\| ---.*\n/m);
  const rowsIn = (table: string) =>
    [...(table.split('\n\n')[0] ?? '').matchAll(/^\| ([^|*]+?) \| ([\d.,]+)[^|]*\| ([\d.,]+) \|$/gm)].map(
      ([, what = '', quantity = '', cost = '']) => ({ what, quantity: numberIn(quantity), cost: numberIn(cost) }),
    );
  const lastOf = (table: string) =>
    numberIn(/^\| \*\*together\*\* \| \| \*\*([\d.,]+)\*\* \|$/m.exec(table)?.[1] ?? '');
  const costs = { text, review: rowsIn(review), month: rowsIn(month) };
  if (costs.review.length === 0 || costs.month.length === 0)
    throw new Error('docs/costs.md has other tables than it had.');
  return { ...costs, together: { review: lastOf(review), month: lastOf(month) } };
}

/** @throws Error when there is no such row. */
export function costRow({ review, month }: DocumentedCosts, what: string): CostRow {
  const row = [...review, ...month].find((one) => one.what === what);
  if (!row) throw new Error(`docs/costs.md has no row '${what}'.`);
  return row;
}
