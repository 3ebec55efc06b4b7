import { longDate } from '../calendar/dates.ts';
import { londonDate } from '../calendar/london.ts';
import type { MailContent } from '../mail/content.ts';
import type { Addressee, BoundQuestion, Notice } from './question.ts';

/** The mail that asks a question, with its link. A reminder says the same under another subject. */
export function questionMail(
  bound: BoundQuestion,
  link: string,
  dueAt: string,
  kind: 'first' | 'reminder' = 'first',
): MailContent {
  const mail = bound.mail();
  return {
    subject: kind === 'first' ? mail.subject : `Reminder: ${mail.subject}`,
    greeting: greeting(bound.addressee),
    firstLine: mail.firstLine,
    paragraphs: mail.paragraphs,
    facts: mail.facts,
    button: { text: mail.button, href: link },
    by: bound.standing ? undefined : longDate(londonDate(dueAt)),
    whyYou: mail.whyYou,
    calendar: mail.calendar,
  };
}

/** A mail that asks nothing. */
export const noticeMail = (notice: Notice): MailContent => ({
  subject: notice.subject,
  greeting: greeting(notice.to),
  firstLine: notice.firstLine,
  paragraphs: notice.paragraphs,
  facts: notice.facts,
  button: notice.button,
  whyYou: notice.whyYou,
  calendar: notice.calendar,
});

export const greeting = (to: Pick<Addressee, 'name'>): string => `Dear ${to.name}`;
