import { addDays, mondayOf } from '../calendar/dates.ts';
import { workingDayAtOrAfter } from '../calendar/working-days.ts';
import { LOOKED_FOR_DAYS, renewalsNotStarted } from '../renewal/renewal-record.ts';
import { missingYears, wantedFrom } from '../settings/missing-year.ts';
import { yearAfter } from '../settings/next-year.ts';
import { termsOfRow } from '../settings/terms.ts';
import { lookAgain, type SeenWakeUp } from '../store/agenda.ts';
import { missedYear, news, noLonger } from '../store/news.ts';
import type { PartnershipYearRow, Store, WakeUp, WriteItem } from '../store/store.ts';
import { BEGUN_WITHIN_DAYS, type TermPlanDue, termPlansDue } from '../team/term-plan/term-plans-due.ts';

/** What depends on the dates of a partnership year and should begin, or have begun. */
export interface YearsSeen {
  /** Years whose renewal did not begin. */
  readonly renewalsNotStarted: readonly string[];
  readonly termPlansDue: readonly TermPlanDue[];
  /** Years that are wanted by now, and that nobody has put in force: on the first working day of a week, so that nobody is woken by it daily for months. */
  readonly yearsMissing: readonly string[];
  /** Keeps when to look at these years again; to be called once what is due was done. */
  readonly done: () => Promise<void>;
}

/** While something may still begin, it is looked at every so many days: reviews that are planned late make a term large enough. */
const DAYS_BETWEEN_LOOKS = 7;

/** Looks at the partnership years of these wake-ups and at what follows them, as their rows are now: whoever changes a year's dates expects the next morning to go by them. */
export async function lookAtYears(store: Store, wakeUps: readonly SeenWakeUp[], today: string): Promise<YearsSeen> {
  const once = store.readingOnce();
  const named = wakeUps.map(({ about }) => about);
  const rows = await Promise.all(
    [...new Set([...named, ...named.map(yearAfter)])].map((year) => once.partnershipYear(year)),
  );
  const known = rows.flatMap((row) => row ?? []);
  const years = known.filter(({ year }) => named.includes(year));
  const wanted = missingYears(known, today).filter(({ year }) => named.map(yearAfter).includes(year));
  const missing = await renewalsNotStarted(store, years, today);
  const termPlans = await termPlansDue(store, years, today);
  const nextMonday = addDays(mondayOf(today), 7);
  const nextLook = (name: string): string | undefined => {
    const row = years.find(({ year }) => year === name);
    const isAmiss = missing.includes(name) || termPlans.some(({ year }) => year === name);
    const isWanted = wanted.some(({ year }) => year === yearAfter(name));
    return row && firstOf(isAmiss && addDays(today, 1), isWanted && nextMonday, nextLookAt(row, known, today));
  };
  // The weekly digest tells of it, and looks for it on the board alone.
  const onBoard = (name: string): WriteItem =>
    wanted.some(({ year }) => year === name) ? news(store, missedYear(name)) : noLonger(store, missedYear(name));
  return {
    renewalsNotStarted: missing,
    termPlansDue: termPlans,
    yearsMissing: workingDayAtOrAfter(mondayOf(today)) === today ? wanted.map(({ year }) => year) : [],
    done: async () => {
      let items = wakeUps.flatMap((wakeUp) => [
        lookAgain(store, wakeUp, nextLook(wakeUp.about)),
        onBoard(yearAfter(wakeUp.about)),
      ]);
      while (items.length > 0) {
        const result = await store.write(items);
        if (result.written) return;
        // A year whose dates were written meanwhile stays due, and does not hold the others back.
        items = items.filter((_, position) => !result.refused.includes(position));
      }
    },
  };
}

/** The soonest of some days, those that are none left out. */
const firstOf = (...days: readonly (string | false | undefined)[]): string | undefined =>
  days.flatMap((day) => day || []).sort()[0];

/** The next day after `today` on which something of a year may have to begin; none when all of it lies behind. */
function nextLookAt(row: PartnershipYearRow, known: Known, today: string): string | undefined {
  const days = spansOf(row, known).flatMap(({ from, to }) => {
    const day = from > today ? from : addDays(today, DAYS_BETWEEN_LOOKS);
    return day <= to ? [day] : [];
  });
  return days.sort()[0];
}

/** By when a year has to be looked at again, whoever looked at it last; never when all of it lies behind. */
export function lookedAtBy(row: PartnershipYearRow, known: Known, today: string): string | undefined {
  const days = spansOf(row, known).flatMap(({ from, to }) =>
    to > today ? [from > today ? from : earlier(addDays(today, DAYS_BETWEEN_LOOKS), to)] : [],
  );
  return days.sort()[0];
}

const earlier = (a: string, b: string): string => (a < b ? a : b);

/** The years that exist, as far as the one after a year is among them. */
type Known = readonly Pick<PartnershipYearRow, 'year'>[];

/** The days on which something of a year may have to begin, each from the first to the last. */
function spansOf(row: PartnershipYearRow, known: Known): readonly { readonly from: string; readonly to: string }[] {
  const isFollowed = known.some(({ year }) => year === yearAfter(row.year));
  return [
    ...(isFollowed ? [] : [{ from: wantedFrom(row), to: row.ends }]),
    { from: addDays(row.renewalOpens, 1), to: addDays(row.renewalOpens, LOOKED_FOR_DAYS) },
    ...termsOfRow(row).map(({ asksOn }) => ({ from: asksOn, to: addDays(asksOn, BEGUN_WITHIN_DAYS) })),
  ];
}

/** Last year, this year, next year, and the one by which that is followed. */
const AROUND = [-1, 0, 1, 2] as const;

/**
 * Last year's, this year's and next year's rows, as far as they exist, in one request: of no other year can anything begin.
 */
export async function yearsAround(store: Store, today: string): Promise<readonly PartnershipYearRow[]> {
  const once = store.readingOnce();
  const rows = await Promise.all(AROUND.slice(0, 3).map((offset) => once.partnershipYear(named(today, offset))));
  return rows.flatMap((row) => row ?? []);
}

/**
 * The same with the year after them and with their wake-ups, in one request too.
 *
 * @returns the wake-ups by what they are of: '2026 look-at-year', '2026 retention'.
 */
export async function yearsWithWakeUps(
  store: Store,
  today: string,
): Promise<{ readonly years: readonly PartnershipYearRow[]; readonly wakeUps: ReadonlyMap<string, WakeUp> }> {
  const once = store.readingOnce();
  const names = AROUND.map((offset) => named(today, offset));
  const [years, wakeUps] = await Promise.all([
    Promise.all(names.map((name) => once.partnershipYear(name))),
    Promise.all(
      names.flatMap((about) =>
        (['look-at-year', 'retention', 'tell-hub-managers'] as const).map((what) => wakeUpOf(once, about, what)),
      ),
    ),
  ]);
  return {
    years: years.flatMap((row) => row ?? []),
    wakeUps: new Map(wakeUps.flatMap((row) => (row ? [[`${row.about} ${row.what}`, row] as const] : []))),
  };
}

const named = (today: string, offset: number): string => String(Number(today.slice(0, 4)) + offset);

const wakeUpOf = (once: Store, about: string, what: WakeUp['what']): Promise<WakeUp | undefined> =>
  once.rowAt<WakeUp>(once.entities.wakeUp.get({ about, what }));
