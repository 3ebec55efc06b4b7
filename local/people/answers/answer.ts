import type { Control } from '../form.ts';
import type { SampleValues } from '../samples.ts';

/**
 * The texts of a question by field; one of them is taken. 'reply.*' stands for all fields of that beginning, of which a
 * form has as many as there are comments.
 */
export type TextsOfQuestion = Readonly<Record<string, readonly string[]>>;

/** What somebody knows who fills in a form. */
export interface Situation {
  /** The question's name: 'propose-timetable'. */
  readonly question: string;
  /** Who answers, what the question is about and how often it was asked, where that makes a difference. */
  readonly person?: string;
  readonly about?: string;
  readonly round?: number;
  /** What the fields of the form say themselves. */
  readonly samples?: SampleValues;
}

/** What a willing person answers to a question, where it is more than its fields say themselves. */
export interface PlausibleAnswer {
  readonly texts?: TextsOfQuestion;
  /** In place of these, where the review is a trust's. */
  readonly ofTrusts?: TextsOfQuestion;
  /** Fields that are filled in otherwise than those of their kind. */
  readonly fields?: Readonly<Record<string, (control: Control, situation: Situation) => string | readonly string[]>>;
  /** It is answered in the evening; everything else waits for the morning. */
  readonly inTheEvening?: true;
}
