/**
 * Reads the second members file: the trusts, hubs and people that the register does not have. docs/members-csv.md is
 * its description; the two change together.
 */
import { PROGRAMMES, slugOf } from '../programmes/programmes.ts';
import { type Columns, type CsvRow, readCsv } from './csv.ts';
import { ledBy } from './heads.ts';
import type { Hub, PersonRecord, Trust } from './people-records.ts';
import { readPerson } from './person-row.ts';
import { idOf, nameOf, telephoneIn, urns } from './record-values.ts';
import { Refusal, type Rejected } from './refusals.ts';
import { given, shown } from './values.ts';

export interface PeopleFile {
  readonly trusts: readonly Trust[];
  readonly hubs: readonly Hub[];
  readonly people: readonly PersonRecord[];
  readonly rejected: readonly Rejected[];
}

const columns: Columns = {
  needed: ['record', 'id', 'name'],
  optional: [
    ...['email', 'job-title', 'member', 'head', 'schools', 'hub', 'manager', 'senior-partner', 'reviews-done'],
    ...['left', 'telephone'],
    ...['max-distance-km', 'max-reviews-a-year', 'stays-overnight', 'relationships', 'easting', 'northing'],
    ...PROGRAMMES.flatMap((programme) => [`${slugOf(programme)}-from`, `${slugOf(programme)}-until`]),
  ],
  key: { column: 'record', pattern: /^\s*(trust|hub|contact|reviewer|lead)\s*$/i },
};

/**
 * Reads trusts, hubs and people. A row that cannot be used is refused with its line and a reason; the others are read.
 *
 * @throws UnreadableFile when it is no CSV or lacks one of the columns record, id and name.
 */
export function readPeople(bytes: Uint8Array): PeopleFile {
  const trusts = new Map<string, Trust & { line: number }>();
  const hubs = new Map<string, Hub & { line: number }>();
  const people = new Map<string, PersonRecord & { line: number }>();
  const seen: Seen = { people, addresses: new Map(), heads: new Map() };
  const rejected: Rejected[] = [];
  for (const row of readCsv(bytes, columns)) {
    try {
      const record = row.get('record').toLowerCase();
      if (record === 'trust') add(trusts, readTrust(row), 'trust');
      else if (record === 'hub') add(hubs, readHub(row), 'hub');
      else addPerson(seen, readPerson(row, record));
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

type PersonLine = PersonRecord & { readonly line: number };

/** The people so far, each of one or more lines. */
interface Seen {
  readonly people: Map<string, PersonLine>;
  /** By address: the person's id. */
  readonly addresses: Map<string, string>;
  /** By member: the line that names its head. */
  readonly heads: Map<string, PersonLine>;
}

/** A head who also goes on reviews, or who leads two schools, has several lines with one id; they must be of the same person. */
function addPerson({ people, addresses, heads }: Seen, person: PersonLine): void {
  const owner = addresses.get(person.email);
  if (owner !== undefined && owner !== person.id) {
    throw new Refusal(`The mail address of '${person.id}' is that of '${owner}' already; give one person one id.`);
  }
  const head = person.isHead && person.member !== undefined ? heads.get(person.member) : undefined;
  if (head !== undefined && head.id !== person.id) {
    throw new Refusal(
      `'${head.id}' is the head of ${person.member} on line ${head.line} already; one person answers for a school or trust.`,
    );
  }
  const before = people.get(person.id);
  const together = before === undefined ? person : joined(before, person);
  const [led] = together.left === 'yes' ? ledBy(together) : [];
  if (led !== undefined) {
    throw new Refusal(
      `'${person.id}' has left, and is the head of ${led} all the same; leave head empty, or left if they stay.`,
    );
  }
  addresses.set(person.email, person.id);
  if (person.isHead && person.member !== undefined) heads.set(person.member, person);
  people.set(person.id, together);
}

/** Two lines about one person. */
function joined(before: PersonLine, person: PersonLine): PersonLine {
  if (before.name !== person.name || before.email !== person.email) {
    throw new Refusal(
      `'${person.id}' is another person on line ${before.line}; use the same name and address, or another id.`,
    );
  }
  if (before.pool && person.pool) {
    throw new Refusal(`'${person.id}' is a reviewer on line ${before.line} already; keep one of the two lines.`);
  }
  if (before.left !== undefined && person.left !== undefined && before.left !== person.left) {
    throw new Refusal(
      `'${person.id}' has left '${person.left}' here, and '${before.left}' on line ${before.line}; write the same in each.`,
    );
  }
  const heads = new Map(placesOf(before));
  for (const [member, isHead] of placesOf(person)) {
    const known = heads.get(member);
    if (known !== undefined && isHead !== undefined && known !== isHead) {
      throw new Refusal(
        `'${person.id}' ${isHead ? 'is' : 'is not'} the head of ${member} here, and ${known ? 'is' : 'is not'} on an earlier line; write the same in each.`,
      );
    }
    heads.set(member, known ?? isHead);
  }
  const reviewsFor = before.pool ? before.member : person.pool ? person.member : undefined;
  const main = reviewsFor ?? before.member ?? person.member;
  const works = [...heads].flatMap(([member, isHead]) => (isHead || member === main ? [] : member));
  if (works.length > 0) {
    throw new Refusal(
      `'${person.id}' works for ${before.member} on line ${before.line}; one person works for one member, and for others ` +
        'as their head alone.',
    );
  }
  const isHead = main === undefined ? undefined : heads.get(main);
  const others = [...heads].flatMap(([member, leads]) =>
    member === main ? [] : { member, ...given({ isHead: leads }) },
  );
  const { member: _, isHead: __, others: ___, ...rest } = { ...person, ...before };
  return {
    ...rest,
    ...given({ pool: before.pool ?? person.pool, member: main, isHead }),
    ...(others.length > 0 ? { others } : {}),
  };
}

/** Whom a person works for, and whether they are its head: what one of two lines says of it counts. */
const placesOf = ({ member, isHead, others = [] }: PersonLine): [string, boolean | undefined][] =>
  [...(member === undefined ? [] : [{ member, isHead }]), ...others].map((one) => [one.member, one.isHead]);

function readTrust(row: CsvRow): Trust & { line: number } {
  const id = idOf(row);
  if (!/^trust-[a-z0-9-]+$/.test(id)) {
    throw new Refusal(`The id of a trust is ${shown(id)}; it must begin with 'trust-', such as 'trust-2044'.`);
  }
  return {
    id,
    name: nameOf(row),
    schools: urns(row, 'schools'),
    ...given({ hub: row.get('hub') || undefined, telephone: telephoneIn(row) }),
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
