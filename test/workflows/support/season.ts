import { addDays, addWeeks } from '../../../lambdas/calendar/dates.ts';
import { visitDays } from '../../../lambdas/calendar/working-days.ts';
import { importMembers } from '../../../lambdas/members/import-members.ts';
import { seedSettings } from '../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles, type SettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { attend, type Reached, type Reaction } from '../../../local/people/people.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { type LocalStack, type LocalStackOptions, startLocalStack } from '../../../local/stack.ts';
import { synthesize } from '../../../local/synth.ts';
import { functionName } from './function-name.ts';
import { type Repeats, repeatEverything } from './repeat.ts';
import { type ReviewRecord, tell } from './review-record.ts';
import { type Scanner, scanEverything } from './scanner.ts';
import type { Scenario } from './scenario.ts';

/** The partnership year that is played, and the one before it. */
export const YEAR = '2026';
const LAST_YEAR = '2025';

const HOUR = 3_600_000;

/** The morning on which the renewal of the year opens, before any schedule is due. */
const START = '2026-02-02T07:15:00Z';

/** An answer as it was sent. */
export interface Answer {
  readonly reached: Reached;
  readonly status: number;
  readonly title: string;
}

/** A season as it was played, for the eyes of the tests. */
export interface Season {
  readonly stack: LocalStack;
  readonly store: Store;
  readonly scanner: Scanner;
  readonly repeats: Repeats;
  readonly answers: readonly Answer[];
  /** Whoever was found on two reviews on one day, looked for every fortnight. */
  readonly doubleBookings: readonly string[];
  /** Everything known of a review by now. */
  told(about: string): Promise<ReviewRecord>;
  /** The central team steers a review, now. */
  steer(about: string, command: Record<string, unknown>): Promise<unknown>;
  /** Does something so many hours from now. */
  later(hours: number, act: () => Promise<unknown>): void;
  /** A page of the portal, as a stranger gets it. */
  get(path: string): Promise<{ readonly status: number; readonly text: string }>;
  /** When the last mail about a review went, milliseconds since the epoch. */
  lastMailAt(about: string): number | undefined;
  /** Notes to compare later: what a page said before something happened. */
  readonly notes: Map<string, unknown>;
}

/** `qar-2026-900001`, or `tpr-2026-trust-invented-001`. */
export const aboutOf = (host: string): string => `${host.startsWith('trust-') ? 'tpr' : 'qar'}-${YEAR}-${host}`;
export const membershipOf = (host: string): string => `membership-${YEAR}-${host}`;

/**
 * Plays all scenarios at once in one stack from the opening of the renewal until `end`, with a mail scanner at work and
 * every step repeated once.
 */
export async function playSeason(
  scenarios: readonly Scenario[],
  end: string,
  prepare: (stack: LocalStack) => Watches = watchEverything,
  options: Pick<LocalStackOptions, 'oldReads' | 'inactiveAfterDays'> & { readonly start?: Date } = {},
): Promise<Season> {
  const stack = await startLocalStack({
    start: new Date(START),
    ...options,
    cdkOut: await synthesize(),
    print: () => {},
  });
  try {
    return await playOn(stack, scenarios, end, prepare);
  } catch (error) {
    await stack.stop();
    throw error;
  }
}

/** What looks on while a season is played. */
type Watches = Pick<Season, 'scanner' | 'repeats'>;

const watchEverything = (stack: LocalStack): Watches => ({
  scanner: scanEverything(stack),
  repeats: repeatEverything(stack),
});

async function playOn(
  stack: LocalStack,
  scenarios: readonly Scenario[],
  end: string,
  prepare: (stack: LocalStack) => Watches,
): Promise<Season> {
  const store = new Store({ client: stack.table, table: stack.tableName });
  await Promise.all([seed(store, scenarios), stack.functions.warmAll()]);
  const answers: Answer[] = [];
  const doubleBookings: string[] = [];
  const season: Season = {
    ...{ stack, store, answers, doubleBookings, notes: new Map() },
    ...prepare(stack),
    told: (about) => tell(stack, store, about),
    steer: (about, command) => steer(stack, about, command),
    lastMailAt: (about) => stack.inbox.messages().findLast(({ tags }) => tags.about === about)?.at,
    later: (hours, act) => onClock(stack, stack.clock.now() + hours * HOUR, act),
    async get(path) {
      const response = await fetch(stack.localUrl(`http://portal${path}`));
      return { status: response.status, text: await response.text() };
    },
  };
  const byAbout = new Map(
    scenarios.flatMap((scenario) =>
      [aboutOf(scenario.host), membershipOf(scenario.host), ...(scenario.abouts ?? [])].map(
        (about) => [about, scenario] as const,
      ),
    ),
  );
  const acted = new Set<string>();
  attend(stack, {
    react: (reached) => react(byAbout.get(reached.asked.about), reached, season),
    onAnswer(reached, _answer, { status, title }) {
      const { about, question } = reached.asked;
      answers.push({ reached, status, title });
      const act = byAbout.get(about)?.after?.[question];
      const key = `${about} ${question}`;
      if (!act || acted.has(key)) return;
      acted.add(key);
      onClock(stack, stack.clock.now() + HOUR, () => act(season));
    },
  });
  for (const { at = {} } of scenarios) {
    for (const [instant, act] of Object.entries(at)) onClock(stack, Date.parse(instant), () => act(season));
  }
  const look = async (): Promise<void> => {
    doubleBookings.push(...(await bookedTwice(store, scenarios)));
    onClock(stack, stack.clock.now() + 14 * 24 * HOUR, look);
  };
  onClock(stack, stack.clock.now() + 100 * 24 * HOUR, look);
  await stack.clock.run({ until: Date.parse(end) });
  return season;
}

