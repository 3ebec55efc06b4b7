import { addDays } from '../calendar/dates.ts';
import { countedQuestions } from '../catalogue/all-facts.ts';
import { missingYears } from '../settings/missing-year.ts';
import type { Placed } from '../store/agenda.ts';
import {
  type CountedQuestion,
  type Gap,
  type OpenQuestion,
  openAndCounted,
  openSeats,
} from '../store/network-reads.ts';
import { type NewsItem, newsSince } from '../store/news.ts';
import type { PartnershipYearRow, Store } from '../store/store.ts';
import { yearsNamed } from '../store/week-reads.ts';
import { type DigestWeek, yearsToAsk } from './digest-week.ts';
import { whatWaits } from './late.ts';

/** What tells whether a week's digest has anything to say. */
export interface FirstLook {
  readonly open: readonly OpenQuestion[];
  readonly counted: readonly CountedQuestion[];
  readonly places: readonly Placed[];
  /** Places that nobody has. */
  readonly seats: readonly Gap[];
  readonly news: readonly NewsItem[];
  /** The partnership years of which something may be under way; none where there is nothing to tell that needs them. */
  readonly years: readonly PartnershipYearRow[];
}

/**
 * Three queries; and a batch of years, whatever the number that are under way, where there may be something to tell, and in the first
 * week of a month where the daily round has found that a year is missed, so that it is told of as often.
 */
export async function firstLook(store: Store, week: DigestWeek): Promise<FirstLook> {
  const [{ open, counted, places }, seats, news] = await Promise.all([
    openAndCounted(store, countedQuestions),
    openSeats(store),
    newsSince(store, addDays(week.since, -1)),
  ]);
  const look = { open, counted, places, seats, news, years: [] };
  const isYearDue = isFirstOfMonth(week) && news.some(({ what }) => what === 'year');
  if (isQuiet(look, week) && !isYearDue) return look;
  return { ...look, years: await yearsNamed(store, yearsToAsk(week.today)) };
}

const isFirstOfMonth = ({ monday }: DigestWeek): boolean => Number(monday.slice(-2)) <= 7;

/** Whether the board has all news; without its mark releases that wrote none may have done anything. */
export const hasBoard = ({ news }: FirstLook): boolean => news.some(({ what }) => what === 'complete');

/** Whether there may be news of a kind, of what has such a name. */
export const mayHave = (
  look: FirstLook,
  kind: NewsItem['what'],
  of: (about: string) => boolean = () => true,
): boolean => !hasBoard(look) || look.news.some(({ what, about }) => what === kind && of(about));

/**
 * Whether there is certainly nothing to tell. There may be nothing all the same: places that nobody has are news only once their
 * team is late, and a visit that was moved stays on the board.
 */
export const isQuiet = (look: FirstLook, week: DigestWeek): boolean =>
  hasBoard(look) &&
  look.seats.length === 0 &&
  missingYears(look.years, week.today).length === 0 &&
  !look.news.some((item) => isTold(item, week)) &&
  !isAnythingDue(look.open, week);

function isTold({ what, day }: NewsItem, { since, today, monday }: DigestWeek): boolean {
  switch (what) {
    case 'paused':
      return true;
    case 'change':
      return since <= day && day < today;
    case 'mail': // those of the last day are left for the next digest
      return addDays(since, -1) <= day && day < addDays(today, -1);
    case 'visit':
      return day === monday || day === addDays(monday, 7);
    case 'year': // its row says whether it is missed still
    case 'complete':
      return false;
  }
}

/** A row that cannot be read is news: it fails the digests that it belongs to. */
function isAnythingDue(open: readonly OpenQuestion[], week: DigestWeek): boolean {
  try {
    return whatWaits(open, week.at).some(({ late, question }) => late || question.dueAt < week.until);
  } catch {
    return true;
  }
}
