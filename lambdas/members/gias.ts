/**
 * Reads the 'Get Information about Schools' download of the Department for Education: the register every school's name,
 * place and phase come from. docs/members-csv.md names the columns.
 */
import { telephoneOf } from '../text/telephone.ts';
import { type Columns, type CsvRow, readCsv } from './csv.ts';
import { isKnownPhase, type Phase, phaseOf } from './phase.ts';
import { MOST_OF_NAME, mustShow } from './record-values.ts';
import { Refusal, type Rejected } from './refusals.ts';
import { registerDate } from './register-date.ts';
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
  /** The office's number as it is shown; left out where the file has none that can be dialled. */
  readonly telephone?: string;
  /** The academy trust it belongs to, where the register says so: 'trust-2044' and its name. */
  readonly trust?: RegisteredTrust;
  /** The register's columns of trusts say that it belongs to none; left out where the file has no such columns. */
  readonly inNoTrust?: true;
  /** How the register says that it came to be: 'Academy Converter', 'Result of Amalgamation/Merger' ... */
  readonly reasonOpened?: string;
}

export interface RegisteredTrust {
  readonly id: string;
  readonly name: string;
  /** A single-academy trust: the school is all of it. */
  readonly single?: true;
}

/** A school of which the register says that it has closed. */
export interface ClosedSchool {
  readonly urn: string;
  readonly name: string;
  /** London date of its last day, where the register has it. */
  readonly closedOn?: string;
  /** 'Closure', 'Academy Converter', 'Result of Amalgamation/Merger' ... as the register calls it. */
  readonly reasonClosed?: string;
}

export interface GiasFile {
  readonly schools: readonly School[];
  readonly closed: readonly ClosedSchool[];
  readonly rejected: readonly Rejected[];
  /** What was read otherwise than the file says it, in sentences. */
  readonly notes: readonly string[];
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
  telephone: 'TelephoneNum',
  trustFlag: 'TrustSchoolFlag (name)',
  trustCode: 'Trusts (code)',
  trustName: 'Trusts (name)',
  closed: 'CloseDate',
  reasonClosed: 'ReasonEstablishmentClosed (name)',
  reasonOpened: 'ReasonEstablishmentOpened (name)',
} as const;

