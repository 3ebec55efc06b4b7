import type { Addressee, BoundQuestion } from '../questions/question.ts';
import type { Decision, Person, Review, WriteItem } from '../store/store.ts';

/** What was recorded on a question and has still to be carried out: a mail to send, a workflow to tell. */
export interface QuestionSteering {
  /** The name of the command. */
  readonly act: string;
  readonly at: string;
  /** What whoever completes it reads. */
  readonly sentence: string;
  /** The person who was asked until then, if that has changed. */
  readonly from: string | null;
}

/** A question that is open, as a command on it finds it. */
export interface OpenQuestion {
  readonly decision: Decision;
  readonly bound: BoundQuestion;
}

/** What tells whether a command on a question makes sense: its row, and where it was bound, what is known of the person. */
export interface QuestionState {
  readonly decision: Pick<
    Decision,
    'question' | 'status' | 'expiresAt' | 'person' | 'role' | 'mails' | 'askedAt' | 'remindedAt'
  >;
  readonly bound?: Pick<BoundQuestion, 'standing' | 'addressee'>;
  /** Whether whoever is asked can be written to, where it is known of a question that is not bound. */
  readonly asked?: Pick<Addressee, 'left' | 'noMail' | 'telephone'> | undefined;
  readonly at: string;
}

/** A question on the dashboard, which shows its row and binds nothing. */
export interface QuestionShown extends QuestionState {
  readonly decision: QuestionState['decision'] & Pick<Decision, 'about' | 'decision' | 'hostName' | 'mailedOn'>;
  /** 'Priya Shah (head)': who is asked. */
  readonly who: string;
  /** 'the information form': what is wanted. */
  readonly wanted: string;
  /** People of the school or trust, one of whom may be asked in another's place. */
  readonly colleagues: readonly Person[];
  /** The review that it is about, where a whole review is shown. */
  readonly review?: Review | undefined;
  /** The London date. */
  readonly today: string;
}

/** What a command on a question comes to: rows to write, or a sentence that says why it makes no sense. */
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

/** A question as it is when its people are told of what was recorded on it. */
export interface SteeredQuestion {
  readonly decision: Decision;
  /** Nothing once it is settled: whoever has answered meanwhile needs no mail about it any more. */
  readonly bound: BoundQuestion | undefined;
  readonly steering: QuestionSteering;
}
