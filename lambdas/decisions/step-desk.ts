import { type AskingDesk, ask as askQuestion } from './ask.ts';
import type { Callbacks } from './callbacks.ts';
import type { Mailer } from './mailer.ts';
import type { Asked, Desk, Question } from './question.ts';

/** What a workflow's step works with. */
export interface StepDesk extends Desk {
  readonly mailer: Mailer;
  readonly portalOrigin: string;
  readonly charityName: string;
  /** Asks a question that no workflow waits for. */
  ask(question: Question, asked: Asked): Promise<void>;
}

/** The desk of a step: it may ask, but what it asks has no workflow waiting. */
export function stepDesk(desk: AskingDesk & { readonly charityName: string }): StepDesk {
  const { store, centralTeam, mailer, portalOrigin, charityName } = desk;
  return {
    store,
    centralTeam,
    mailer,
    portalOrigin,
    charityName,
    ask: async (question, asked) => {
      await askQuestion(question, asked, undefined, { ...desk, callbacks: nobodyWaits });
    },
  };
}

const nobodyWaits: Callbacks = { deliver: async () => 'gone' };
