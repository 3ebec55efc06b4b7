/** A register file made of a few columns, for tests: Windows-1252, CRLF, every value quoted, as it is published. */
const usual = {
  URN: '900101',
  EstablishmentName: 'Hill View Primary School',
  'TypeOfEstablishment (name)': 'Community School',
  'EstablishmentStatus (name)': 'Open',
  'PhaseOfEducation (name)': 'Primary',
  StatutoryLowAge: '3',
  StatutoryHighAge: '11',
  NumberOfPupils: '210',
  Postcode: 'ZA1 2BC',
  Easting: '452000',
  Northing: '331000',
  Town: 'Netherby',
  'LA (name)': 'Wolden',
  'GOR (name)': 'East Midlands',
  'TrustSchoolFlag (name)': '',
  'Trusts (code)': '',
  'Trusts (name)': '',
  CloseDate: '',
};
export type RegisterRow = Partial<Record<keyof typeof usual, string>>;

export const registerColumns = Object.keys(usual) as (keyof typeof usual)[];

/** URNs count up from 900101 where a row gives none. */
export function registerText(rows: readonly RegisterRow[], columns: readonly string[] = registerColumns): string {
  const lines = rows.map((row, index) => {
    const all: Record<string, string> = { ...usual, URN: String(900_101 + index), ...row };
    return columns.map((column) => quoted(all[column] ?? '')).join(',');
  });
  return `${[columns.map(quoted).join(','), ...lines].join('\r\n')}\r\n`;
}

/** Every character of the tests' texts is in Windows-1252 where Latin-1 has it too. */
export const windows1252 = (text: string): Uint8Array => Buffer.from(text, 'latin1');

export const register = (rows: readonly RegisterRow[]): Uint8Array => windows1252(registerText(rows));

const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`;
