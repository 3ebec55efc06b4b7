/**
 * Reads the 'Get Information about Schools' download of the Department for Education: the register every school's name,
 * place and phase come from. docs/members-csv.md names the columns.
 */
import { type CsvRow, Refusal, type Rejected, readCsv } from './csv.ts';
import { type Phase, phaseOf } from './phase.ts';
import { given, postcodeOf, shown, wholeNumber } from './values.ts';

/** A school as the register has it. */
export interface School {
  readonly urn: string;
  readonly name: string;
  readonly phase: Phase;
  /** 'Academy Converter', 'Community School' ... as the register calls it. */
  readonly type: string;
  readonly lowAge?: number;
  readonly highAge?: number;
  readonly pupils?: number;
  readonly postcode: string;
  /** Metres on the British National Grid. */
  readonly easting: number;
  readonly northing: number;
  readonly localAuthority?: string;
  readonly town?: string;
  readonly region?: string;
  /** The academy trust it belongs to, where the register says so: 'trust-2044' and its name. */
  readonly trust?: { readonly id: string; readonly name: string };
}

export interface GiasFile {
  readonly schools: readonly School[];
  readonly rejected: readonly Rejected[];
}

const column = {
  urn: 'URN',
  name: 'EstablishmentName',
  status: 'EstablishmentStatus (name)',
  type: 'TypeOfEstablishment (name)',
  phase: 'PhaseOfEducation (name)',
  lowAge: 'StatutoryLowAge',
  highAge: 'StatutoryHighAge',
  postcode: 'Postcode',
  easting: 'Easting',
  northing: 'Northing',
  pupils: 'NumberOfPupils',
  localAuthority: 'LA (name)',
  town: 'Town',
  region: 'GOR (name)',
  trustFlag: 'TrustSchoolFlag (name)',
  trustCode: 'Trusts (code)',
  trustName: 'Trusts (name)',
  closed: 'CloseDate',
} as const;

const needed = [
  column.urn,
  column.name,
  column.status,
  column.type,
  column.phase,
  column.lowAge,
  column.highAge,
  column.postcode,
  column.easting,
  column.northing,
];

/** The bounds of England on the National Grid, in metres, a little generous. */
const england = { easting: [80_000, 660_000], northing: [5_000, 660_000] } as const;

/**
 * Reads a register file in Windows-1252 (as it is published) or UTF-8. A row that cannot be a member is refused with its line
 * and a reason that says what to do; the others are read.
 *
 * @throws UnreadableFile when it is no CSV or lacks a column that is needed.
 */
export function readGias(bytes: Uint8Array): GiasFile {
  const schools: School[] = [];
  const rejected: Rejected[] = [];
  const lineOf = new Map<string, number>();
  for (const row of readCsv(bytes, needed)) {
    const urn = row.get(column.urn);
    try {
      if (row.misshapen) throw new Refusal(row.misshapen);
      const before = lineOf.get(urn);
      if (before !== undefined) {
        throw new Refusal(`URN ${urn} is on line ${before} already; keep one of the two lines.`);
      }
      const school = readSchool(row);
      lineOf.set(urn, row.line);
      schools.push(school);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      rejected.push({ line: row.line, ...(urn ? { urn } : {}), reason: error.message });
    }
  }
  return { schools, rejected };
}

function readSchool(row: CsvRow): School {
  const urn = row.get(column.urn);
  if (!/^\d{6}$/.test(urn)) throw new Refusal(`The URN is ${shown(urn)}; a URN has six digits.`);
  const name = row.get(column.name);
  if (!name) throw new Refusal(`The school has no name; fill in ${column.name}.`);
  mustBeOpen(row);
  const type = row.get(column.type);
  const lowAge = age(row, column.lowAge);
  const highAge = age(row, column.highAge);
  const phase = phaseOf({ phase: row.get(column.phase), type, lowAge, highAge });
  if (!phase) {
    throw new Refusal(
      `The phase ${shown(row.get(column.phase))} is not known and there are no ages to tell it by; ` +
        `correct ${column.phase}, or fill in ${column.lowAge} and ${column.highAge}.`,
    );
  }
  return {
    urn,
    name,
    phase,
    type,
    ...given({ lowAge, highAge, pupils: pupils(row), trust: trust(row) }),
    postcode: postcode(row),
    easting: coordinate(row, column.easting, england.easting),
    northing: coordinate(row, column.northing, england.northing),
    ...given({
      localAuthority: row.get(column.localAuthority) || undefined,
      town: row.get(column.town) || undefined,
      region: row.get(column.region) || undefined,
    }),
  };
}

function mustBeOpen(row: CsvRow): void {
  const status = row.get(column.status);
  switch (status.toLowerCase()) {
    case 'open':
    case 'open, but proposed to close':
      return;
    case 'closed': {
      const since = row.get(column.closed);
      throw new Refusal(
        `The school is closed${since ? ` since ${since}` : ''}; remove it, or use its successor's URN.`,
      );
    }
    case 'proposed to open':
      throw new Refusal('The school is not open yet; add it when it has opened.');
    default:
      throw new Refusal(`The status ${shown(status)} is not known; it should be 'Open' for a member.`);
  }
}

function postcode(row: CsvRow): string {
  const text = row.get(column.postcode);
  const value = postcodeOf(text);
  if (!value) throw new Refusal(`The postcode is ${shown(text)}; correct it to one such as 'NW3 2AE'.`);
  return value;
}

function coordinate(row: CsvRow, name: string, [least, most]: readonly [number, number]): number {
  const text = row.get(name);
  const value = wholeNumber(text);
  if (value === undefined) {
    throw new Refusal(
      `${name} is ${shown(text)}; it must be a number of metres, because distances are worked out from it.`,
    );
  }
  if (value < least || value > most) {
    throw new Refusal(`${name} is ${value}, which is outside of England (${least} to ${most}); correct it.`);
  }
  return value;
}

function age(row: CsvRow, name: string): number | undefined {
  const text = row.get(name);
  if (!text) return undefined;
  const value = wholeNumber(text);
  if (value === undefined || value > 99)
    throw new Refusal(`${name} is ${shown(text)}; write an age in years or leave it empty.`);
  return value;
}

function pupils(row: CsvRow): number | undefined {
  const text = row.get(column.pupils);
  if (!text) return undefined;
  const value = wholeNumber(text);
  if (value === undefined) {
    throw new Refusal(`${column.pupils} is ${shown(text)}; write how many pupils there are, or leave it empty.`);
  }
  return value;
}

/** 'Supported by a trust' names the charitable trust of a foundation school, which is no academy trust. */
function trust(row: CsvRow): School['trust'] {
  const code = row.get(column.trustCode);
  const name = row.get(column.trustName);
  if (!code || !name || row.get(column.trustFlag).toLowerCase() === 'supported by a trust') return undefined;
  return { id: `trust-${code.toLowerCase()}`, name };
}
