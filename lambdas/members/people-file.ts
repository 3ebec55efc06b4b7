/**
 * Reads the second members file: the trusts, hubs and people that the register does not have. docs/members-csv.md is
 * its description; the two change together.
 */
import { type CsvRow, Refusal, type Rejected, readCsv } from './csv.ts';
import type { Hub, PersonRecord, Trust } from './people-records.ts';
import { readPerson } from './person-row.ts';
import { idOf, nameOf, urns } from './record-values.ts';
import { given, shown } from './values.ts';

export interface PeopleFile {
  readonly trusts: readonly Trust[];
  readonly hubs: readonly Hub[];
  readonly people: readonly PersonRecord[];
  readonly rejected: readonly Rejected[];
}

/**
 * Reads trusts, hubs and people. A row that cannot be used is refused with its line and a reason; the others are read.
 *
 * @throws UnreadableFile when it is no CSV or lacks one of the columns record, id and name.
 */
export function readPeople(bytes: Uint8Array): PeopleFile {
  const trusts = new Map<string, Trust & { line: number }>();
  const hubs = new Map<string, Hub & { line: number }>();
  const people = new Map<string, PersonRecord & { line: number }>();
  const addresses = new Map<string, string>();
  const rejected: Rejected[] = [];
  for (const row of readCsv(bytes, ['record', 'id', 'name'])) {
    try {
      if (row.misshapen) throw new Refusal(row.misshapen);
      const record = row.get('record').toLowerCase();
      if (record === 'trust') add(trusts, readTrust(row), 'trust');
      else if (record === 'hub') add(hubs, readHub(row), 'hub');
      else addPerson(people, addresses, readPerson(row, record));
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      rejected.push({ line: row.line, reason: error.message });
    }
  }
  return { trusts: [...trusts.values()], hubs: [...hubs.values()], people: [...people.values()], rejected };
}

function add<T extends { id: string; line: number }>(known: Map<string, T>, record: T, kind: string): void {
  const before = known.get(record.id);
  if (before)
    throw new Refusal(`The ${kind} '${record.id}' is on line ${before.line} already; keep one of the two lines.`);
  known.set(record.id, record);
}

/** A head who also goes on reviews has two lines with one id; they must be of the same person. */
function addPerson(
  people: Map<string, PersonRecord & { line: number }>,
  addresses: Map<string, string>,
  person: PersonRecord & { line: number },
): void {
  const owner = addresses.get(person.email);
  if (owner !== undefined && owner !== person.id) {
    throw new Refusal(`The mail address of '${person.id}' is that of '${owner}' already; give one person one id.`);
  }
  const before = people.get(person.id);
  if (before && (before.name !== person.name || before.email !== person.email)) {
    throw new Refusal(
      `'${person.id}' is another person on line ${before.line}; use the same name and address, or another id.`,
    );
  }
  if (before?.member && person.member && before.member !== person.member) {
    throw new Refusal(
      `'${person.id}' works for ${before.member} on line ${before.line}; one person works for one member.`,
    );
  }
  if (before?.pool && person.pool) {
    throw new Refusal(`'${person.id}' is a reviewer on line ${before.line} already; keep one of the two lines.`);
  }
  addresses.set(person.email, person.id);
  people.set(person.id, before ? { ...person, ...before, ...given({ pool: before.pool ?? person.pool }) } : person);
}

function readTrust(row: CsvRow): Trust & { line: number } {
  const id = idOf(row);
  if (!/^trust-[a-z0-9-]+$/.test(id)) {
    throw new Refusal(`The id of a trust is ${shown(id)}; it must begin with 'trust-', such as 'trust-2044'.`);
  }
  return {
    id,
    name: nameOf(row),
    schools: urns(row, 'schools'),
    ...given({ hub: row.get('hub') || undefined }),
    line: row.line,
  };
}

function readHub(row: CsvRow): Hub & { line: number } {
  return {
    id: idOf(row),
    name: nameOf(row),
    schools: urns(row, 'schools'),
    ...given({ manager: row.get('manager') || undefined, seniorPartner: row.get('senior-partner') || undefined }),
    line: row.line,
  };
}
