/** The central team's dashboard as somebody reads it who works through its lists: views, and the buttons in them. */
import { type CheerioAPI, load } from 'cheerio';
import type { LocalStack } from '../stack.ts';

/** A button or link, and the heading under which it stands. */
export interface Offered {
  readonly heading: string;
  readonly label: string;
  /** What it calls the function with. */
  readonly payload: Readonly<Record<string, unknown>>;
  /** By it the fields of its form are told from others. */
  readonly row: string | undefined;
  /** The fields that are sent along, by the name of what they fill in: what can be chosen, or nothing where something is typed. */
  readonly fields: ReadonlyMap<string, readonly string[]>;
}

/** How the popup begins when nothing was done. */
const NOT_DONE = 'Not done.';

const DAY_MS = 86_400_000;

/**
 * Opens a view.
 *
 * @param payload what the dashboard's own widget or a link in it asks for: `{ view: 'today' }`
 * @throws Error when the function failed
 */
export async function readView(
  { functions, clock }: LocalStack,
  payload: Readonly<Record<string, unknown>>,
): Promise<readonly Offered[]> {
  const show = functions.all.find(({ name }) => name.endsWith('-show-overview'));
  if (!show) throw new Error('There is no function that shows the dashboard.');
  const end = clock.now();
  const widgetContext = { timeRange: { start: end - 14 * DAY_MS, end }, theme: 'light', forms: { all: {} } };
  const result = await functions.invoke(show.name, { ...payload, widgetContext });
  if ('error' in result) throw new Error(`The dashboard could not be shown: ${result.error.errorMessage}`);
  return offeredIn(load(String(JSON.parse(result.payload)), null, false));
}

function offeredIn($: CheerioAPI): readonly Offered[] {
  const offered: Offered[] = [];
  let heading = '';
  // The list of visits has a title in its line, and would else belong to what stands above it.
  for (const element of $('h2, h3, p > strong, cwdb-action').toArray()) {
    if (element.tagName !== 'cwdb-action') {
      heading = $(element).text().trim();
      continue;
    }
    const { row: ofRow, ...payload } = JSON.parse($(element).text()) as Record<string, unknown>;
    const row = typeof ofRow === 'string' ? ofRow : undefined;
    offered.push({ heading, payload, row, label: $(element).prev().text().trim(), fields: fieldsOf($, row) });
  }
  return offered;
}

function fieldsOf($: CheerioAPI, row: string | undefined): ReadonlyMap<string, readonly string[]> {
  if (row === undefined) return new Map();
  const ending = `.${row}`;
  const fields = $('input[name], select[name]')
    .toArray()
    .filter((field) => $(field).attr('name')?.endsWith(ending));
  return new Map(
    fields.map((field) => [
      ($(field).attr('name') ?? '').slice(0, -ending.length),
      $(field)
        .find('option')
        .toArray()
        .map((option) => $(option).attr('value') ?? ''),
    ]),
  );
}

/** What the dashboard shows once a button was pressed. */
export interface Pressed {
  readonly done: boolean;
  readonly sentence: string;
}

/**
 * Presses a button as the console does: with all fields of the widget. A choice is left as it stands, with its first option.
 *
 * @param typed what is typed into fields of these names
 * @throws Error when the function failed
 */
export async function pressOffered(
  { functions }: LocalStack,
  { payload, row, fields }: Offered,
  typed: Readonly<Record<string, string>>,
): Promise<Pressed> {
  const steer = functions.all.find(({ name }) => name.endsWith('-steer-review'));
  if (!steer) throw new Error('There is no function that carries out commands.');
  const filled = [...fields].flatMap(([name, [first]]) => {
    const value = first ?? typed[name];
    return value === undefined ? [] : [[`${name}.${row}`, value]];
  });
  const widgetContext = { forms: { all: Object.fromEntries(filled) } };
  const result = await functions.invoke(steer.name, { ...payload, ...(row !== undefined && { row }), widgetContext });
  if ('error' in result) throw new Error(`'${payload.act}' failed: ${result.error.errorMessage}`);
  const shown = load(String(JSON.parse(result.payload)), null, false);
  const sentence = shown.root().text().trim();
  return { done: !sentence.startsWith(NOT_DONE), sentence };
}
