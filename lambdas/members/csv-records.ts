import { CsvError, parse } from 'csv-parse/sync';
import type { Line } from './encoded-lines.ts';

/** The values of one row as the file has them, in the order of its columns. */
export interface CsvRecord {
  /** The line on which it begins. */
  readonly line: number;
  readonly fields: readonly string[];
  /** Why it cannot be used, in words; its fields are then a guess, good enough to name the row by. */
  readonly problem?: string;
}

/** What the rows of a file look like: tells a value of several lines from a quotation mark that nothing closes. */
export interface Shape {
  readonly delimiter: string;
  /** How many columns the header has. */
  readonly columns: number;
  /** The column that names a row, by its position, and what its values look like. */
  readonly key: { readonly position: number; readonly pattern: RegExp };
}

const NEVER_CLOSED =
  'A quotation mark opens a value and nothing closes it; close it, or take it away. A quotation mark within a value is written twice.';

const oneOrTwo = (first: number, last: number): string =>
  `Lines ${first} to ${last} may be one row, with a line break in a value, or several with a stray quotation mark; write each row on one line.`;

/** A value of more lines than this is a quotation mark that is closed by accident. */
const MOST_LINES = 50;

/**
 * Reads lines as rows. A quotation mark that opens a value and is not closed on its line may begin a value of several lines; but
 * when one of the next lines is a row of its own, the mark is a slip of the pen. Then its line is refused alone, and the next are
 * read as what they are, so that no row ends up in another's value. Quotation marks within a value are taken as typed.
 */
export function recordsOf(lines: readonly Line[], shape: Shape): CsvRecord[] {
  const records: CsvRecord[] = [];
  for (let index = 0; index < lines.length; ) {
    const { read, took } = recordsAt(lines, index, shape);
    for (const record of read) {
      if (record.problem !== undefined || record.fields.some((field) => field.trim() !== '')) records.push(record);
    }
    index += took;
  }
  return records;
}

/** The row that begins on a line; several where nobody can tell whether it is one, and then each of them is refused. */
function recordsAt(
  lines: readonly Line[],
  index: number,
  shape: Shape,
): { readonly read: readonly CsvRecord[]; readonly took: number } {
  const { line, text, unreadable } = lines[index] as Line;
  const alone = fieldsOf(text, shape.delimiter);
  if (alone !== undefined) return { read: [recordOf(line, alone, unreadable ?? wrongCount(alone, shape))], took: 1 };
  let whole = text;
  const looksLikeRow: Line[] = [];
  for (let took = 1; took < MOST_LINES; took += 1) {
    const next = lines[index + took];
    if (next === undefined) break;
    if (isRow(next.text, shape)) {
      if (!isStray(next.text, shape)) break;
      looksLikeRow.push(next);
    }
    whole += `\n${next.text}`;
    const fields = parsed(whole, shape.delimiter, { relax_quotes: false });
    if (fields === 'broken') break;
    if (fields === undefined) continue;
    if (fields.length !== shape.columns) break;
    if (looksLikeRow.length > 0) {
      const why = oneOrTwo(line, lines[index + took]?.line ?? line);
      const others = looksLikeRow.map((one) => recordOf(one.line, split(one.text, shape), why));
      return { read: [recordOf(line, split(text, shape), NEVER_CLOSED), ...others], took: took + 1 };
    }
    const lost = lines.slice(index, index + took + 1).find((one) => one.unreadable !== undefined);
    return { read: [recordOf(line, fields, lost?.unreadable)], took: took + 1 };
  }
  return { read: [recordOf(line, split(text, shape), unreadable ?? NEVER_CLOSED)], took: 1 };
}

const recordOf = (line: number, fields: readonly string[], problem: string | undefined): CsvRecord =>
  problem === undefined ? { line, fields } : { line, fields, problem };

/** The values of a text that is one row, stray quotation marks within them taken as typed; nothing when one is open at its end. */
export function fieldsOf(text: string, delimiter: string): readonly string[] | undefined {
  const fields = parsed(text, delimiter, { relax_quotes: true });
  return fields === 'broken' ? undefined : fields;
}

/** The same, and 'broken' when a quotation mark is where none may be. */
function parsed(
  text: string,
  delimiter: string,
  quotes: { readonly relax_quotes: boolean },
): readonly string[] | 'broken' | undefined {
  try {
    return parse(text, { delimiter, record_delimiter: '\n', relax_column_count: true, ...quotes })[0] ?? [];
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return error.code === 'CSV_QUOTE_NOT_CLOSED' ? undefined : 'broken';
  }
}

/** Whether a line has a quotation mark where none may be, as the end of a value of several lines has when it is taken for a row. */
const isStray = (text: string, { delimiter }: Shape): boolean =>
  parsed(text, delimiter, { relax_quotes: false }) === 'broken';

/** Whether a line is a row by itself: it has the value that names one, or as many values as the header has columns. */
function isRow(text: string, shape: Shape): boolean {
  const { columns, key } = shape;
  return (
    key.pattern.test(split(text, shape)[key.position] ?? '') || fieldsOf(text, shape.delimiter)?.length === columns
  );
}

const split = (text: string, { delimiter }: Shape): string[] =>
  text.split(delimiter).map((field) => field.trim().replace(/^"|"$/g, ''));

function wrongCount({ length }: readonly string[], { columns }: Shape): string | undefined {
  if (length === columns || length === 0) return undefined;
  const counts = `The line has ${length} ${length === 1 ? 'value' : 'values'} for ${columns} columns`;
  return length > columns
    ? `${counts}; put a value that contains a comma in quotation marks.`
    : `${counts}; write a comma for every column, also for an empty one, and look for a line break or a quotation mark within a value.`;
}
