/** The words and lists that all parts of a digest share. */

import { longDateRange } from '../calendar/dates.ts';
import { lastVisitDay } from '../calendar/working-days.ts';
import type { MailSection } from '../mail/content.ts';
import { definitionOf } from '../programmes/programmes.ts';
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

/** In the busiest weeks 26 reviews have their visit, and whoever plans the week wants to see each. */
const MOST_VISITS = 30;

/** Reviews under the dates of their visits: a line for each, in words of the caller's. */
export function byDates(
  title: string,
  reviews: readonly ReviewOfWeek[],
  line: (review: ReviewOfWeek) => string,
): MailSection {
  const shown = Map.groupBy(reviews.slice(0, MOST_VISITS), visitDates);
  return {
    title: `${title}: ${reviews.length}`,
    entries: [...shown].map(([text, all]) => ({ text, note: all.map(line).join('\n') })),
    more: Math.max(0, reviews.length - MOST_VISITS),
  };
}

/** Names in one line, each once: 'Hill View Primary School (2), Oakfield Primary Academy and 3 more'. */
export function names(all: readonly string[]): string {
  const once = [...Map.groupBy(all, (name) => name)].map(([name, { length }]) =>
    length === 1 ? name : `${name} (${length})`,
  );
  const shown = once.slice(0, LONGEST_LIST).join(', ');
  return once.length > LONGEST_LIST ? `${shown} and ${once.length - LONGEST_LIST} more` : shown;
}

/** 'Hill View Primary School'; of a trust it is said that it is a trust's review, since its schools have their own. */
export const theHost = ({ hostName, programme }: Pick<ReviewOfWeek, 'hostName' | 'programme'>): string =>
  definitionOf(programme).host === 'trust' ? `${hostName} (${programme})` : hostName;

/** 'Tuesday 12 to Thursday 14 January 2027'. */
export const visitDates = ({ day1 }: Pick<ReviewOfWeek, 'day1'>): string =>
  day1 === undefined ? 'days that are still to be agreed' : longDateRange(day1, lastVisitDay(day1));
