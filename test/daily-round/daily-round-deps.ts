import { toldInMorning } from '../../lambdas/app/told-in-morning.ts';
import type { DailyRoundDeps } from '../../lambdas/daily-round/daily-round-deps.ts';
import type { DailyRoundFindings } from '../../lambdas/platform/daily-round-findings.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import type { Store } from '../../lambdas/store/store.ts';
import { type FakeDeps, fakeDeps } from '../questions/fixture.ts';

/** Deps on which a round is made, and what came of it. */
export interface Round {
  readonly deps: FakeDeps & DailyRoundDeps;
  /** Reviews that were begun, and 'follow-up of' those that were followed up. */
  readonly started: string[];
  /** What each page found. */
  readonly found: DailyRoundFindings[];
}

/** Deps for rounds over one question, which starts nothing and keeps lists. */
export function roundOver(question: Question, store: Store): Round {
  const started: string[] = [];
  const found: DailyRoundFindings[] = [];
  const deps = Object.assign(fakeDeps(store), {
    catalogue: () => question,
    toldInMorning,
    startReview: async ({ about }: { about: string }) => void started.push(about),
    startFollowUp: async ({ about }: { about: string }) => void started.push(`follow-up of ${about}`),
    startAdmission: async (about: string) => void started.push(`admission of ${about}`),
    endMembership: async (about: string) => void started.push(`ending of ${about}`),
    finishMove: async (about: string) => void started.push(`move of ${about}`),
    finishQuestions: async (about: string) => void started.push(`questions of ${about}`),
    carryOutLeaving: async (person: string) => void started.push(`leaving of ${person}`),
    startTermPlan: async () => {},
    tellFindings: (findings: DailyRoundFindings) => found.push(findings),
  });
  return { deps, started, found };
}
