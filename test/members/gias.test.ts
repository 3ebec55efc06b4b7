import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readGias } from '../../lambdas/members/gias.ts';
import { type RegisterRow, register, registerColumns, registerText, windows1252 } from './register.ts';

const reasonFor = (row: RegisterRow) => {
  const { schools, rejected } = readGias(register([row]));
  expect(schools).toEqual([]);
  expect(rejected).toHaveLength(1);
  return rejected[0]?.reason;
};

describe('a school of the register', () => {
  test('is read by the names of its columns', () => {
    expect(readGias(register([{ 'Trusts (code)': '2044', 'Trusts (name)': 'Rowan Learning Trust' }]))).toEqual({
      schools: [
        {
          urn: '900101',
          name: 'Hill View Primary School',
          phase: 'primary',
          type: 'Community School',
          lowAge: 3,
          highAge: 11,
          pupils: 210,
          postcode: 'ZA1 2BC',
          easting: 452000,
          northing: 331000,
          localAuthority: 'Wolden',
          town: 'Netherby',
          region: 'East Midlands',
          trust: { id: 'trust-2044', name: 'Rowan Learning Trust' },
        },
      ],
      closed: [],
      rejected: [],
      notes: [],
    });
  });

  test('has the number of its office; what is none costs the school nothing but its number', () => {
    const text = (numbers: readonly string[]) =>
      registerText([{}, {}], [...registerColumns, 'TelephoneNum'])
        .split('\r\n')
        .map((line, index) => (index === 0 || line === '' ? line : line.replace(/""$/, `"${numbers[index - 1]}"`)))
        .join('\r\n');
    const { schools, notes, rejected } = readGias(windows1252(text(['1632960001', 'n/a'])));
    expect(schools.map(({ telephone }) => telephone)).toEqual(['01632 960001', undefined]);
    expect(rejected).toEqual([]);
    expect(notes).toEqual([
      expect.stringMatching(/^Line 3, URN 900102: TelephoneNum is 'n\/a', which is no number that can be dialled/),
    ]);
  });

  test('is the same whatever the order of the columns', () => {
    const row = { EstablishmentName: 'Mill Lane School' };
    const backwards = windows1252(registerText([row], [...registerColumns].reverse()));
    expect(readGias(backwards)).toEqual(readGias(register([row])));
  });

  test.each([
    ['Windows-1252', windows1252],
    ['UTF-8', (text: string) => Buffer.from(text)],
    ['UTF-8 with a byte order mark', (text: string) => Buffer.from(`\ufeff${text}`)],
    ['UTF-8 with the line endings of Unix', (text: string) => Buffer.from(text.replaceAll('\r\n', '\n'))],
  ])('keeps its accents in %s', (_, encode) => {
    const { schools } = readGias(encode(registerText([{ EstablishmentName: "Saint Zoë's" }])));
    expect(schools.map(({ name }) => name)).toEqual(["Saint Zoë's"]);
  });

  test('keeps the typographic apostrophe that Windows-1252 has and Latin-1 has not', () => {
    const bytes = register([{ EstablishmentName: 'St Mary?s' }]).map((byte) => (byte === 0x3f ? 0x92 : byte));
    expect(readGias(bytes).schools[0]?.name).toBe('St Mary’s');
  });

  test('may be proposed to close; a closed one is told apart, and one that is not yet open refused', () => {
    const status = (name: string) => ({ 'EstablishmentStatus (name)': name });
    expect(readGias(register([status('Open, but proposed to close')])).schools).toHaveLength(1);
    const closed = { ...status('Closed'), EstablishmentName: 'Sorrel Primary School', Easting: '' };
    expect(readGias(register([{ ...closed, CloseDate: '31-08-2016' }, closed]))).toEqual({
      schools: [],
      closed: [
        { urn: '900101', name: 'Sorrel Primary School', closedOn: '2016-08-31' },
        { urn: '900102', name: 'Sorrel Primary School' },
      ],
      rejected: [],
      notes: [],
    });
    expect(reasonFor({ ...closed, CloseDate: '31-02-2016' })).toBe(
      "CloseDate is '31-02-2016'; write the date as 31-08-2026 or leave it empty.",
    );
    expect(reasonFor(status('Proposed to open'))).toBe('The school is not open yet; add it when it has opened.');
    expect(reasonFor(status(''))).toBe("The status empty is not known; it should be 'Open' for a member.");
  });

  test.each([
    ['Primary', 'Community School', 'primary'],
    ['Nursery', 'Local Authority Nursery School', 'primary'],
    ['Secondary', 'Academy Converter', 'secondary'],
    ['All Through', 'Free Schools', 'all-through'],
    ['All-through', 'Free schools', 'all-through'],
    ['Middle Deemed Secondary', 'Community School', 'middle'],
    ['Middle deemed primary', 'Community school', 'middle'],
    ['16 Plus', 'Academy 16-19 Converter', '16-plus'],
    ['16 plus', 'Free schools 16 to 19', '16-plus'],
    ['Not applicable', 'Community Special School', 'special'],
    ['Secondary', 'Academy special converter', 'special'],
    ['Not applicable', 'Pupil Referral Unit', 'alternative'],
    ['Not applicable', 'Academy alternative provision converter', 'alternative'],
    // Only its ages tell: 3 to 11 in this file.
    ['Not applicable', 'Community School', 'primary'],
  ])('of phase %o and type %o is %s', (phase, type, ours) => {
    const row = { 'PhaseOfEducation (name)': phase, 'TypeOfEstablishment (name)': type };
    expect(readGias(register([row])).schools[0]?.phase).toBe(ours);
  });

  test('tells why it opened, and one that has closed why it closed', () => {
    const reasons = ['ReasonEstablishmentOpened (name)', 'ReasonEstablishmentClosed (name)'];
    const rows = [
      { [reasons[0] ?? '']: 'Academy Converter' },
      { 'EstablishmentStatus (name)': 'Closed', [reasons[1] ?? '']: 'Closure' },
    ];
    const file = readGias(windows1252(registerText(rows as RegisterRow[], [...registerColumns, ...reasons])));
    expect(file.schools[0]?.reasonOpened).toBe('Academy Converter');
    expect(file.closed[0]?.reasonClosed).toBe('Closure');
  });

  test('is of a trust of its own where the register says so', () => {
    const trust = { 'Trusts (code)': '77', 'Trusts (name)': 'A Trust' };
    const flag = { 'TrustSchoolFlag (name)': 'Supported by a single-academy trust' };
    expect(readGias(register([{ ...trust, ...flag }, trust])).schools.map((school) => school.trust)).toEqual([
      { id: 'trust-77', name: 'A Trust', single: true },
      { id: 'trust-77', name: 'A Trust' },
    ]);
  });

  test('has no trust where the register names the charitable trust of a foundation school', () => {
    const row = { 'Trusts (code)': '77', 'Trusts (name)': 'A Trust', 'TrustSchoolFlag (name)': 'Supported by a trust' };
    expect(readGias(register([row])).schools[0]).not.toHaveProperty('trust');
  });

  test('may lack pupils and ages', () => {
    const [school] = readGias(register([{ NumberOfPupils: '', StatutoryLowAge: '', StatutoryHighAge: '' }])).schools;
    expect(school).not.toHaveProperty('pupils');
    expect(school).not.toHaveProperty('lowAge');
  });
});

