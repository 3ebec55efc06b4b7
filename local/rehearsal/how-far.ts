/** How far a rehearsal has come, for whoever watches it. */
import { addMonths } from '../../lambdas/calendar/dates.ts';
import { londonDate, londonInstant } from '../../lambdas/calendar/london.ts';
import { Store } from '../../lambdas/store/store.ts';
import { reviewsOfYear } from '../../lambdas/store/week-reads.ts';
import type { Progress } from '../play/progress.ts';
import type { LocalStack } from '../stack.ts';

export interface HowFar {
  /** 'November 2026: 3 planned, 9 team, 2 report; 0 problems; about 4 minutes left' */
  where(): string;
  /** How many reviews there are by stage or, of those that are paused or cancelled, by that. */
  read(): Promise<ReadonlyMap<string, number>>;
}

const MONTHS = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'Europe/London' });

/** Counts the reviews at the beginning of each month, which is a milestone. */
export function followRehearsal(
  stack: LocalStack,
  progress: Progress,
  { years, end }: { readonly years: readonly string[]; readonly end: number },
): HowFar {
  const store = new Store({ client: stack.table, table: stack.tableName });
  const start = stack.clock.now();
  const began = performance.now();
  let counts: ReadonlyMap<string, number> = new Map();
  const where = (): string => {
    const { clock, problems } = stack;
    const stages = [...counts].map(([stage, count]) => `${count} ${stage}`).join(', ') || 'no reviews yet';
    const found = problems.messages.length;
    const share = (clock.now() - start) / (end - start);
    const left = share > 0.02 ? `; ${timeLeft(((performance.now() - began) / share) * (1 - share))}` : '';
    return `${MONTHS.format(clock.now())}: ${stages}; ${found} ${found === 1 ? 'problem' : 'problems'}${left}`;
  };
  const read = async (): Promise<ReadonlyMap<string, number>> => {
    const reviews = (await Promise.all(years.map((year) => reviewsOfYear(store, year)))).flat();
    const groups = Map.groupBy(reviews, ({ stage, status }) =>
      status === 'paused' || status === 'cancelled' ? status : stage,
    );
    return new Map([...groups].map(([stage, all]) => [stage, all.length]));
  };
  const atNextMonth = (): void => {
    const first = `${addMonths(londonDate(new Date(stack.clock.now()).toISOString()), 1).slice(0, 7)}-01`;
    stack.clock.schedule(Date.parse(londonInstant(first, '00:05')), () => {
      const looking = read().then((now) => {
        counts = now;
        progress.milestone(where());
        atNextMonth();
      });
      void stack.clock.during(looking).catch((error: unknown) => stack.problems.report(String(error)));
    });
  };
  atNextMonth();
  return { where, read };
}

function timeLeft(milliseconds: number): string {
  const minutes = Math.round(milliseconds / 60_000);
  if (minutes < 1) return 'less than a minute left';
  return `about ${minutes} ${minutes === 1 ? 'minute' : 'minutes'} left`;
}
