import { longDate } from '../calendar/dates.ts';
import { londonDateAndTime } from '../calendar/london.ts';
import type { MailContent } from '../mail/content.ts';
import { type Addressee, type BoundQuestion, ifNothingInWords, type Notice } from './question.ts';

/** The mail that asks a question, with its link. A reminder says the same under another subject. */
export function questionMail(
  bound: BoundQuestion,
  link: string,
  dueAt: string,
  kind: 'first' | 'reminder' = 'first',
): MailContent {
  const mail = bound.mail();
  const { date, time } = londonDateAndTime(dueAt);
  return {
    subject: kind === 'first' ? mail.subject : `Reminder: ${mail.subject}`,
    greeting: greeting(bound.addressee),
    firstLine: mail.firstLine,
    paragraphs: mail.paragraphs,
    facts: mail.facts,
    button: { text: mail.button, href: link },
    by: bound.standing ? undefined : `${longDate(date)}${mail.byTheHour ? `, ${time}` : ''}`,
    ifNothing: bound.standing ? undefined : ifNothingInWords(bound),
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
