import { plainly } from '../text/plainly.ts';
import { type CsvRecord, fieldsOf, recordsOf, type Shape } from './csv-records.ts';
import { encodedLines, type Line } from './encoded-lines.ts';
import { Refusal, UnreadableFile } from './refusals.ts';

/** What a kind of file has, by the names of its columns. */
export interface Columns {
  /** Without one of these the file cannot be used. */
  readonly needed: readonly string[];
  /** Whatever else is read. All other columns are ignored. */
  readonly optional: readonly string[];
  /** The column that names a row, and what its values look like: a line that has such a value is a row of its own. */
  readonly key: { readonly column: string; readonly pattern: RegExp };
}

/** One row: its columns by name. */
export interface CsvRow {
  readonly line: number;
  /**
   * A value as somebody would type it plainly, '' where the file has nothing.
   *
   * @param most how many characters it may have, 300 unless told.
   * @throws Refusal when the row cannot be used as such, or letters of the value cannot be told, or it is too long.
   */
  get(column: string, most?: number): string;
  /** Whether the file has such a column. */
  has(column: string): boolean;
  /** The value as far as it can be told, to name a row by that is refused. */
  glimpse(column: string): string;
}

const MOST_CHARACTERS = 300;

/**
 * Reads a CSV file with a header. Columns are found by their names, in any order, whatever their case, spaces and invisible
 * characters; values may be separated by commas, semicolons or tabs, as spreadsheet programs do. Lines are the file's own, also
 * when a quoted value runs over several of them.
 *
 * @throws UnreadableFile when the file is empty, is no CSV, lacks one of the columns needed (it names them all), or has a
 *   column that is read twice.
 */
export function readCsv(bytes: Uint8Array, columns: Columns): CsvRow[] {
  const lines = encodedLines(bytes);
  const start = lines.findIndex(({ text }) => text.trim() !== '');
  const header = lines[start];
  if (!header) throw new UnreadableFile('The file is empty; it needs a header line that names its columns.');
  const { delimiter, names } = readHeader(header, columns);
  const positions = positionsOf(names, columns);
  const key = { position: positions.get(normal(columns.key.column)) ?? 0, pattern: columns.key.pattern };
  const shape: Shape = { delimiter, columns: names.length, key };
  return recordsOf(lines.slice(start + 1), shape).map((record) => rowOf(record, positions));
}

function rowOf({ line, fields, problem }: CsvRecord, positions: ReadonlyMap<string, number>): CsvRow {
  const raw = (column: string): string => fields[positions.get(normal(column)) ?? -1] ?? '';
  return {
    line,
    get(column, most = MOST_CHARACTERS) {
      if (problem !== undefined) throw new Refusal(problem);
      const wrong = wrongLetters(raw(column));
      if (wrong !== undefined) throw new Refusal(`${column} ${wrong}`);
      const value = plainly(raw(column));
      if (value.length > most) {
        const [has, may] = [value.length, most].map((count) => count.toLocaleString('en-GB'));
        throw new Refusal(`${column} has ${has} characters and may have ${may}; shorten it.`);
      }
      return value;
    },
    has: (column) => positions.has(normal(column)),
    glimpse: (column) => plainly(raw(column)),
  };
}

/** Why letters of a value cannot be told: lost by another program, or read by it in an encoding that was not theirs. */
function wrongLetters(text: string): string | undefined {
  if (text.toWellFormed().includes('\ufffd')) {
    return 'has a letter that another program has lost (�); type the value again.';
  }
  if (/[[\p{Cc}]--[\t\n\v\f\r]]/v.test(text)) return 'has a character that no keyboard types; type the value again.';
  if (/ï¿½|â€|Ã[\u0080-\u00bf\u0152-\u0192\u02c6\u02dc\u2013-\u2122]|Â[\u00a0-\u00bf]/u.test(text)) {
    return 'has letters that were saved in one encoding and opened in another, as in ‘FiertÃ©’; type the value again.';
  }
  return undefined;
}

/** The header's names with what separates them: whatever finds most of the columns needed. */
function readHeader({ line, text, unreadable }: Line, { needed }: Columns) {
  if (unreadable !== undefined) throw new UnreadableFile(`Line ${line}, the header: ${unreadable}`);
  const found = [',', ';', '\t'].map((delimiter) => {
    const names = fieldsOf(text, delimiter);
    if (names === undefined) {
      throw new UnreadableFile(
        `The file is no CSV that can be read: its header on line ${line} has a quotation mark that nothing closes.`,
      );
    }
    const known = new Set(names.map(normal));
    return { delimiter, names, hits: needed.filter((column) => known.has(normal(column))).length };
  });
  return found.reduce((best, one) => (one.hits > best.hits ? one : best));
}

function positionsOf(names: readonly string[], { needed, optional }: Columns): ReadonlyMap<string, number> {
  const all = names.map(normal);
  const positions = new Map<string, number>();
  for (const [position, name] of all.entries()) if (!positions.has(name)) positions.set(name, position);
  const missing = needed.filter((column) => !positions.has(normal(column)));
  if (missing.length > 0) {
    const begins = names.slice(0, 5).map((name) => `'${plainly(name).slice(0, 60)}'`);
    throw new UnreadableFile(
      `The file has no column ${missing.map((column) => `'${column}'`).join(', ')}. Its header line begins with ` +
        `${begins.join(', ')}; keep the column names of the original file.`,
    );
  }
  const twice = [...needed, ...optional].filter(
    (column) => all.indexOf(normal(column)) !== all.lastIndexOf(normal(column)),
  );
  if (twice.length > 0) {
    throw new UnreadableFile(
      `The file has the column ${twice.map((column) => `'${column}'`).join(', ')} more than once, so nobody can tell which of ` +
        'them counts; keep one.',
    );
  }
  return positions;
}

const normal = (column: string): string => plainly(column).normalize('NFKC').toLowerCase();
