import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import type { SentMail } from './sent-mail.ts';

export interface Attachment {
  readonly filename: string;
  readonly mimeType: string;
  readonly content: Uint8Array;
}

/** What a mail does in its reader's calendar. */
export interface CalendarPart {
  readonly method: string;
  /** The entry that it is about, and which of its versions it brings. */
  readonly uid: string;
  readonly sequence: number;
  readonly title: string;
  readonly where: string;
  /** First day and the day after the last, 'YYYY-MM-DD'. */
  readonly from: string;
  readonly to: string;
  /** Addresses of everybody who is named in it. */
  readonly attendees: readonly string[];
  readonly source: string;
}

/** A mail as its reader sees it, with the envelope and the bytes behind it. */
export interface Mail {
  readonly id: string;
  /** Virtual time of arrival, milliseconds since the epoch. */
  readonly at: number;
  /** Addresses of the envelope, lower case: who really gets it. */
  readonly to: readonly string[];
  readonly envelopeFrom: string;
  readonly envelopeTo: readonly string[];
  /** The From header as text: `Name <address>`. */
  readonly from: string;
  readonly subject: string;
  /** Headers by lower-case name; of a header that comes twice, all values. */
  readonly headers: Readonly<Record<string, readonly string[]>>;
  readonly html: string | undefined;
  readonly text: string | undefined;
  readonly attachments: readonly Attachment[];
  readonly calendar: CalendarPart | undefined;
  readonly raw: Uint8Array;
  readonly tags: Readonly<Record<string, string>>;
}

export async function parseMail(sent: SentMail, at: number): Promise<Mail> {
  const parsed = await PostalMime.parse(sent.raw, { attachmentEncoding: 'arraybuffer' });
  const headers: Record<string, string[]> = {};
  for (const { key, value } of parsed.headers) {
    headers[key] ??= [];
    headers[key].push(value);
  }
  const attachments = parsed.attachments.map(({ filename, mimeType, content }) => ({
    filename: filename ?? 'unnamed',
    mimeType,
    content: typeof content === 'string' ? Buffer.from(content) : new Uint8Array(content),
  }));
  // Shown beside the text by a calendar program, and there once more as a file.
  const alternative = parsed.attachments.findIndex(
    ({ mimeType, disposition }) => mimeType === 'text/calendar' && disposition !== 'attachment',
  );
  const calendar = attachments[alternative];
  return {
    ...sent,
    at,
    to: sent.envelopeTo.map((address) => address.toLowerCase()),
    from: parsed.from?.name ? `${parsed.from.name} <${parsed.from.address}>` : (parsed.from?.address ?? ''),
    subject: parsed.subject ?? '',
    headers,
    html: parsed.html,
    text: parsed.text,
    attachments: attachments.filter((each) => each !== calendar),
    calendar: calendar && calendarPart(Buffer.from(calendar.content).toString('utf8')),
  };
}

function calendarPart(source: string): CalendarPart {
  const calendar = new ICAL.Component(ICAL.parse(source));
  const event = calendar.getFirstSubcomponent('vevent');
  const value = (name: string): string => String(event?.getFirstPropertyValue(name) ?? '');
  return {
    method: String(calendar.getFirstPropertyValue('method')),
    uid: value('uid'),
    sequence: Number(value('sequence')),
    title: value('summary'),
    where: value('location'),
    from: value('dtstart'),
    to: value('dtend'),
    attendees: (event?.getAllProperties('attendee') ?? []).map((each) =>
      String(each.getFirstValue())
        .replace(/^mailto:/i, '')
        .toLowerCase(),
    ),
    source,
  };
}
