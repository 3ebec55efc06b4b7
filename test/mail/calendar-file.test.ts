import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, it } from 'vitest';
import { type CalendarMail, calendarFile, entryId } from '../../lambdas/mail/calendar-file.ts';

const visit = {
  day1: '2027-01-12',
  title: 'QAR at Hillside Primary School',
  where: 'Hillside Primary School, Norwich, NR1 2AB',
  about: 'You are a reviewer on these three days.\n\nIf something comes up, reply to the mail.',
};

const mail: CalendarMail = {
  entry: { method: 'REQUEST', sequence: 2, visit },
  id: entryId('qar-2026-100183', 'person-0107', 'reviews@lanterns.example'),
  organiser: { name: 'Bright Lanterns Partnership', address: 'help@lanterns.example' },
  attendee: { name: 'Alex Morgan', address: 'alex@brooklane.example' },
  at: '2026-10-26T09:00:00.000Z',
};

const text = (changes: Partial<CalendarMail> = {}): string => String(calendarFile({ ...mail, ...changes }).content);
const parsed = (ics: string) => new ICAL.Component(ICAL.parse(ics));

/** Asserts what RFC 5545 and RFC 5546 want of every such file; gives its one event. */
function eventOf(ics: string, method: string): ICAL.Component {
  const calendar = parsed(ics);
  expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
  expect(calendar.getFirstPropertyValue('prodid')).toBeTruthy();
  expect(calendar.getFirstPropertyValue('method')).toBe(method);
  expect(calendar.getAllSubcomponents().map(({ name }) => name)).toEqual(['vevent']);
  const [event] = calendar.getAllSubcomponents('vevent');
  if (!event) throw new Error('There is no event.');
  // Each at most once (RFC 5545, 3.6.1), and all that a scheduling message needs (RFC 5546, 3.2.2 and 3.2.5).
  for (const name of ['uid', 'dtstamp', 'sequence', 'organizer', 'dtstart', 'dtend', 'summary', 'status', 'attendee']) {
    expect(event.getAllProperties(name), name).toHaveLength(1);
  }
  return event;
}

const properties = (event: ICAL.Component): string[] => event.getAllProperties().map(({ name }) => name);

