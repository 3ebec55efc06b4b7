import type { Store } from '../../lambdas/store/store.ts';
import type { LocalStack } from '../stack.ts';
import type { Draws } from './draws.ts';
import type { Profile } from './profile.ts';
import type { Trying } from './try-again.ts';

/** What the central team of a rehearsal works with. */
export interface CentralTeamParts {
  readonly stack: LocalStack;
  /** The table as a developer's command reaches it. */
  readonly store: Store;
  readonly profile: Profile;
  readonly draws: Draws;
  readonly years: readonly string[];
  readonly trying: Trying;
  /** Told of each command that was given, by its name. */
  readonly onCommand: (act: string, isDone: boolean) => void;
}
