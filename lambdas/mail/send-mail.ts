import { type SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import type { WriteItem } from '../store/store.ts';
import { isDeliverable, type NoMail } from './address.ts';
import { calendarFile, type Entry, entryId } from './calendar-file.ts';
import { composeMail } from './compose.ts';
import type { Attachment, MailContent, Visit } from './content.ts';
import { asSending, beginSending, entryOf, keptUntilSent, type MessageStore, recordProgress } from './message-log.ts';
import { tagValue } from './message-tags.ts';
import { renderMail } from './render-mail.ts';
import { tryOn } from './try-on.ts';

export interface MailSettings {
  /** The verified address that all mails come from. */
  readonly senderAddress: string;
  readonly charityName: string;
  /** Where replies go. */
  readonly centralTeamAddress: string;
  /** The central team's number for what cannot wait, as it is shown. */
  readonly urgentTelephone: string;
  /** The SES configuration set that tells what becomes of mails. Its click and open tracking is off. */
  readonly configurationSet: string;
  /** The page that says what is kept of people, and why. */
  readonly privacyAddress: string;
}

export interface MailDeps {
  readonly ses: Pick<SESClient, 'send'>;
  readonly store: MessageStore;
  readonly settings: MailSettings;
}

export interface Mail {
  /** Unique among the mails about `about`, and the same on every attempt to send this one. */
  readonly messageId: string;
  /** The review or membership it is about. */
  readonly about: string;
  readonly to: {
    readonly name: string;
    readonly email: string;
    readonly personId: string;
    /** Why no mail may go there: an earlier one bounced for good, or was complained about. */
    readonly noMail?: NoMail | undefined;
  };
  /** What sort of mail it is: 'invitation', 'reminder', 'dates-fixed'. */
  readonly kind: string;
  /** The question that it asks, where it asks one. */
  readonly decision?: string | undefined;
  readonly content: MailContent;
  /** The instant of sending. */
  readonly at: string;
  /** That it is about to be sent was written by the caller, together with what the mail is about: see `aboutToSend`. */
  readonly begun?: Begun | undefined;
}

/** What was decided when a mail's row was written. */
export interface Begun {
  /** What it brings to the person's calendar. */
  readonly calendar: Entry | undefined;
}

/**
 * Sends one mail to one person, once. An attempt that broke off half-way is repeated in full, since a mail that comes
 * twice does less harm than one that is lost. So what Amazon has taken is noted although the table fails for some seconds.
 *
 * An address to which no mail can or may go is an outcome like a bounce: the mail is in the list of failed ones for the
 * central team, and 'refused' is returned. What SES itself refuses is thrown, since that is ours to put right.
 */
export async function sendMail(deps: MailDeps, mail: Mail): Promise<'sent' | 'already-sent' | 'refused'> {
  const { store, settings } = deps;
  const { about, messageId: message, content, to, at } = mail;
  const begun = mail.begun ?? (await beginSending(store, { ...rowOf(mail), calendar: await nextEntry(store, mail) }));
  if (begun === undefined) return 'already-sent';
  if (to.noMail !== undefined) {
    await recordProgress(store, { about, message, status: 'not-sent', failure: `address.${to.noMail}` });
    return 'refused';
  }
  if (!isDeliverable(to.email)) {
    await recordProgress(store, { about, message, status: 'bounced', failure: 'address.not-valid' });
    return 'refused';
  }
  const rendered = await renderMail(content, {
    name: settings.charityName,
    helpAddress: settings.centralTeamAddress,
    urgentTelephone: settings.urgentTelephone,
    privacyAddress: settings.privacyAddress,
  });
  const raw = await composeMail(
    {
      id: `${about}/${message}`,
      from: { name: settings.charityName, address: settings.senderAddress },
      to: { name: to.name, address: to.email },
      replyTo: settings.centralTeamAddress,
      at,
    },
    rendered,
    [
      ...(content.attachments ?? []),
      ...[begun.calendar, begun.calendar?.also].flatMap((entry) => (entry ? [invitation(mail, entry, settings)] : [])),
    ],
  );
  const { MessageId } = await deps.ses.send(
    new SendRawEmailCommand({
      Source: settings.senderAddress,
      Destinations: [to.email],
      RawMessage: { Data: raw },
      ConfigurationSetName: settings.configurationSet,
      Tags: [
        { Name: 'about', Value: tagValue(about) },
        { Name: 'message', Value: tagValue(message) },
      ],
    }),
  );
  const sent = { about, message, status: 'sent', sesMessageId: MessageId } as const;
  await tryOn(`${about} ${message}`, () => recordProgress(store, sent));
  return 'sent';
}

/**
 * The row that says that a mail is about to be sent, for a transaction in which the mail becomes due, and what to hand to
 * `sendMail` afterwards. An attempt that breaks off in between has left the row that a later one finds.
 */
export async function aboutToSend(
  store: MessageStore,
  mail: Omit<Mail, 'begun'>,
): Promise<{ readonly row: WriteItem; readonly begun: Begun }> {
  const calendar = await nextEntry(store, mail);
  return { row: store.rows.message.create(asSending({ ...rowOf(mail), calendar })).commit(), begun: { calendar } };
}

const rowOf = ({ about, messageId, kind, decision, to, at, content }: Mail) => ({
  about,
  message: messageId,
  kind,
  decision,
  person: to.personId,
  at,
  content: keptUntilSent(content),
});

/**
 * What the mail brings to the person's calendar. It follows from the mails that went before: each change has the next
 * number, and only what was entered is taken out.
 */
async function nextEntry(store: MessageStore, { content, about, to, messageId }: Mail): Promise<Entry | undefined> {
  if (content.calendar === undefined) return undefined;
  const { enters } = content.calendar;
  if (enters !== null && content.calendar.isFirst) return { method: 'REQUEST', sequence: 0, visit: enters };
  const earlier = (await store.calendarMessages(about, to.personId))
    .filter(({ message }) => message !== messageId)
    .flatMap((row) => entryOf(row) ?? [])
    .flatMap((entry) => [entry, ...(entry.also ? [entry.also] : [])])
    .sort((a, b) => a.sequence - b.sequence);
  const lastOf = (of: Visit['entry']) => earlier.findLast(({ visit }) => visit.entry === of);
  if (enters !== null) {
    const last = lastOf(enters.entry);
    return { method: 'REQUEST', sequence: last === undefined ? 0 : last.sequence + 1, visit: enters };
  }
  const [taken, also] = [lastOf(undefined), lastOf('call')].flatMap((last): Entry[] =>
    last?.method === 'REQUEST' ? [{ method: 'CANCEL', sequence: last.sequence + 1, visit: last.visit }] : [],
  );
  return taken && also ? { ...taken, also } : taken;
}

const invitation = ({ about, to, at }: Mail, entry: Entry, settings: MailSettings): Attachment =>
  calendarFile({
    entry,
    id: entryId(about, to.personId, settings.senderAddress, entry.visit.entry),
    organiser: { name: settings.charityName, address: settings.centralTeamAddress },
    attendee: { name: to.name, address: to.email },
    at,
  });
