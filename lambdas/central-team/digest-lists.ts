/** The words and lists that all parts of a digest share. */
import { addDays, longDateRange } from '../calendar/dates.ts';
import type { MailSection } from '../mail/content.ts';
import type { ReviewOfWeek } from '../store/week-reads.ts';
import type { Digest } from './digest.ts';
import type { DigestWeek } from './digest-week.ts';
import type { NetworkWeek } from './network-week.ts';

/** Who reads a digest: the central team, or the manager of a hub. */
export type Reader = { readonly hub: undefined } | { readonly hub: { readonly id: string; readonly name: string } };

export interface Read {
  readonly digest: Digest;
  /** What the digest was made of: no more than its reader may see. */
  readonly network: NetworkWeek;
  readonly week: DigestWeek;
  readonly reader: Reader;
  /** Where public reports are. */
  readonly portalOrigin: string;
}

/** A line of a list. */
export type Entry = MailSection['entries'][number];

/** A list is read to its end, or not at all: what is more is counted. */
const LONGEST_LIST = 12;

/** A list under a heading that says how many there are, cut where it gets too long to be read. */
export const list = <Row>(
  title: string,
  rows: readonly Row[],
  entry: (row: Row) => Entry,
  longest = LONGEST_LIST,
): MailSection => ({
  title: `${title}: ${rows.length}`,
  entries: rows.slice(0, longest).map(entry),
  more: Math.max(0, rows.length - longest),
});

/** Names in one line: 'Hill View Primary School, Oakfield Primary Academy and 3 more'. */
export function names(all: readonly string[], longest = LONGEST_LIST): string {
  const shown = all.slice(0, longest).join(', ');
  return all.length > longest ? `${shown} and ${all.length - longest} more` : shown;
}

/** 'Hill View Primary School'; a trust's review by its programme, since its schools have reviews of their own. */
export const theHost = ({ hostName, programme }: Pick<ReviewOfWeek, 'hostName' | 'programme'>): string =>
  `${hostName} (${programme})`;

/** 'Tuesday 12 to Thursday 14 January 2027'. */
export const visitDates = ({ day1 }: Pick<ReviewOfWeek, 'day1'>): string =>
  day1 === undefined ? 'days that are still to be agreed' : longDateRange(day1, addDays(day1, 2));