describe('an invitation', () => {
  it('to some hours of a day has them in UTC, whatever London’s clocks show', () => {
    const hours = { from: '09:30', to: '15:30' };
    const at = (day1: string) => text({ entry: { ...mail.entry, visit: { ...visit, day1, hours } } });
    expect(eventOf(at('2026-11-05'), 'REQUEST').getAllProperties('dtstart')).toHaveLength(1);
    expect(at('2026-11-05')).toContain('DTSTART:20261105T093000Z\r\nDTEND:20261105T153000Z\r\n');
    expect(at('2027-06-10')).toContain('DTSTART:20270610T083000Z\r\nDTEND:20270610T143000Z\r\n');
    expect(calendarFile({ ...mail, entry: { ...mail.entry, visit: { ...visit, hours } } }).filename).toBe(
      'training.ics',
    );
  });

  it('covers three whole days and ends before the fourth, in no time zone', () => {
    const event = eventOf(text(), 'REQUEST');
    const [start, end] = [event.getFirstPropertyValue('dtstart'), event.getFirstPropertyValue('dtend')] as ICAL.Time[];
    expect([start?.isDate, end?.isDate]).toEqual([true, true]);
    expect([String(start), String(end)]).toEqual(['2027-01-12', '2027-01-15']);
    expect(text()).toContain('DTSTART;VALUE=DATE:20270112\r\nDTEND;VALUE=DATE:20270115\r\n');
    expect(text()).not.toContain('TZID');
  });

  it('keeps its days when the clocks change between them, and at the turn of a month', () => {
    expect(text({ entry: { ...mail.entry, visit: { ...visit, day1: '2027-03-27' } } })).toContain('DATE:20270330');
    expect(text({ entry: { ...mail.entry, visit: { ...visit, day1: '2026-11-30' } } })).toContain('DATE:20261203');
  });

  it('names one attendee alone, who has agreed already, and an organiser whose mailbox takes replies', () => {
    const event = eventOf(text(), 'REQUEST');
    const attendee = event.getFirstProperty('attendee');
    expect(String(attendee?.getFirstValue()).toLowerCase()).toBe('mailto:alex@brooklane.example');
    expect([attendee?.getParameter('partstat'), attendee?.getParameter('rsvp')]).toEqual(['ACCEPTED', 'FALSE']);
    expect(event.getFirstPropertyValue('organizer')).toBe('mailto:help@lanterns.example');
    expect(
      text()
        .match(/[\w.]+@[\w.]+/g)
        ?.filter((address) => !address.includes(mail.id)),
    ).toHaveLength(2);
  });

  it('is dated with the mail’s instant and no clock', () => {
    expect(text()).toContain('DTSTAMP:20261026T090000Z');
    expect(text()).toBe(text());
    expect(text()).not.toMatch(/LAST-MODIFIED|CREATED/);
  });

  it('has lines of at most 75 octets that end as the standard wants', () => {
    const ics = text({ entry: { ...mail.entry, visit: { ...visit, title: `QAR at ${'Żółć – ✓ '.repeat(30)}` } } });
    for (const line of ics.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
    expect(ics.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(parsed(ics).getFirstSubcomponent('vevent')?.getFirstPropertyValue('summary')).toBe(
      `QAR at ${'Żółć – ✓ '.repeat(30).trim()}`,
    );
  });
});

describe('an invitation that is taken back', () => {
  const cancel = () => text({ entry: { ...mail.entry, method: 'CANCEL', sequence: 3 } });

  it('is about the same entry, with a higher number', () => {
    const [before, after] = [eventOf(text(), 'REQUEST'), eventOf(cancel(), 'CANCEL')];
    expect(after.getFirstPropertyValue('uid')).toBe(before.getFirstPropertyValue('uid'));
    expect(after.getFirstPropertyValue('sequence')).toBe(3);
    expect(after.getFirstPropertyValue('status')).toBe('CANCELLED');
  });
});

describe('the id of an entry', () => {
  const id = (about: string, person: string) => entryId(about, person, 'reviews@lanterns.example');

  it('is the same for each review and person, and tells neither', () => {
    expect(id('qar-2026-100183', 'person-1')).toBe(id('qar-2026-100183', 'person-1'));
    expect(new Set([id('qar-2026-1', 'p-1'), id('qar-2026-1', 'p-2'), id('qar-2027-1', 'p-1')]).size).toBe(3);
    expect(id('qar-2026-100183', 'person-1')).toMatch(/^[0-9a-f]{32}@lanterns\.example$/);
  });
});

it('holds what it is given and nothing more, whatever names and places are', () => {
  const any = fc.string({ unit: 'binary', maxLength: 120 });
  const nasty = fc.constantFrom(
    '\r\nATTENDEE:mailto:all@x.example',
    'END:VEVENT\nBEGIN:VEVENT',
    '";CN="x',
    '\u202egpj.exe',
    '\\n',
  );
  const typed = fc.array(fc.oneof(any, nasty), { maxLength: 4 }).map((parts) => parts.join(''));
  fc.assert(
    fc.property(typed, typed, typed, typed, (title, where, about, name) => {
      const entry = {
        ...mail.entry,
        visit: { ...visit, title: `QAR at ${title}`, where: `In ${where}`, about: `On ${about}` },
      };
      const event = eventOf(text({ entry, attendee: { ...mail.attendee, name: `Dr ${name}` } }), 'REQUEST');
      expect(properties(event).toSorted()).toEqual(properties(eventOf(text(), 'REQUEST')).toSorted());
      expect(String(event.getFirstProperty('attendee')?.getFirstValue()).toLowerCase()).toBe(
        'mailto:alex@brooklane.example',
      );
      expect(event.getFirstPropertyValue('uid')).toBe(mail.id);
      expect(JSON.stringify(event.toJSON())).not.toMatch(/[\p{Cc}\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    }),
  );
});
