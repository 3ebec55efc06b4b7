/** A spring term of 30 reviews whose dates are fixed, and everybody who may go on them, on the local stack. */
import { addDays, addWeeks, mondayOf } from '../../../lambdas/calendar/dates.ts';
import { londonDate } from '../../../lambdas/calendar/london.ts';
import { importMembers } from '../../../lambdas/members/import-members.ts';
import { reviewClock } from '../../../lambdas/settings/review-clock.ts';
import { seedSettings } from '../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles } from '../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { attend, type Reached, type Reaction } from '../../../local/people/people.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { synthesize } from '../../../local/synth.ts';
import { settingsOf2026 } from '../../settings/settings-of-2026.ts';
import { functionName } from './function-name.ts';
import { type Repeats, repeatEverything } from './repeat.ts';

export const ROUND = 'teams-2026-spring';
/** Monday of the first visits. Five reviews a week: there are six lead reviewers. */
const FIRST_WEEK = '2027-01-11';
const A_WEEK = 5;
/** No school is in session in the week of 15 February. */
const WEEKS = [0, 1, 2, 3, 4, 6];

/** Half an hour before the morning on which people are asked about the spring term. */
const START = '2026-09-14T06:05:00.000Z';

export const aboutOf = (host: string): string => `qar-2026-${host}`;

export interface TermPlay {
  readonly stack: LocalStack;
  readonly store: Store;
  /** The reviews in the order of their visits, and the days on which they begin. */
  readonly reviews: readonly { readonly about: string; readonly host: string; readonly day1: string }[];
  /** What running each step a second time did. */
  readonly repeats: Repeats;
  /** The central team's act, now. */
  steer(about: string, act: Record<string, unknown>): Promise<{ readonly done: boolean; readonly sentence: string }>;
  /** Lets the clock run until an instant. */
  until(instant: string): Promise<void>;
}

/** How people react, by question; whoever is not named answers willingly. */
export type TermReactions = Readonly<
  Record<string, (reached: Reached, play: TermPlay) => Reaction | undefined | Promise<Reaction | undefined>>
>;

export interface TermOptions {
  readonly reviews: number;
  /** Hosts whom all reviewers but so many know too well. */
  readonly strangers?: Readonly<Record<string, number>>;
  readonly react: TermReactions;
}

/** Starts the stack with the term in its table. Nothing has happened yet. */
export async function startTerm({ reviews: count, strangers = {}, react }: TermOptions): Promise<TermPlay> {
  const stack = await startLocalStack({ cdkOut: await synthesize(), start: new Date(START), print: () => {} });
  const store = new Store({ client: stack.table, table: stack.tableName });
  await Promise.all([seed(store, count, strangers), stack.functions.warmAll()]);
  const play: TermPlay = {
    ...{ stack, store, reviews: hostsOf(count), repeats: repeatEverything(stack) },
    async steer(about, act) {
      const at = new Date(stack.clock.now()).toISOString();
      const result = await stack.functions.invoke(functionName(stack, 'SteerReview'), { about, at, ...act });
      if ('error' in result) throw new Error(`${about} was not steered: ${result.error.errorMessage}`);
      return JSON.parse(result.payload);
    },
    until: (instant) => stack.clock.run({ until: Date.parse(instant) }),
  };
  attend(stack, { react: (reached) => react[reached.asked.question]?.(reached, play) });
  return play;
}

function hostsOf(count: number): TermPlay['reviews'] {
  return Array.from({ length: count }, (_, index) => {
    const host = String(900_001 + index);
    const week = addWeeks(FIRST_WEEK, WEEKS[Math.floor(index / A_WEEK)] ?? 0);
    return { about: aboutOf(host), host, day1: addDays(week, 1 + (index % 2)) };
  });
}

/** Each review sleeps until the day its team is due, as after its dates were fixed. */
async function seed(store: Store, count: number, strangers: Readonly<Record<string, number>>): Promise<void> {
  await seedSettings(store, readSettingsFiles());
  await importMembers(store, readNetwork({ today: londonDate(START) }).toImport, {
    memberOf: { year: '2026', at: START },
  });
  const { settings, breaks } = settingsOf2026('QAR');
  for (const { about, host, day1 } of hostsOf(count)) {
    const member = await store.needMember(host);
    const clock = reviewClock(day1, settings, breaks);
    await store.entities.review
      .put({
        ...{ about, programme: 'QAR', year: '2026', settingsVersion: '001', host, hostKind: 'school' },
        hostName: member.name,
        ...(member.hub !== undefined && { hub: member.hub }),
        ...(member.trust !== undefined && { trust: member.trust }),
        ...(member.phase !== undefined && { phase: member.phase }),
        ...{ stage: 'planned', status: 'under-way', turn: 1, executions: 0, clock, termBreaks: [...breaks] },
        ...{ week: mondayOf(day1), day1, datesFixedAt: START },
        startsOn: londonDate(clock.teamComplete.opens),
      })
      .go();
    await reviewedLastYear(store, host, member.name, day1);
  }
  const pool = await store.pool('reviewers');
  for (const [host, some] of Object.entries(strangers)) {
    for (const { person, relationships = [] } of pool.slice(some)) {
      await store.entities.person
        .patch({ person })
        .set({ relationships: [...relationships, host] })
        .go();
    }
  }
}

/** One person, another for each host, was there last year, and so may not go again. */
async function reviewedLastYear(store: Store, host: string, hostName: string, day1: string): Promise<void> {
  const pool = await store.pool('reviewers');
  const person = pool[(Number(host) * 7) % pool.length];
  if (!person) return;
  const about = aboutOf(host).replace('2026', '2025');
  const before = addWeeks(day1, -52);
  await store.entities.review
    .put({
      ...{ about, programme: 'QAR', year: '2025', settingsVersion: '001', host, hostKind: 'school', hostName },
      ...{ stage: 'closed', status: 'published', week: before, startsOn: before, day1: before, turn: 1, executions: 1 },
    })
    .go();
  await store.entities.placement
    .put({
      ...{ about, turn: 1, seat: 'seat-1', person: person.person, personName: person.name, kind: 'reviewer' },
      ...{ status: 'done', organisation: person.member ?? '', host, year: '2025', day1: before, invitedAt: START },
    })
    .go();
}
