/** What people are mailed, and when. */
import type { Decision } from '../../../lambdas/store/entities.ts';
import { awaitedQuestions } from './asking-states.ts';
import { daysOfVisit, isSchoolDay, londonDay, schoolDaysBetween } from './days.ts';
import { type EndingIndex, type KnownMail, placeOf } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

const nameOf = ({ message }: KnownMail): string => `${message?.about}/${message?.message}`;

export const noMailTwice: Invariant = {
  name: 'no-mail-twice',
  promise: 'No mail comes twice.',
  find({ mails, ending: { unrecorded } }) {
    const ids = new Set<string>();
    const texts = new Map<string, string>();
    const found: string[] = [];
    for (const known of mails) {
      const { mail, message, at, asks } = known;
      if (message === undefined) continue;
      const name = nameOf(known);
      const words = (mail.text ?? '').replace(/\/d\/[A-Za-z0-9_-]{43}/g, '');
      // One that asks another question says another thing, be it in the same words.
      const text = [londonDay(at), ...mail.to, mail.subject, words, ...asks.map(placeOf)].join('\n');
      const other = texts.get(text);
      if (unrecorded?.has(name.toLowerCase())) continue;
      if (ids.has(name)) found.push(`${name}, again on ${at}`);
      else if (other !== undefined) found.push(`${name} says what ${other} said on the same day`);
      ids.add(name);
      texts.set(text, name);
    }
    return found;
  },
};

export const everyMailOnRecord: Invariant = {
  name: 'every-mail-on-record',
  promise: 'Every mail that was sent is on record, and every mail on record as sent has gone.',
  find({ mails, messages }) {
    const gone = new Set(mails.flatMap(({ message }) => message ?? []));
    const untold = mails.filter(({ message, mail }) => message === undefined && mail.tags.about !== undefined);
    const KEPT_BACK = new Set(['sending', 'not-sent', 'bounced']);
    return [
      ...untold.map(({ mail }) => `the mail ${mail.id} is not on record`),
      ...messages
        .filter((row) => !gone.has(row) && !KEPT_BACK.has(row.status))
        .map(({ about, message, status }) => `${about}/${message} is ${status}, and nobody got it`),
    ];
  },
};

/** Mails by which the central team, or somebody who names a colleague, has a question put to somebody at once. */
const AT_ONCE = /\.(handed-over|passed-on|reminded)\b/;

/** A question that is due so soon goes at once. */
const URGENT_SCHOOL_DAYS = 2;

export const oneFirstMailADay: Invariant = {
  name: 'one-first-mail-a-day',
  promise: 'Nobody is mailed a second question on a day while they have not answered the first, unless it is urgent.',
  find(ending) {
    const days = new Map<string, KnownMail[]>();
    const found: string[] = [];
    for (const known of ending.mails) {
      const { message, at } = known;
      if (message === undefined || message.person === 'central-team' || known.asks.length === 0) continue;
      if (message.kind !== 'question' && message.kind !== 'reminder') continue;
      const key = `${message.person} ${londonDay(at)}`;
      const earlier = days.get(key) ?? [];
      days.set(key, earlier);
      const mayGo = message.kind !== 'question' || AT_ONCE.test(message.message) || mayGoAtOnce(known, ending);
      const other = mayGo
        ? undefined
        : earlier.find(
            (one) =>
              one.at < at &&
              nameOf(one) !== nameOf(known) &&
              asksFirst(one, ending).some((asked) => wasOpenAt(asked, at)),
          );
      if (other) found.push(`${nameOf(known)} on ${at}, while ${nameOf(other)} waited`);
      earlier.push(known);
    }
    return found;
  },
};

/** The questions of which somebody heard first by this mail: a list of what waits names others beside. */
const asksFirst = (known: KnownMail, ending: EndingIndex): readonly Decision[] =>
  known.asks.filter((asked) => ending.mailsAsking(asked)[0] === known);