/** Next year's renewal is left for next year's season. */
async function react(scenario: Scenario | undefined, reached: Reached, season: Season): Promise<Reaction | undefined> {
  if (scenario === undefined) return 'ignore';
  return scenario.react?.[reached.asked.question]?.(reached, season);
}

function onClock(stack: LocalStack, at: number, act: () => Promise<unknown>): void {
  stack.clock.schedule(at, () => {
    void stack.clock.during(act()).catch((error: unknown) => stack.problems.report(String(error)));
  });
}

async function steer(stack: LocalStack, about: string, command: Record<string, unknown>): Promise<unknown> {
  const at = new Date(stack.clock.now()).toISOString();
  const result = await stack.functions.invoke(functionName(stack, 'SteerReview'), { about, at, ...command });
  if ('error' in result) throw new Error(`${about} was not steered: ${result.error.errorMessage}`);
  return JSON.parse(result.payload);
}

/** Each team is formed by itself: a term that is planned as a whole has a play of its own, matching-round.test.ts. */
const withoutRounds = ({ programmes, ...files }: SettingsFiles): SettingsFiles => ({
  ...files,
  programmes: programmes.map((one) => ({ ...one, matching: { ...one.matching, fewestReviews: 1000 } })),
});

/** The sample network; whoever has a week hosted a review 52 weeks before it, and was a member then. */
async function seed(store: Store, scenarios: readonly Scenario[]): Promise<void> {
  await seedSettings(store, withoutRounds(readSettingsFiles()));
  await importMembers(store, readNetwork({ today: START.slice(0, 10) }).toImport);
  for (const { host, week, strangers } of scenarios) {
    if (strangers !== undefined) await declareRelationships(store, host, strangers);
    if (week === undefined) continue;
    const programme = host.startsWith('trust-') ? 'TPR' : 'QAR';
    const member = await store.needMember(host);
    const before = addWeeks(week, -52);
    await store.entities.membership
      .put({
        ...{ member: host, year: LAST_YEAR, kind: 'renewal', status: 'signed', uses: [programme.toLowerCase()] },
        ...{ openedAt: START, decidedAt: START },
      })
      .go();
    await store.entities.review
      .put({
        ...{ about: aboutOf(host).replace(YEAR, LAST_YEAR), programme, year: LAST_YEAR, settingsVersion: '001' },
        ...{ host, hostKind: member.kind, hostName: member.name, stage: 'closed', status: 'published' },
        ...{ week: before, startsOn: before, day1: addDays(before, 1), turn: 1, executions: 1 },
      })
      .go();
  }
}

/** All reviewers but the given number know the host too well, so that soon nobody is left to ask. */
async function declareRelationships(store: Store, host: string, strangers: number): Promise<void> {
  const far = await store.pool('reviewers');
  for (const { person } of far.slice(strangers)) {
    await store.entities.person
      .patch({ person })
      .set({ relationships: [host] })
      .go();
  }
}

/** Who has accepted places in two reviews that share a day. */
async function bookedTwice(store: Store, scenarios: readonly Scenario[]): Promise<string[]> {
  const reviews = await Promise.all(scenarios.map(({ host }) => store.wholeReview(aboutOf(host))));
  const taken = new Map<string, string>();
  const twice: string[] = [];
  for (const { about, person, day1, status } of reviews.flatMap((whole) => whole?.placements ?? [])) {
    if (status !== 'accepted' && status !== 'done') continue;
    for (const day of visitDays(day1)) {
      const other = taken.get(`${person} ${day}`);
      if (other !== undefined) twice.push(`${person} on ${day}: ${other} and ${about}`);
      taken.set(`${person} ${day}`, about);
    }
  }
  return twice;
}
