/** Several years of one school, one after the other as they overlap: next year's renewal opens before this year's visit. */
import { londonInstant } from '../../../lambdas/calendar/london.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { membershipName } from '../../../lambdas/subscription/membership-name.ts';
import { LONGEST_PLAY_MS, playUntilFollowedUp } from '../play.ts';
import type { PlayedYears, Seen } from './played-years.ts';

const YEAR_MS = 366 * 86_400_000;

/** The last line of `--years N --json`. */
export interface YearsReport {
  readonly years: readonly YearReport[];
  /** What went wrong, beside what does not hold: nothing when all is well. */
  readonly problems: number;
  readonly playSeconds: number;
}

export interface YearReport {
  readonly year: string;
  readonly review: string;
  /** The URN of the school that was asked at the end of its review. */
  readonly host: string;
  readonly status: string;
  /** About its membership and its review. */
  readonly mails: number;
  /** Of the executions that are about either; those that all members share are not counted. */
  readonly transitions: number;
  /** Of the table, by everything that ran from the day on which its renewal opened to that of the next year. */
  readonly requests: number;
  readonly happenings: readonly string[];
  /** What was looked at, in sentences. */
  readonly seen: readonly Omit<Seen, 'year'>[];
}

/**
 * Plays until the host has told how far it got half a year after the last review.
 *
 * @returns the report, or nothing when it was interrupted
 * @throws PlayStuck naming what every open workflow waits for.
 */
export async function playYears(years: PlayedYears, interrupted: AbortSignal): Promise<YearsReport | undefined> {
  const { stack } = years;
  const began = performance.now();
  const requests = countByYear(years);
  const last = years.years.at(-1) ?? '';
  const longest = LONGEST_PLAY_MS + (years.years.length - 1) * YEAR_MS;
  if (!(await playUntilFollowedUp(stack, () => years.about(last), longest, interrupted))) return undefined;
  const total = stack.counts().tableRequests;
  await years.lookBack();
  const seconds = (performance.now() - began) / 1000;
  const reports: YearReport[] = [];
  for (const [number, year] of years.years.entries()) {
    const from = number === 0 ? 0 : (requests.get(year) ?? total);
    const to = requests.get(years.years[number + 1] ?? '') ?? total;
    reports.push(await reportYear(years, year, to - from));
  }
  return { years: reports, problems: stack.problems.messages.length, playSeconds: Math.round(seconds * 10) / 10 };
}

/** How often the table had been asked when the renewal of each year opened. */
function countByYear({ stack, years }: PlayedYears): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const known = readSettingsFiles().years;
  for (const year of years) {
    const opens = known.find((each) => each.year === year)?.renewalOpens ?? `${year}-02-01`;
    stack.clock.schedule(Date.parse(londonInstant(opens, '00:00')), () => {
      counts.set(year, stack.counts().tableRequests);
    });
  }
  return counts;
}

async function reportYear(years: PlayedYears, year: string, requests: number): Promise<YearReport> {
  const { stack } = years;
  const store = new Store({ client: stack.table, table: stack.tableName });
  const about = years.about(year);
  const review = await store.needReview(about);
  const abouts = [about, membershipName(review.host, year)];
  const executions = stack.engine.listExecutions().filter(({ name }) => name.includes(`-${year}-${review.host}`));
  return {
    year,
    review: about,
    host: review.goesOnAt ?? review.host,
    status: review.status,
    mails: stack.inbox.messages().filter(({ tags }) => abouts.includes(tags.about ?? '')).length,
    transitions: executions.reduce((sum, { stateTransitions }) => sum + stateTransitions, 0),
    requests,
    happenings: years.happenings(year),
    seen: years.seen(year).map(({ sentence, holds }) => ({ sentence, holds })),
  };
}

/** The report in lines, for whoever does not read JSON. */
export const tellYears = ({ years, problems, playSeconds }: YearsReport): readonly string[] => [
  ...years.flatMap(({ review, host, status, mails, transitions, requests, happenings, seen }) => [
    `\n${review} at ${host} is ${status}: ${mails} mails, ${transitions} state transitions, ${requests} requests to the table.`,
    ...happenings.map((what) => `  ${what}`),
    ...seen.map(({ sentence, holds }) => `  ${holds ? 'Seen' : 'NOT SEEN'}: ${sentence}`),
  ]),
  `\n${problems} ${problems === 1 ? 'problem' : 'problems'}. Played in ${playSeconds} seconds.`,
];