const wasOpenAt = ({ status, answeredAt, expiresAt }: Decision, at: string): boolean =>
  status === 'open' || (status === 'answered' ? (answeredAt ?? '') > at : status === 'expired' && expiresAt > at);

function mayGoAtOnce({ asks, at }: KnownMail, ending: EndingIndex): boolean {
  const today = londonDay(at);
  return asks.every(({ about, stage, dueAt, question, round }) => {
    // An answer that can be changed is confirmed by the link for changing it.
    if (round > 1 && !awaitedQuestions.has(question)) return true;
    const { day1, termBreaks } = ending.review(about)?.review ?? {};
    if (stage === 'visit' || (day1 !== undefined && daysOfVisit(day1).includes(today))) return true;
    const breaks = (termBreaks ?? []) as readonly { readonly from: string; readonly to: string }[];
    return dueAt < '9999' && schoolDaysBetween(today, londonDay(dueAt), breaks) <= URGENT_SCHOOL_DAYS;
  });
}

export const remindersOnWorkingDays: Invariant = {
  name: 'reminders-on-working-days',
  promise: 'Nobody is reminded, and nobody is told that something is late, on a weekend or a bank holiday.',
  find: ({ mails }) =>
    mails
      .filter(({ at, message }) => {
        // The central team may remind somebody by a press, on whatever day it works.
        const byRound = message?.kind === 'escalation' || message?.message.startsWith('round.') === true;
        return byRound && !isSchoolDay(londonDay(at));
      })
      .map((known) => `${nameOf(known)} on ${known.at}`),
};

export const escalationsFollowReminders: Invariant = {
  name: 'escalations-follow-reminders',
  promise: 'Others are told that somebody has not answered only after that somebody was reminded.',
  find: (ending) => {
    const unreached = new Set(
      ending.messages.flatMap(({ status, person }) => (['bounced', 'not-sent'].includes(status) ? [person] : [])),
    );
    return ending.mails.flatMap((known) => {
      const { message, at } = known;
      if (message?.kind !== 'escalation') return [];
      const decision = ending.decision(message.about, message.message.split('.').slice(3).join('.'));
      if (!decision) return [`${nameOf(known)} is about no question`];
      if (unreached.has(decision.person) || decision.notFor !== undefined || reachesNobody(decision, ending)) return [];
      // Whoever was reminded then may have handed it over since.
      const reminded = ending.mailsAsking(decision).some((mail) => mail.message?.kind === 'reminder' && mail.at <= at);
      return reminded ? [] : [`${placeOf(decision)}: told on ${at}, and nobody was reminded before`];
    });
  },
};

/** The central team was told at the asking that there is nobody who could be reminded. */
const reachesNobody = ({ about, decision }: Decision, { messages }: EndingIndex): boolean =>
  messages.some((row) => row.about === about && row.message.startsWith(`nobody-reached.${decision}.`));

/** What is told in the morning, each alone or all of one reader together. */
const IN_MORNING = /^(dates-fixed-in-hub|dates-after-year|member-ended|in-morning)\b/;

export const toldOnceAMorning: Invariant = {
  name: 'told-once-a-morning',
  promise: 'Of what can wait for a working morning nobody gets two mails on one day.',
  find({ mails }) {
    const first = new Map<string, string>();
    return mails.flatMap((known) => {
      const { message, at } = known;
      // One that did not go on its own morning goes on the next, beside what is told then.
      if (message === undefined || !IN_MORNING.test(message.kind) || londonDay(message.at) !== londonDay(at)) return [];
      const key = `${message.person} ${londonDay(at)}`;
      const other = first.get(key);
      first.set(key, other ?? nameOf(known));
      return other === undefined || other === nameOf(known) ? [] : [`${nameOf(known)} on ${at}, beside ${other}`];
    });
  },
};

export const mailInvariants: readonly Invariant[] = [
  noMailTwice,
  everyMailOnRecord,
  oneFirstMailADay,
  toldOnceAMorning,
  remindersOnWorkingDays,
  escalationsFollowReminders,
];
