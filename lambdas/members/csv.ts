import { CsvError, parse } from 'csv-parse/sync';

/** A file that cannot be read at all. The message says what to do about it. */
export class UnreadableFile extends Error {
  override name = 'UnreadableFile';
}

/** A row that was not taken, and why, in words for whoever keeps the file. */
export interface Rejected {
  /** The line of the file on which the row begins; the header is on line 1. */
  readonly line: number;
  readonly urn?: string;
  readonly reason: string;
}

/** Thrown while a row is read: why it is refused. */
export class Refusal extends Error {
  override name = 'Refusal';
}

/** One row: its columns by name, every value trimmed, '' where the file has nothing. */
export interface CsvRow {
  readonly line: number;
  /** What is wrong with the row as such: values that no column is for, as after a comma without quotation marks. */
  readonly misshapen?: string;
  get(column: string): string;
}

/**
 * Text of a file that does not say how it is encoded: UTF-8 with or without a byte order mark when it is valid as such,
 * else Windows-1252, in which the Department for Education publishes.
 */
export function decodeText(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return new TextDecoder('windows-1252').decode(bytes);
  }
}

/**
 * Reads a CSV file with a header. Columns are found by their names, in any order, whatever their case; lines are the file's
 * own, also when a quoted value runs over several of them.
 *
 * @throws UnreadableFile when the file is empty, is no CSV, or lacks one of the columns needed; it names them all.
 */
export function readCsv(bytes: Uint8Array, needed: readonly string[]): CsvRow[] {
  const rows = parseRows(decodeText(bytes));
  const header = rows[0];
  if (!header) throw new UnreadableFile('The file is empty; it needs a header line that names its columns.');

  const positions = new Map(header.fields.map((name, position) => [normal(name), position]));
  const missing = needed.filter((column) => !positions.has(normal(column)));
  if (missing.length > 0) {
    const columns = missing.map((column) => `'${column}'`).join(', ');
    const found = header.fields
      .slice(0, 5)
      .map((name) => `'${name}'`)
      .join(', ');
    throw new UnreadableFile(
      `The file has no column ${columns}. Its header line begins with ${found}; keep the column names of the original file.`,
    );
  }
  return rows.slice(1).map(({ line, fields }) => ({
    line,
    ...(fields.length > header.fields.length
      ? {
          misshapen:
            `The line has ${fields.length} values for ${header.fields.length} columns; ` +
            'put a value that contains a comma in quotation marks.',
        }
      : {}),
    get: (column) => fields[positions.get(normal(column)) ?? -1]?.trim() ?? '',
  }));
}

const normal = (column: string): string => column.trim().toLowerCase();

function parseRows(text: string): { line: number; fields: string[] }[] {
  const rows: { line: number; fields: string[] }[] = [];
  let line = 1;
  try {
    // The parser counts a line break of two characters inside a quoted value twice.
    parse(text.replaceAll('\r\n', '\n'), {
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      on_record: (fields: string[], info) => {
        if (fields.some((field) => field.trim() !== '')) rows.push({ line, fields });
        line = info.lines + 1;
        return null;
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    throw new UnreadableFile(`The file is no CSV that can be read: ${error.message}.`);
  }
  return rows;
}
