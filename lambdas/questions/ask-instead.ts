import { londonDate } from '../calendar/london.ts';
import { isWithinWorkingHours } from '../calendar/working-days.ts';
import { aboutToSend } from '../mail/send-mail.ts';
import type { Decision, WriteItem } from '../store/store.ts';
import { linkRow } from './fresh-link.ts';
import { type HandOver, noHandOverSince } from './hand-overs.ts';
import { mailedToday } from './hear-of-it.ts';
import { linkAddress, newLink } from './links.ts';
import { type Mailer, mailFor, type Wanted } from './mailer.ts';
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
  /** No mail of its own goes: the caller mails a link to it, or the new addressee has a mail of before whose link works again. */
  readonly unmailed?: true | 'has-a-mail';
}

/**
 * Lets somebody else answer an open question: they get a link of their own, and the links of the person asked until then
 * only read from then on. The row of their mail, or outside working hours the question's own, says that it is still to go, so that
 * an attempt that breaks off is made up for by the daily round.
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
  const mail: Wanted | undefined =
    !instead.unmailed && (instead.atOnce || isWithinWorkingHours(at, bound.breaks))
      ? {
          message: `${mailsInstead(decision, named, addressee.person)}${at}`,
          kind: 'question',
          decision: id,
          to: addressee,
          content: questionMail(bound, linkAddress(deps.portalOrigin, fresh.secret), decision.dueAt),
        }
      : undefined;
  const hasMail = mail !== undefined || instead.unmailed === 'has-a-mail';
  const left: readonly ScheduledStep[] = mail || instead.unmailed ? later : [{ at, act: 'first-mail' }, ...later];
  const begun = mail && (await aboutToSend(store, mailFor(about, mail, at)));
  const written = await store.write([
    ...(instead.with ?? []),
    store.rows.decision
      .patch({ about, decision: id })
      .set({
        person: addressee.person,
        openFor: addressee.person,
        standsIn: addressee.standsIn === true,
        schedule: left,
        nextActionAt: nextActionAt(left, decision.expiresAt),
        ...(mail && { mailedOn: londonDate(at) }),
        ...(hasMail ? { mails: 1, remindedAt: at } : { mails: 0 }),
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
    ...(begun ? [begun.row, ...mailedToday(store, addressee.person, [decision], at)] : []),
  ]);
  if (!written.written) return false;
  if (mail && begun) await deps.mailer.sendContent(about, { ...mail, begun: begun.begun }, at);
  return true;
}

const mailsInstead = ({ decision }: Pick<Decision, 'decision'>, named: AskedInstead['named'], person: string): string =>
  `${decision}.${named}.${person}.`;

/** Whether a mail is one by which somebody was asked in another's place, and they are still the one who is asked. */
export const isAskedInsteadBy = (message: string, decision: Pick<Decision, 'decision' | 'person'>): boolean =>
  (['handed-over', 'passed-on'] as const).some((named) =>
    message.startsWith(mailsInstead(decision, named, decision.person)),
  );
