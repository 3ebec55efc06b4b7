import { londonDate } from '../calendar/london.ts';
import { isWithinWorkingHours } from '../calendar/working-days.ts';
import type { Decision, WriteItem } from '../store/store.ts';
import { linkRow } from './ask.ts';
import { type HandOver, noHandOverSince } from './hand-overs.ts';
import { mailedToday } from './hear-of-it.ts';
import { linkAddress, newLink } from './links.ts';
import type { Mailer } from './mailer.ts';
import type { BoundQuestion, Deps } from './question.ts';
import { questionMail } from './question-mail.ts';
import { nextActionAt, type ScheduledStep, scheduledStepsOf } from './schedule.ts';

export interface AskedInstead {
  readonly decision: Decision;
  /** The question as it goes to the new addressee, with the words of their mail. */
  readonly bound: BoundQuestion;
  /** What the audit and the message are named by: 'handed-over'. */
  readonly named: 'handed-over' | 'passed-on';
  readonly audit: { readonly who: string; readonly role: string; readonly what: string; readonly link?: string };
  /** All hand-overs of the question, this one the last; left out where nobody handed it over. */
  readonly handOvers?: readonly HandOver[];
  /** Rows that change together with it. */
  readonly with?: readonly WriteItem[];
  /** Sends the mail whatever the hour: somebody waits for it. Otherwise it goes in working hours or the next morning. */
  readonly atOnce: boolean;
}

/**
 * Lets somebody else answer an open question: they get a link of their own, and the links of the person asked until then
 * only read from then on. The row holds the mail as the next thing to be done until it went, so that an attempt that
 * breaks off is made up for by the daily round.
 *
 * @returns false when the question was answered, or given to somebody else, meanwhile.
 * @throws MailNotSent when SES refuses the mail.
 */
export async function askInstead(
  instead: AskedInstead,
  at: string,
  deps: Deps & { readonly mailer: Mailer; readonly portalOrigin: string },
): Promise<boolean> {
  const { decision, bound, named, audit } = instead;
  const { store } = deps;
  const { addressee } = bound;
  const { about, decision: id } = decision;
  const later: readonly ScheduledStep[] = scheduledStepsOf(decision).filter((one) => one.act !== 'first-mail');
  const fresh = newLink();
  const written = await store.write([
    ...(instead.with ?? []),
    store.rows.decision
      .patch({ about, decision: id })
      .set({
        person: addressee.person,
        openFor: addressee.person,
        schedule: [{ at, act: 'first-mail' }, ...later],
        nextActionAt: at,
        mails: 0,
        ...(instead.handOvers && { handOvers: [...instead.handOvers] }),
      })
      .composite({ queue: 'open' })
      .where(
        (row, { eq, notExists }) =>
          `${eq(row.status, 'open')} AND ${eq(row.person, decision.person)} AND ${noHandOverSince(decision)(row, { eq, notExists })}`,
      )
      .commit(),
    linkRow(deps, fresh.hash, decision, addressee, at),
    store.rows.auditEntry
      .create({ about, at, entry: `${id}.${named}.${addressee.person}`, ...audit, decision: id })
      .commit(),
  ]);
  if (!written.written) return false;
  if (!instead.atOnce && !isWithinWorkingHours(at, bound.breaks)) return true;
  await deps.mailer.sendContent(
    about,
    {
      message: `${id}.${named}.${addressee.person}.${at}`,
      kind: 'question',
      to: addressee,
      content: questionMail(bound, linkAddress(deps.portalOrigin, fresh.secret), decision.dueAt),
    },
    at,
  );
  await store.write([
    store.rows.decision
      .patch({ about, decision: id })
      .set({
        schedule: later,
        nextActionAt: nextActionAt(later, decision.expiresAt),
        mailedOn: londonDate(at),
        mails: 1,
      })
      .composite({ queue: 'open', openFor: addressee.person })
      .where((row, { eq }) => `${eq(row.status, 'open')} AND ${eq(row.person, addressee.person)}`)
      .commit(),
    ...mailedToday(store, addressee, at),
  ]);
  return true;
}
