import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Columns, readCsv } from '../../lambdas/members/csv.ts';
import { Refusal } from '../../lambdas/members/refusals.ts';

const columns: Columns = {
  needed: ['URN', 'Name', 'Town'],
  optional: ['Note'],
  key: { column: 'URN', pattern: /^\d{6}$/ },
};

/** A row as its three values, or as the sentence that it is refused with; and the line it is on. */
type Read = readonly [line: number, value: readonly string[] | string];

function read(file: string | Uint8Array): Read[] {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  return readCsv(bytes, columns).map((row): Read => {
    try {
      return [row.line, ['URN', 'Name', 'Town'].map((column) => row.get(column))];
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return [row.line, error.message];
    }
  });
}

const latin1 = (text: string): Uint8Array => Buffer.from(text, 'latin1');
const together = (...parts: readonly (string | Uint8Array)[]): Uint8Array =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : part)));

describe('the encoding of a file', () => {
  const good = [2, ['900001', 'Ysgol Dŵr Glân', 'Netherby']];

  test('is that of each line: one line in Windows-1252 spoils no other', () => {
    const file = together('URN,Name,Town\n900001,Ysgol Dŵr Glân,Netherby\n', latin1('900002,Château Hill,Crête\n'));
    expect(read(file)).toEqual([good, [3, ['900002', 'Château Hill', 'Crête']]]);
  });

  test('cannot be told of a line that is partly UTF-8 and partly Windows-1252: it is refused, and no other', () => {
    const file = together(
      'URN,Name,Town\n900001,Ysgol Dŵr Glân,Netherby\n900002,St Zoë’s,',
      latin1('Crête\n'),
      '900003,Ash,Netherby\n',
    );
    expect(read(file)).toEqual([
      good,
      [3, expect.stringContaining('mixes two encodings')],
      [4, ['900003', 'Ash', 'Netherby']],
    ]);
  });

  test('is Windows-1252 for a line of such a file that happens to be valid UTF-8 for something else', () => {
    const zoe = Uint8Array.of(...latin1('900002,ST ZO\u00cb'), 0x92, ...latin1('S,Netherby\n'));
    const file = together(latin1('URN,Name,Town\n900001,Ch\u00e2teau Hill,Netherby\n'), zoe);
    expect(read(file).map(([, row]) => row[1])).toEqual(['Château Hill', 'ST ZOË’S']);
  });

  const text = 'URN,Name,Town\r\n900001,Ysgol Dŵr Glân,Netherby\r\n';
  const swapped = (bytes: Buffer): Uint8Array => Buffer.from(bytes).swap16();
  test.each<[string, Uint8Array]>([
    ['with its byte order mark', Buffer.from(`\ufeff${text}`, 'utf16le')],
    ['without one', Buffer.from(text, 'utf16le')],
    ['the other way round', swapped(Buffer.from(`\ufeff${text}`, 'utf16le'))],
    ['the other way round without one', swapped(Buffer.from(text, 'utf16le'))],
    ['with tabs, as a spreadsheet saves it', Buffer.from(`\ufeff${text.replaceAll(',', '\t')}`, 'utf16le')],
  ])('may be UTF-16 %s', (_, bytes) => {
    expect(read(bytes)).toEqual([good]);
  });

  test('must be whole: UTF-16 that breaks off is refused', () => {
    const bytes = Buffer.from(`\ufeff${text}`, 'utf16le');
    expect(() => read(bytes.subarray(0, -1))).toThrow('The file is in UTF-16 and damaged; save it as UTF-8');
  });

  test.each([
    ['lost by another program', 'Ch\ufffdteau', 'Name has a letter that another program has lost'],
    [
      'opened in the wrong encoding',
      'FiertÃ© Academy',
      'Name has letters that were saved in one encoding and opened in',
    ],
    ['opened in the wrong encoding', 'St Maryâ€™s', 'Name has letters that were saved in one encoding and opened in'],
    ['that nobody can type', 'Ash\u0000 Primary', 'Name has a character that no keyboard types'],
  ])('of another program is refused where it shows: letters %s', (_, name, reason) => {
    expect(read(`URN,Name,Town\n900001,${name},Netherby\n900002,Ash,Netherby\n`)).toEqual([
      [2, expect.stringContaining(reason)],
      [3, ['900002', 'Ash', 'Netherby']],
    ]);
  });
});

describe('headers and values that look right', () => {
  test('are read like the same words typed plainly', () => {
    const file =
      '\ufeff\ufeffURN,Na\u200bme,\u00a0town  ,Note\n900001\u00a0,St Zoe\u0308\u2019s  Primary\u202fSchool, Nether\u00adby ,\n';
    expect(read(file)).toEqual([[2, ['900001', 'St Zoë’s Primary School', 'Netherby']]]);
    expect(read('ＵＲＮ,Name,Town\n９０００01,Ash　Primary,Netherby\n')).toEqual([
      [2, ['900001', 'Ash Primary', 'Netherby']],
    ]);
  });

  test('must not come twice: nobody can tell which of two columns counts', () => {
    expect(() => read('URN,Name,Town,name\u00a0\n900001,Ash,Netherby,Oak\n')).toThrow(
      "The file has the column 'Name' more than once, so nobody can tell which of them counts; keep one.",
    );
    expect(read('URN,Name,Town,Other,Other,\n900001,Ash,Netherby,1,2,\n')).toHaveLength(1);
  });

  test('may be separated by semicolons or tabs', () => {
    for (const separator of [';', '\t']) {
      const lines = ['URN,Name,Town', '900001,Ash,Netherby'].map((line) => line.replaceAll(',', separator));
      expect(read(lines.join('\n'))).toEqual([[2, ['900001', 'Ash', 'Netherby']]]);
    }
  });
});

