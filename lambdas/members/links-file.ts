/** Reads the links of 'Get Information about Schools': which establishment followed which. docs/members-csv.md names the columns. */
import { type Columns, type CsvRow, readCsv } from './csv.ts';
import { MOST_OF_NAME } from './record-values.ts';
import { Refusal, type Rejected } from './refusals.ts';
import { registerDate } from './register-date.ts';
import { given, shown } from './values.ts';

/** That one school followed another. */
export interface SchoolLink {
  readonly line: number;
  readonly predecessor: string;
  readonly successor: string;
  /** The name that the line gives for one of the two, by its URN. */
  readonly named?: { readonly urn: string; readonly name: string };
  /** London date. */
  readonly since?: string;
  /** The register says that several schools became one. */
  readonly merged: boolean;
}

export interface LinksFile {
  readonly links: readonly SchoolLink[];
  /** Lines about something else than which school followed which, such as shared sixth forms: counted, and not used. */
  readonly others: number;
  readonly rejected: readonly Rejected[];
}

const columns: Columns = {
  needed: ['URN', 'LinkURN', 'LinkType'],
  optional: ['LinkName', 'LinkEstablishedDate'],
  key: { column: 'URN', pattern: /^\d{6}$/ },
};

/** The register's links that say nothing of who followed whom. */
const OTHER_LINKS: ReadonlySet<string> = new Set([
  "children's centre link",
  'closure',
  'expansion',
  'not applicable',
  'other',
  'sixth form centre link',
  'sixth form centre school',
]);

/**
 * Reads a links file. The register has each link from both sides; both are read as the same. A line that cannot be used is
 * refused with a reason; the others are read.
 *
 * @throws UnreadableFile when it is no CSV or lacks one of the columns URN, LinkURN and LinkType.
 */
export function readLinks(bytes: Uint8Array): LinksFile {
  const links: SchoolLink[] = [];
  const rejected: Rejected[] = [];
  const lineOf = new Map<string, number>();
  const followers = new Map<string, ReadonlySet<string>>();
  let others = 0;
  for (const row of readCsv(bytes, columns)) {
    try {
      const link = readLink(row);
      if (link === undefined) {
        others += 1;
        continue;
      }
      const contrary = lineOf.get(`${link.successor} ${link.predecessor}`);
      if (contrary !== undefined) {
        throw new Refusal(
          `${link.successor} follows ${link.predecessor} here and goes before it on line ${contrary}; correct one of the two.`,
        );
      }
      const circle = wayBetween(link.successor, link.predecessor, followers);
      if (circle !== undefined) {
        throw new Refusal(
          `${link.successor} follows ${link.predecessor} here, which follows it by way of ${circle.slice(1, -1).join(' and ')} on other lines; correct one of them.`,
        );
      }
      followers.set(link.predecessor, new Set([...(followers.get(link.predecessor) ?? []), link.successor]));
      lineOf.set(`${link.predecessor} ${link.successor}`, row.line);
      links.push(link);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      const urn = row.glimpse('URN');
      rejected.push({ line: row.line, ...(/^\d{6}$/.test(urn) ? { urn } : {}), reason: error.message });
    }
  }
  return { links, others, rejected };
}

/** The URNs by which one school leads to another, each following the one before; nothing when it does not. */
function wayBetween(
  from: string,
  to: string,
  followers: ReadonlyMap<string, ReadonlySet<string>>,
): readonly string[] | undefined {
  const cameFrom = new Map<string, string>();
  const left = [from];
  for (const urn of left) {
    for (const next of followers.get(urn) ?? []) {
      if (cameFrom.has(next) || next === from) continue;
      cameFrom.set(next, urn);
      left.push(next);
    }
  }
  if (!cameFrom.has(to)) return undefined;
  const way = [to];
  for (let urn = cameFrom.get(to); urn !== undefined; urn = cameFrom.get(urn)) way.unshift(urn);
  return way;
}

function readLink(row: CsvRow): SchoolLink | undefined {
  const [urn, other] = [urnIn(row, 'URN'), urnIn(row, 'LinkURN')];
  if (urn === other) throw new Refusal(`URN and LinkURN are both ${urn}; a school does not follow itself.`);
  const type = row.get('LinkType').toLowerCase();
  const date = row.get('LinkEstablishedDate');
  const since = registerDate(date);
  if (date && since === undefined) {
    throw new Refusal(`LinkEstablishedDate is ${shown(date)}; write the date as 01-09-2026 or leave it empty.`);
  }
  const name = row.get('LinkName', MOST_OF_NAME);
  const merged = /amalgamat|merge/.test(type);
  const about = { line: row.line, merged, ...given({ since, named: name ? { urn: other, name } : undefined }) };
  if (/^(predecessor|parent)\b/.test(type)) return { predecessor: other, successor: urn, ...about };
  if (/^(successor|child)\b(?!ren)/.test(type)) return { predecessor: urn, successor: other, ...about };
  if (OTHER_LINKS.has(type.replace('’', "'")) || /^(merged - |result of amalgamation)/.test(type)) return undefined;
  throw new Refusal(`LinkType is ${shown(row.get('LinkType'))}; write Predecessor or Successor as the register does.`);
}

function urnIn(row: CsvRow, column: string): string {
  const urn = row.get(column);
  if (!/^\d{6}$/.test(urn)) throw new Refusal(`${column} is ${shown(urn)}; a URN has six digits.`);
  return urn;
}
