import { type AskingDeps, ask as askQuestion } from './ask.ts';
import type { Callbacks } from './callbacks.ts';
import type { Mailer } from './mailer.ts';
import type { Asked, Deps, Question } from './question.ts';

/** What a workflow's step works with. */
export interface StepDeps extends Deps {
  readonly mailer: Mailer;
  readonly portalOrigin: string;
  readonly charityName: string;
  /** Asks a question that no workflow waits for. */
  ask(question: Question, asked: Asked): Promise<void>;
}

/** What a step works with: it may ask, but what it asks has no workflow waiting. */
export function stepDeps(deps: AskingDeps & { readonly charityName: string }): StepDeps {
  const { store, centralTeam, mailer, portalOrigin, charityName } = deps;
  return {
    store,
    centralTeam,
    mailer,
    portalOrigin,
    charityName,
    ask: async (question, asked) => {
      await askQuestion(question, asked, undefined, { ...deps, callbacks: nobodyWaits });
    },
  };
}

const nobodyWaits: Callbacks = { deliver: async () => 'gone' };