describe('a row', () => {
  test('with fewer or more values than the header is refused with its line, and the rest is read', () => {
    const file = 'URN,Name,Town\n900001,Ash\n900002,Oak,Netherby,x\n900003\n\n900004,Elm,Netherby';
    expect(read(file)).toEqual([
      [2, expect.stringMatching(/^The line has 2 values for 3 columns; write a comma for every column/)],
      [3, 'The line has 4 values for 3 columns; put a value that contains a comma in quotation marks.'],
      [4, expect.stringMatching(/^The line has 1 value for 3 columns/)],
      [6, ['900004', 'Elm', 'Netherby']],
    ]);
  });

  test('with a value as long as a book is refused with its line', () => {
    expect(read(`URN,Name,Town\n900001,${'x'.repeat(500_000)},Netherby\n900002,Ash,Netherby\n`)).toEqual([
      [2, 'Name has 500,000 characters and may have 300; shorten it.'],
      [3, ['900002', 'Ash', 'Netherby']],
    ]);
  });
});

describe('a quotation mark', () => {
  const NEVER = expect.stringMatching(/^A quotation mark opens a value and nothing closes it/);

  test.each([
    ['first', '"Ash Primary'],
    ['before another such line', '"Ash" and "Elm'],
  ])('that nothing closes costs its own line alone, though another line closes it: %s', (_, name) => {
    const file = `URN,Name,Town\n900001,${name},Netherby\n900002,Oak,Netherby\n900003,Elm,"Nether\n900004,Yew,Netherby"\n`;
    const rows = read(file);
    expect(rows.map(([line]) => line)).toEqual([2, 3, 4, 5]);
    expect(rows[1]).toEqual([3, ['900002', 'Oak', 'Netherby']]);
    expect(rows[2]).toEqual([4, NEVER]);
    expect(rows.flatMap(([, row]) => (typeof row === 'string' ? [] : row[1]))).not.toContain(
      expect.stringContaining('Oak,'),
    );
  });

  test('within a value is taken as typed, and so is a quoted word', () => {
    const file =
      'URN,Name,Town\n900001,"Beech" Primary,Netherby\n900002,Fir "The Green" Primary,Netherby\n900003,"A ""B"" C",N\n';
    expect(read(file).map(([, row]) => row[1])).toEqual(['"Beech" Primary', 'Fir "The Green" Primary', 'A "B" C']);
  });

  test('may open a value of several lines, which is one line to read', () => {
    const file = 'URN,Name,Town\r\n900001,"Ash\r\nPrimary\r\nSchool","Nether\r\nby"\r\n900002,Oak,Netherby\r\n';
    expect(read(file)).toEqual([
      [2, ['900001', 'Ash Primary School', 'Nether by']],
      [6, ['900002', 'Oak', 'Netherby']],
    ]);
  });
});

/** A word as somebody types or pastes it, with what spoils files: quotation marks, commas, accents, breaks, blanks. */
const word = fc.array(
  fc.constantFrom('a', 'Z', 'ë', 'ŵ', '’', '"', ',', ' ', '\u00a0', '\n', '\u200b', 'e\u0301', '\ufffd'),
  {
    maxLength: 8,
  },
);
const line = fc.record({
  name: word.map((letters) => letters.join('')),
  /** How a careless hand writes it: quoted as it should be, as it is, or with an opening mark alone. */
  how: fc.constantFrom('quoted', 'bare', 'open'),
  encoding: fc.constantFrom('utf8', 'latin1'),
});

test('whatever a file holds, each of its rows is read as itself or refused: none is lost, none is in another', () => {
  fc.assert(
    fc.property(fc.array(line, { minLength: 1, maxLength: 12 }), (lines) => {
      const bytes = together(
        'URN,Name,Town\n',
        ...lines.map(({ name: typed, how, encoding }, index) => {
          // A break that no quotation marks hold makes two lines of one, each of them a row or none.
          const name = how === 'quoted' ? typed : typed.replaceAll('\n', ' ');
          const written = how === 'quoted' ? `"${name.replaceAll('"', '""')}"` : how === 'open' ? `"${name}` : name;
          return Buffer.from(`${900_001 + index},${written},Netherby\n`, encoding as BufferEncoding);
        }),
      );
      const rows = readCsv(bytes, columns);
      for (const [index, { name, how, encoding }] of lines.entries()) {
        const urn = String(900_001 + index);
        const mine = rows.filter((row) => row.glimpse('URN') === urn);
        expect(mine, urn).toHaveLength(1);
        try {
          const [town, value] = [mine[0]?.get('Town'), mine[0]?.get('Name')];
          // What is read is of this row: none of the others' numbers, and no more letters than were written.
          expect(town).toBe('Netherby');
          expect(value).not.toMatch(/9000\d\d/);
          expect(value?.length).toBeLessThanOrEqual(name.length + 2);
          const plain = name.normalize('NFC').replaceAll('\u200b', '').replace(/\s+/g, ' ').trim();
          if (how === 'quoted' && encoding === 'utf8') expect(value).toBe(plain);
        } catch (error) {
          if (!(error instanceof Refusal)) throw error;
          expect(error.message).toMatch(/[.]$/);
        }
      }
    }),
    { numRuns: 500 },
  );
});
