import type { BoundQuestion } from '../decisions/question.ts';
import type { Decision, WriteItem } from '../store/store.ts';

export type QuestionAct = 'remind' | 'extend' | 'ask-somebody-else';

/** What was recorded on a question and has still to be carried out: a mail to send, a workflow to tell. */
export interface QuestionSteering {
  readonly act: QuestionAct;
  readonly at: string;
  /** What whoever completes it reads. */
  readonly sentence: string;
  /** The person who was asked until then, if that has changed. */
  readonly from: string | null;
}

/** A question that is open, as an act on it finds it. */
export interface OpenQuestion {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}

/** What an act on a question comes to: rows to write, or a sentence that says why it makes no sense. */
export type Planned =
  | { readonly refusal: string }
  | {
      /** What becomes of the question's own row; `guarded` holds it to what was read. */
      readonly change: (guarded: Guard, steering: QuestionSteering) => WriteItem;
      readonly others?: readonly WriteItem[];
      readonly sentence: string;
      readonly what: string;
      readonly from?: string;
    };

/** The condition of ElectroDB under which a question is still as it was read. */
export type Guard = (
  row: { readonly status: string; readonly person: string; readonly expiresAt: string; readonly mails: string },
  operations: { eq(name: string, value: string | number): string },
) => string;
