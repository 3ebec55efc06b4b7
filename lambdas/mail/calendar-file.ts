import { createHash } from 'node:crypto';
import ical, {
  ICalAttendeeRole,
  ICalAttendeeStatus,
  ICalAttendeeType,
  ICalCalendarMethod,
  ICalEventBusyStatus,
  ICalEventStatus,
  ICalEventTransparency,
} from 'ical-generator';
import { addDays } from '../calendar/dates.ts';
import { londonInstant } from '../calendar/london.ts';
import { asSeen, oneLine } from '../text/as-seen.ts';
import type { Attachment, Visit } from './content.ts';

/** Which version of whose entry a mail carries. */
export interface Entry {
  readonly method: 'REQUEST' | 'CANCEL';
  /** Rises with every mail about the entry, so that the latest wins in whatever order they arrive. */
  readonly sequence: number;
  readonly visit: Visit;
  /** What else the mail takes out, where a visit that is off takes its call with it. */
  readonly also?: Entry | undefined;
}

interface Party {
  readonly name: string;
  readonly address: string;
}

export interface CalendarMail {
  readonly entry: Entry;
  /** The same for every version of the entry: see `entryId`. */
  readonly id: string;
  /** Whose mailbox takes replies. */
  readonly organiser: Party;
  /** The one person the mail goes to: nobody sees another's address. */
  readonly attendee: Party;
  /** The mail's instant. */
  readonly at: string;
}

/** The one id that a person's entry for a review, or for the call before it, has in every calendar, whatever becomes of it. */
export const entryId = (
  about: string,
  person: string,
  senderAddress: string,
  entry: Visit['entry'] = undefined,
): string =>
  `${createHash('sha256')
    .update(`${entry ?? 'visit'} ${about} ${person}`)
    .digest('hex')
    .slice(0, 32)}@${senderAddress.split('@')[1]}`;

/**
 * The invitation, or its withdrawal, as calendar programs read it (RFC 5545, RFC 5546). The person has agreed on our
 * page already, so it stands as accepted and asks for no reply. Whole days have no time zone; hours are given in UTC.
 */
export function calendarFile({ entry, id, organiser, attendee, at }: CalendarMail): Attachment {
  const { method, sequence, visit } = entry;
  const calendar = ical({
    method: ICalCalendarMethod[method],
    prodId: { company: 'Peer review', product: 'Visits', language: 'EN' },
  });
  const event = calendar.createEvent({
    id,
    sequence,
    stamp: new Date(at),
    ...timesOf(visit),
    summary: oneLine(visit.title),
    location: oneLine(visit.where),
    description: asSeen(visit.about.replace(/\r\n?|[\u2028\u2029]/gu, '\n')),
    organizer: { name: oneLine(organiser.name), email: organiser.address },
    status: method === 'REQUEST' ? ICalEventStatus.CONFIRMED : ICalEventStatus.CANCELLED,
    transparency: ICalEventTransparency.OPAQUE,
    busystatus: ICalEventBusyStatus.BUSY,
  });
  event.createAttendee({
    name: oneLine(attendee.name),
    email: attendee.address,
    role: ICalAttendeeRole.REQ,
    type: ICalAttendeeType.INDIVIDUAL,
    status: ICalAttendeeStatus.ACCEPTED,
    rsvp: false,
  });
  const filename = `${visit.entry ?? (visit.hours === undefined ? 'visit' : 'training')}.ics`;
  return { filename, contentType: 'text/calendar', method, content: calendar.toString() };
}

const timesOf = ({ day1, hours }: Visit) =>
  hours === undefined
    ? { allDay: true, start: midnight(day1), end: midnight(addDays(day1, 3)) } // the first day that is no longer part of it
    : { start: new Date(londonInstant(day1, hours.from)), end: new Date(londonInstant(day1, hours.to)) };

const midnight = (date: string): Date => new Date(`${date}T00:00:00.000Z`);
