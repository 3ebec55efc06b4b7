import type { Question } from '../../lambdas/decisions/question.ts';
import type { RoundDesk } from '../../lambdas/front-desk/round-desk.ts';
import type { RoundFindings } from '../../lambdas/platform/round-findings.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { type FakeDesk, fakeDesk } from '../decisions/fixture.ts';

/** A desk on which a round is made, and what came of it. */
export interface Round {
  readonly desk: FakeDesk & RoundDesk;
  /** Reviews that were begun, and 'follow-up of' those that were followed up. */
  readonly started: string[];
  /** What each page found. */
  readonly found: RoundFindings[];
}

/** A desk for rounds over one question, which starts nothing and keeps lists. */
export function roundOver(question: Question, store: Store): Round {
  const started: string[] = [];
  const found: RoundFindings[] = [];
  const desk = Object.assign(fakeDesk(store), {
    catalogue: () => question,
    startReview: async ({ about }: { about: string }) => void started.push(about),
    startFollowUp: async ({ about }: { about: string }) => void started.push(`follow-up of ${about}`),
    startMatchingRound: async () => {},
    tellFindings: (findings: RoundFindings) => found.push(findings),
  });
  return { desk, started, found };
}
