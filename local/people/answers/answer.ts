import type { Control, FieldValues } from '../form.ts';

/**
 * The texts of a question by field; one of them is taken. 'reply.*' stands for all fields of that beginning, of which a
 * form has as many as there are comments.
 */
export type TextsOfQuestion = Readonly<Record<string, readonly string[]>>;

/** What somebody knows who fills in a form. */
export interface Situation {
  /** The question's name: 'propose-timetable'. */
  readonly question: string;
  /** The instant of answering, and by when the answer was asked for. */
  readonly now: string;
  readonly dueAt: string;
  /** Who answers, what the question is about and how often it was asked, where that makes a difference. */
  readonly person?: string;
  readonly about?: string;
  readonly round?: number;
}

/** What a willing person answers to a question, where it is more than the friendliest choice. */
export interface PlausibleAnswer {
  readonly texts?: TextsOfQuestion;
  /** In place of these, where the review is a trust's. */
  readonly ofTrusts?: TextsOfQuestion;
  /** Fields that are left as they stand, each with the reason. */
  readonly left?: Readonly<Record<string, string>>;
  /** What nobody can guess from the form. */
  known?(situation: Situation): FieldValues;
  /** Fields that are filled in otherwise than those of their kind. */
  readonly fields?: Readonly<Record<string, (control: Control, situation: Situation) => string | readonly string[]>>;
  /** Its form offers changes beside the decision: these are left alone. */
  readonly decisionAlone?: true;
  /** It is answered in the evening; everything else waits for the morning. */
  readonly inTheEvening?: true;
}
