import { addDays, addWeeks } from '../../../../lambdas/calendar/dates.ts';
import { importMembers } from '../../../../lambdas/members/import-members.ts';
import { seedSettings } from '../../../../lambdas/settings/seed-settings.ts';
import { readSettingsFiles, type SettingsFiles } from '../../../../lambdas/settings/settings-files.ts';
import { Store } from '../../../../lambdas/store/store.ts';
import { attend, type Reached, type Reaction } from '../../../../local/people/people.ts';
import { pressCommand } from '../../../../local/people/press-command.ts';
import { readNetwork } from '../../../../local/play/seed-network.ts';
import type { Ending } from '../../../../local/rehearsal/ending.ts';
import type { More } from '../../../../local/rehearsal/invariants/all.ts';
import { startLocalStack } from '../../../../local/stack.ts';
import { endingOf, moreOf } from './ending-of.ts';

/** The morning on which the renewal of 2026 opens, before any schedule is due. */
const START = '2026-02-02T07:15:00Z';

/** The hosts, each with the Monday of the week of its visit. Two of them have theirs in one week. */
const HOSTS: Readonly<Record<string, string>> = {
  '900001': '2026-09-14',
  '900002': '2026-09-14',
  '900003': '2026-09-21',
  '900004': '2026-09-28',
  'trust-invented-003': '2026-09-21',
};

/** Whoever asks in spring to be erased: a reviewer of the sample network. */
export const ERASED = 'person-0020';

export interface Life {
  readonly ending: Ending;
  readonly more: More;
}

export interface HowPlayed {
  readonly cdkOut: string;
  /** The instant at which the play ends. */
  readonly until: string;
  readonly hosts?: readonly string[];
}

/**
 * Plays some schools and a trust from the renewal of 2026 on: with a place that is declined, a head who is silent for weeks, a form
 * that never comes, dates that nobody settles until the review is resumed, a report that takes two rounds, one that is withdrawn, and
 * somebody who is erased.
 */
export async function playLife({ cdkOut, until, hosts = Object.keys(HOSTS) }: HowPlayed): Promise<Life> {
  const stack = await startLocalStack({ cdkOut, start: new Date(START), print: () => {} });
  try {
    const store = new Store({ client: stack.table, table: stack.tableName });
    await Promise.all([seed(store, hosts), stack.functions.warmAll()]);
    attend(stack, { react });
    const press = (at: string, call: Parameters<typeof pressCommand>[1]): void => {
      stack.clock.schedule(Date.parse(at), () => {
        const pressing = pressCommand(stack, call);
        void stack.clock.during(pressing).catch((error: unknown) => stack.problems.report(String(error)));
      });
    };
    press('2027-04-12T10:00:00Z', { act: 'erase-person', about: ERASED, reason: 'They asked for it' });
    press(RESUMED, { act: 'resume', about: LEFT_ALONE, reason: 'Spoken with the trust' });
    await stack.clock.run({ until: Date.parse(until) });
    return { ending: await endingOf(stack), more: moreOf(stack) };
  } finally {
    await stack.stop();
  }
}

/** The review whose dates nobody settles, until the central team has it go on. */
const LEFT_ALONE = 'tpr-2026-trust-invented-003';

/** The instant at which it does. */
const RESUMED = '2026-06-01T08:30:00Z';

type React = (reached: Reached) => Reaction | undefined;

const REACTIONS: Readonly<Record<string, Readonly<Record<string, React>>>> = {
  'qar-2026-900001': {
    'choose-audience': () => ({ audience: 'public', address: '' }),
    'change-publication': ({ asked }) => (asked.round === 1 ? { audience: 'withdrawn' } : 'ignore'),
  },
  'qar-2026-900002': {
    invite: ({ asked }) =>
      asked.subject === 'seat-1' && asked.round === 1
        ? { answer: 'decline', reason: 'dates', text: 'Our own trip is in that week' }
        : undefined,
    'information-form': () => 'ignore',
  },
  'qar-2026-900003': {
    'choose-dates': () => 'ignore',
    'draft-report': ({ asked }) => (asked.round === 1 ? 'ignore' : undefined),
    'choose-audience': () => ({ audience: 'hub', address: '' }),
  },
  'qar-2026-900004': {
    'agree-report': ({ asked, role }) =>
      asked.round === 1 && role === 'host' ? { agreed: 'no', reason: 'The number is wrong' } : undefined,
    survey: () => 'ignore',
  },
  [LEFT_ALONE]: {
    'agree-dates': () => 'ignore',
    'settle-dates': ({ now }) => (now < RESUMED ? 'ignore' : { decision: 'fix', day1: '2026-09-22' }),
  },
};

const react = (reached: Reached): Reaction | undefined =>
  REACTIONS[reached.asked.about]?.[reached.asked.question]?.(reached);

/** Each team is formed by itself, as where a term has few reviews. */
const withoutTermPlans = ({ programmes, ...files }: SettingsFiles): SettingsFiles => ({
  ...files,
  programmes: programmes.map((one) => ({ ...one, matching: { ...one.matching, fewestReviews: 1000 } })),
});

/** The sample network, of which the hosts were members the year before and had a review then. */
async function seed(store: Store, hosts: readonly string[]): Promise<void> {
  await seedSettings(store, withoutTermPlans(readSettingsFiles()));
  await importMembers(store, readNetwork({ today: START.slice(0, 10) }).toImport);
  for (const host of hosts) {
    const programme = host.startsWith('trust-') ? 'TPR' : 'QAR';
    const member = await store.needMember(host);
    const week = addWeeks(HOSTS[host] ?? '', -52);
    await store.entities.membership
      .put({
        ...{ member: host, year: '2025', kind: 'renewal', status: 'signed', uses: [programme.toLowerCase()] },
        ...{ openedAt: START, decidedAt: START },
      })
      .go();
    await store.entities.review
      .put({
        ...{ about: `${programme.toLowerCase()}-2025-${host}`, programme, year: '2025', settingsVersion: '001' },
        ...{ host, hostKind: member.kind, hostName: member.name, stage: 'closed', status: 'published' },
        ...{ week, startsOn: week, day1: addDays(week, 1), turn: 1, executions: 1 },
      })
      .go();
  }
}