const needed: readonly string[] = [
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

const columns: Columns = {
  needed,
  optional: Object.values(column).filter((name) => !needed.includes(name)),
  key: { column: column.urn, pattern: /^\d{6}$/ },
};

/** The bounds of England on the National Grid, in metres, a little generous. */
const england = { easting: [80_000, 660_000], northing: [5_000, 660_000] } as const;

/**
 * Reads a register file, in whatever encoding (see `encodedLines`). A row that can be no member is refused with its line and a
 * reason that says what to do; the others are read.
 *
 * @throws UnreadableFile when it is no CSV or lacks a column that is needed.
 */
export function readGias(bytes: Uint8Array): GiasFile {
  const schools: School[] = [];
  const closed: ClosedSchool[] = [];
  const rejected: Rejected[] = [];
  const lineOf = new Map<string, number>();
  const notes: string[] = [];
  for (const row of readCsv(bytes, columns)) {
    try {
      const urn = urnOf(row);
      const before = lineOf.get(urn);
      if (before !== undefined) {
        throw new Refusal(`URN ${urn} is on line ${before} already; keep one of the two lines.`);
      }
      if (isOpen(row))
        schools.push(readSchool(row, urn, (text) => notes.push(`Line ${row.line}, URN ${urn}: ${text}`)));
      else closed.push(readClosed(row, urn));
      lineOf.set(urn, row.line);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const urn = row.glimpse(column.urn);
      rejected.push({ line: row.line, ...(/^\d{6}$/.test(urn) ? { urn } : {}), reason: error.message });
    }
  }
  return { schools, closed, rejected, notes };
}

function urnOf(row: CsvRow): string {
  const urn = row.get(column.urn);
  if (!/^\d{6}$/.test(urn)) throw new Refusal(`The URN is ${shown(urn)}; a URN has six digits.`);
  return urn;
}

function nameOfSchool(row: CsvRow): string {
  const name = row.get(column.name, MOST_OF_NAME);
  if (!name) throw new Refusal(`The school has no name; fill in ${column.name}.`);
  mustShow(name, column.name);
  return name;
}

function readSchool(row: CsvRow, urn: string, note: (text: string) => void): School {
  allRight([
    () => nameOfSchool(row),
    () => age(row, column.lowAge),
    () => age(row, column.highAge),
    () => pupils(row),
    () => trust(row),
    () => postcode(row),
    () => coordinate(row, column.easting, england.easting),
    () => coordinate(row, column.northing, england.northing),
  ]);
  const name = nameOfSchool(row);
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
  if (!isKnownPhase(row.get(column.phase))) {
    note(`the phase ${shown(row.get(column.phase))} is not known; by type and ages it is read as '${phase}'.`);
  }
  const typed = row.get(column.telephone);
  const telephone = telephoneOf(typed);
  if (typed && telephone === undefined) {
    note(
      `${column.telephone} is ${shown(typed)}, which is no number that can be dialled; the school has none from this file.`,
    );
  }
  return {
    urn,
    name,
    phase,
    type,
    ...given({ lowAge, highAge, pupils: pupils(row), trust: trust(row), inNoTrust: inNoTrust(row) }),
    postcode: postcode(row),
    easting: coordinate(row, column.easting, england.easting),
    northing: coordinate(row, column.northing, england.northing),
    ...given({
      localAuthority: row.get(column.localAuthority) || undefined,
      town: row.get(column.town) || undefined,
      region: row.get(column.region) || undefined,
      telephone,
      reasonOpened: row.get(column.reasonOpened) || undefined,
    }),
  };
}

/** Whoever mends a line mends all of it, so every mistake of its values is told. */
function allRight(values: readonly (() => unknown)[]): void {
  const wrong = new Set<string>();
  for (const value of values) {
    try {
      value();
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      wrong.add(error.message);
    }
  }
  if (wrong.size > 0) throw new Refusal([...wrong].join(' '));
}

function readClosed(row: CsvRow, urn: string): ClosedSchool {
  const date = row.get(column.closed);
  const closedOn = registerDate(date);
  if (date && closedOn === undefined) {
    throw new Refusal(`${column.closed} is ${shown(date)}; write the date as 31-08-2026 or leave it empty.`);
  }
  const reasonClosed = row.get(column.reasonClosed) || undefined;
  return { urn, name: nameOfSchool(row), ...given({ closedOn, reasonClosed }) };
}

function isOpen(row: CsvRow): boolean {
  const status = row.get(column.status);
  switch (status.toLowerCase()) {
    case 'open':
    case 'open, but proposed to close':
      return true;
    case 'closed':
      return false;
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

/** Without the column of codes the file says nothing; a code without its name is a slip, and says nothing either. */
const inNoTrust = (row: CsvRow): true | undefined =>
  row.has(column.trustCode) && (!row.get(column.trustCode) || isFoundation(row)) ? true : undefined;

const isFoundation = (row: CsvRow): boolean => row.get(column.trustFlag).toLowerCase() === 'supported by a trust';

/** 'Supported by a trust' names the charitable trust of a foundation school, which is no academy trust. */
function trust(row: CsvRow): RegisteredTrust | undefined {
  const code = row.get(column.trustCode);
  const name = row.get(column.trustName, MOST_OF_NAME);
  const flag = row.get(column.trustFlag).toLowerCase();
  if (!code || !name || isFoundation(row)) return undefined;
  if (!/^[a-z0-9]{1,20}$/i.test(code)) {
    throw new Refusal(`${column.trustCode} is ${shown(code)}; write the trust's number of the register, such as 2044.`);
  }
  mustShow(name, column.trustName);
  const single = /^supported by a single\Wacademy trust$/.test(flag);
  return { id: `trust-${code.toLowerCase()}`, name, ...(single ? { single } : {}) };
}
