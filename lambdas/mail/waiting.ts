/** A mail that can wait for a working morning, and stands in one mail then with whatever else its reader is told. */
import { DAILY_ROUND } from '../calendar/daily-round.ts';
import { addDays } from '../calendar/dates.ts';
import { londonDate, londonInstant } from '../calendar/london.ts';
import { workingDayAtOrAfter } from '../calendar/working-days.ts';
import type { Message } from '../store/store.ts';

/** What is kept of such a mail beside its words, until it has gone. */
export interface Waiting {
  /** As what it is told together with others: the beginning of its kind, 'dates-fixed'. */
  readonly as: string;
  /** The hub whose manager is told: whoever that is on the morning, of the hub to which the school belongs then. None where the mail is for whom its row names. */
  readonly hub?: string | undefined;
  /**
   * What it tells is so while the row that it is about has these: the review, or the membership where a member is among them. Ids, days and
   * words of a status; of a membership also which opening it was, of which the row of the first says nothing.
   */
  readonly so: Readonly<Record<string, string | number>>;
  /** What it comes to in a line of a mail with others: 'QAR at Hill View Primary School' and the days. */
  readonly line: { readonly text: string; readonly note: string };
}

/** The same on the mail's row, with the instant of what it tells. */
export type WaitingSince = Waiting & { readonly since: string };

/** What is kept of a mail that waits; nothing of any other. */
export const waitingOf = ({ waits }: Pick<Message, 'waits'>): WaitingSince | undefined =>
  waits as WaitingSince | undefined;

/** The next daily round after an instant: on the same day, where that is a working day and its round is still to come. */
export function nextMorning(at: string): string {
  const today = londonDate(at);
  const morning = londonInstant(workingDayAtOrAfter(today), DAILY_ROUND);
  return at < morning ? morning : londonInstant(workingDayAtOrAfter(addDays(today, 1)), DAILY_ROUND);
}
