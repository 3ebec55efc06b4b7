/**
 * What the daily round counts of what stands still, under the names of the metrics. Each is told every working day, zero
 * too, so that a graph shows that somebody looked. The alarms over them are in lib/daily-round-alarms.ts.
 */
export interface DailyRoundFindings {
  /** Questions over since a day and a half or more, which their workflows had not noticed. */
  QuestionsPastExpiry: number;
  /** Questions that were over, and for whose answer no workflow waited any more. */
  WorkflowsStuck: number;
  /** Answers that had been given, and of which the workflow was told by the round alone. */
  AnswersUndelivered: number;
  /** Questions, and reviews that were to begin or to be followed up, that could not be worked through, and are tried again tomorrow. */
  QuestionsPutOff: number;
  /** Mails whose sending began hours ago, and that Amazon has not taken. */
  MailsNotSent: number;
  /** Partnership years whose renewal should have begun in these two weeks, and did not. */
  RenewalsNotStarted: number;
  /** Partnership years that are wanted by now, and that nobody has put in force. */
  YearsMissing: number;
}

export type DailyRoundFinding = keyof DailyRoundFindings;

export const nothingFound = (): DailyRoundFindings => ({
  QuestionsPastExpiry: 0,
  WorkflowsStuck: 0,
  AnswersUndelivered: 0,
  QuestionsPutOff: 0,
  MailsNotSent: 0,
  RenewalsNotStarted: 0,
  YearsMissing: 0,
});