describe('a row that is refused', () => {
  test.each<[RegisterRow, string]>([
    [{ URN: '12345' }, "The URN is '12345'; a URN has six digits."],
    [{ URN: '' }, 'The URN is empty; a URN has six digits.'],
    [{ EstablishmentName: ' ' }, 'The school has no name; fill in EstablishmentName.'],
    [
      { EstablishmentName: '---' },
      'EstablishmentName has characters that show nothing in place of a name; type the name again.',
    ],
    [{ EstablishmentName: 'A'.repeat(151) }, 'EstablishmentName has 151 characters and may have 150; shorten it.'],
    [{ Postcode: 'A'.repeat(200) }, `The postcode is '${'A'.repeat(60)}…'; correct it to one such as 'NW3 2AE'.`],
    [
      { 'Trusts (code)': '20/44', 'Trusts (name)': 'A Trust' },
      "Trusts (code) is '20/44'; write the trust's number of the register, such as 2044.",
    ],
    [{ Postcode: '' }, "The postcode is empty; correct it to one such as 'NW3 2AE'."],
    [{ Postcode: 'NOWHERE' }, "The postcode is 'NOWHERE'; correct it to one such as 'NW3 2AE'."],
    [{ Easting: '' }, 'Easting is empty; it must be a number of metres, because distances are worked out from it.'],
    [
      { Northing: '3.5' },
      "Northing is '3.5'; it must be a number of metres, because distances are worked out from it.",
    ],
    [{ Easting: '0' }, 'Easting is 0, which is outside of England (80000 to 660000); correct it.'],
    [{ StatutoryLowAge: 'three' }, "StatutoryLowAge is 'three'; write an age in years or leave it empty."],
    [{ NumberOfPupils: 'many' }, "NumberOfPupils is 'many'; write how many pupils there are, or leave it empty."],
    [
      { 'PhaseOfEducation (name)': 'Not applicable', StatutoryLowAge: '' },
      "The phase 'Not applicable' is not known and there are no ages to tell it by; " +
        'correct PhaseOfEducation (name), or fill in StatutoryLowAge and StatutoryHighAge.',
    ],
  ])('because of %o says what to do', (row, reason) => {
    expect(reasonFor(row)).toBe(reason);
  });

  test('does not keep the others out, and is named by its line of the file', () => {
    const file = register([
      { EstablishmentName: 'A school\r\nof two lines' },
      { Easting: '' },
      {},
      { URN: '900101' },
      { EstablishmentName: 'The last' },
    ]);
    const { schools, rejected } = readGias(file);
    expect(schools.map(({ urn }) => urn)).toEqual(['900101', '900103', '900105']);
    expect(rejected).toEqual([
      { line: 4, urn: '900102', reason: expect.stringContaining('Easting is empty') },
      { line: 6, urn: '900101', reason: 'URN 900101 is on line 2 already; keep one of the two lines.' },
    ]);
  });

  test('for a comma without quotation marks names the comma', () => {
    const text = registerText([{ Town: 'Netherby, near Wolden' }]).replace(
      '"Netherby, near Wolden"',
      'Netherby, near Wolden',
    );
    expect(readGias(windows1252(text)).rejected).toEqual([
      {
        line: 2,
        urn: '900101',
        reason: 'The line has 19 values for 18 columns; put a value that contains a comma in quotation marks.',
      },
    ]);
  });

  test('blank lines are no rows', () => {
    expect(readGias(windows1252(`${registerText([{}])}\r\n\r\n`))).toMatchObject({ schools: [{}], rejected: [] });
  });
});

describe('a file that cannot be read', () => {
  test('names every column that is missing', () => {
    const columns = registerColumns.filter((column) => column !== 'Easting' && column !== 'URN');
    expect(() => readGias(windows1252(registerText([{}], columns)))).toThrow(
      "The file has no column 'URN', 'Easting'. Its header line begins with 'EstablishmentName',",
    );
  });

  test.each([
    ['', 'The file is empty'],
    [
      '"URN","Name\r\n1,2',
      'is no CSV that can be read: its header on line 1 has a quotation mark that nothing closes.',
    ],
    ['PK\u0003\u0004 something else', 'The file has no column'],
  ])('%o', (text, message) => {
    expect(() => readGias(windows1252(text))).toThrow(message);
  });
});

test('the extract of the real register, where it is at hand, is read whole', () => {
  const file = fileURLToPath(new URL('../../../shared/data/gias-extract.csv', import.meta.url));
  const { schools, rejected } = existsSync(file) ? readGias(readFileSync(file)) : { schools: [], rejected: [] };
  expect(rejected).toEqual([]);
  expect(schools).toHaveLength(existsSync(file) ? 673 : 0);
});
