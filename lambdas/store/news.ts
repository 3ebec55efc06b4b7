/** What the weekly digest may have to tell: written with what it is of, and read first each week. */
import { addDays, mondayOf } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import { BOARD, STANDING } from './entities/news.ts';
import type { News } from './entities.ts';
import type { Store, WriteItem } from './store.ts';

export type NewsItem = Pick<News, 'day' | 'what' | 'about'>;

type Rows = Pick<Store, 'rows'>;

/** A digest asks for the last two weeks at most; the rest is for whoever asks why it said something. */
const KEPT_DAYS = 60;

/** Something of a review or membership that a digest tells changed at an instant, or on a London date. */
export const changeOf = (about: string, moment: string): NewsItem => ({ about, what: 'change', day: dayOf(moment) });

/** A mail that was sent at an instant did not arrive. */
export const mailOf = (about: string, sentAt: string): NewsItem => ({ about, what: 'mail', day: dayOf(sentAt) });

/** A review's visit begins on a day. */
export const visitOf = (about: string, day1: string): NewsItem => ({ about, what: 'visit', day: mondayOf(day1) });

/** A review stands still. */
export const pauseOf = (about: string): NewsItem => ({ about, what: 'paused', day: STANDING });

/** A partnership year is missed: 'year-2028'. */
export const missedYear = (year: string): NewsItem => ({ about: `year-${year}`, what: 'year', day: STANDING });

/** Rows of releases that had no board are on it. */
export const COMPLETE: NewsItem = { about: 'board', what: 'complete', day: STANDING };

const dayOf = (moment: string): string => (moment.includes('T') ? londonDate(moment) : moment);

/** An item of the transaction that makes the news. */
export const news = ({ rows }: Rows, item: NewsItem): WriteItem =>
  rows.news
    .put({
      ...item,
      board: BOARD,
      ...(item.day !== STANDING && {
        expiresAtSeconds: Date.parse(`${addDays(item.day, KEPT_DAYS)}T00:00:00Z`) / 1000,
      }),
    })
    .commit();

/** Takes back what stood. */
export const noLonger = ({ rows }: Rows, item: NewsItem): WriteItem =>
  rows.news.delete({ ...item, board: BOARD }).commit();

/** All news from a London date on, what is to come and what stands included. */
export async function newsSince(store: Store, day: string): Promise<readonly NewsItem[]> {
  const query = store.entities.news.query.primary({ board: BOARD }).gte({ day }).params();
  return ((await store.rowsOf(query)).get('news') ?? []) as readonly News[];
}
