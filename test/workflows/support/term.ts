/** A spring term whose dates are fixed, on the local stack. */
import { londonDate } from '../../../lambdas/calendar/london.ts';
import { Store } from '../../../lambdas/store/store.ts';
import { attend, type Reached, type Reaction } from '../../../local/people/people.ts';
import { readNetwork } from '../../../local/play/seed-network.ts';
import { seedTerm, type TermReview, termReviews, termStart } from '../../../local/play/seed-term.ts';
import { type LocalStack, startLocalStack } from '../../../local/stack.ts';
import { synthesize } from '../../../local/synth.ts';
import { functionName } from './function-name.ts';
import { type Repeats, repeatEverything } from './repeat.ts';

export const aboutOf = (host: string): string => `qar-2026-${host}`;

export interface TermPlay {
  readonly stack: LocalStack;
  readonly store: Store;
  /** The reviews in the order of their visits, and the days on which they begin. */
  readonly reviews: readonly TermReview[];
  /** What running each step a second time did. */
  readonly repeats: Repeats;
  /** The central team's act, now. */
  steer(
    about: string,
    command: Record<string, unknown>,
  ): Promise<{ readonly done: boolean; readonly sentence: string }>;
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
  /** Whether each step is run a second time; it is unless said. */
  readonly repeat?: boolean;
}

/** Starts the stack with the term in its table. Nothing has happened yet. */
export async function startTerm({
  reviews: count,
  strangers = {},
  react,
  repeat = true,
}: TermOptions): Promise<TermPlay> {
  const start = termStart();
  const stack = await startLocalStack({ cdkOut: await synthesize(), start, print: () => {} });
  const store = new Store({ client: stack.table, table: stack.tableName });
  const network = readNetwork({ today: londonDate(start.toISOString()) });
  const reviews = termReviews(network, count);
  await Promise.all([seedTerm(store, network, reviews), stack.functions.warmAll()]);
  await estrange(store, strangers);
  const play: TermPlay = {
    ...{ stack, store, reviews, repeats: repeat ? repeatEverything(stack) : none },
    async steer(about, command) {
      const at = new Date(stack.clock.now()).toISOString();
      const result = await stack.functions.invoke(functionName(stack, 'SteerReview'), { about, at, ...command });
      if ('error' in result) throw new Error(`${about} was not steered: ${result.error.errorMessage}`);
      return JSON.parse(result.payload);
    },
    until: (instant) => stack.clock.run({ until: Date.parse(instant) }),
  };
  attend(stack, { react: (reached) => react[reached.asked.question]?.(reached, play) });
  return play;
}

const none: Repeats = { repeated: new Set(), differences: [] };

/** All reviewers but so many know these hosts too well, so that soon nobody is left to ask. */
async function estrange(store: Store, strangers: Readonly<Record<string, number>>): Promise<void> {
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
