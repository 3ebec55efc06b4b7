import { SESClient, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { mockClient } from 'aws-sdk-client-mock';
import ICAL from 'ical.js';
import PostalMime from 'postal-mime';
import { afterAll, beforeEach, describe, expect, it, vi } from 'vitest';
import type { CalendarChange, EnteredVisit } from '../../lambdas/mail/content.ts';
import { type MailDeps, sendMail } from '../../lambdas/mail/send-mail.ts';
import { useStore } from '../support/store.ts';
import { content, mail, settings } from './samples.ts';

const fresh = useStore();
const ses = mockClient(SESClient);
afterAll(() => ses.restore());

beforeEach(() => {
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
});

const deps = (): MailDeps => ({ ses: new SESClient({ region: 'eu-west-2' }), store: fresh.store, settings });

const entered = (day1: string): EnteredVisit => ({
  enters: { day1, title: 'QAR at Hillside Primary School', where: 'Hillside Primary School', about: 'Three days.' },
});
const takenOut: CalendarChange = { enters: null };

const send = (messageId: string, calendar: CalendarChange, to = mail.to) =>
  sendMail(deps(), { ...mail, messageId, to, content: { ...content, calendar } });

/** What each mail so far brought: method, number, first day, id of the entry; nothing for a mail without a calendar. */
async function brought() {
  const mails = ses.commandCalls(SendRawEmailCommand).map(({ args }) => args[0].input.RawMessage?.Data ?? '');
  return Promise.all(
    mails.map(async (raw) => {
      const { attachments } = await PostalMime.parse(raw);
      const [part] = attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
      if (part === undefined) return undefined;
      const bytes =
        typeof part.content === 'string' ? Buffer.from(part.content) : Buffer.from(part.content as ArrayBuffer);
      const calendar = new ICAL.Component(ICAL.parse(bytes.toString('utf8')));
      const event = calendar.getFirstSubcomponent('vevent');
      return {
        method: calendar.getFirstPropertyValue('method'),
        part: part.method,
        sequence: event?.getFirstPropertyValue('sequence'),
        day1: String(event?.getFirstPropertyValue('dtstart')),
        uid: event?.getFirstPropertyValue('uid'),
        attendees: event?.getAllProperties('attendee').map((each) => String(each.getFirstValue()).toLowerCase()),
      };
    }),
  );
}

describe('the mails about one visit to one person', () => {
  it('take the pre-review call out with the visit, each with its own id and number, and once', async () => {
    const visit = entered('2027-01-12');
    const call = {
      enters: { ...visit.enters, entry: 'call', day1: '2027-01-05', hours: { from: '15:30', to: '16:15' } },
    };
    await send('place-accepted.1', visit);
    await send('call-agreed.1', call as EnteredVisit);
    await send('place-given-back.1', takenOut);
    await send('told-again.1', takenOut);
    const entries = await Promise.all(
      ses.commandCalls(SendRawEmailCommand).map(async ({ args }) => {
        const { attachments } = await PostalMime.parse(args[0].input.RawMessage?.Data ?? '');
        const files = attachments.filter(({ mimeType }) => mimeType === 'text/calendar');
        return files.map(({ content }) => {
          const text = typeof content === 'string' ? content : Buffer.from(content as ArrayBuffer).toString('utf8');
          const calendar = new ICAL.Component(ICAL.parse(text));
          const event = calendar.getFirstSubcomponent('vevent');
          return {
            told: [calendar.getFirstPropertyValue('method'), event?.getFirstPropertyValue('sequence')].join(' '),
            uid: event?.getFirstPropertyValue('uid'),
          };
        });
      }),
    );
    expect(entries.map((files) => files.map(({ told }) => told))).toEqual([
      ['REQUEST 0'],
      ['REQUEST 0'],
      ['CANCEL 1', 'CANCEL 1'],
      [],
    ]);
    const [ofVisit, ofCall, taken] = entries;
    expect(taken?.map(({ uid }) => uid)).toEqual([ofVisit?.[0]?.uid, ofCall?.[0]?.uid]);
    expect(ofVisit?.[0]?.uid).not.toBe(ofCall?.[0]?.uid);
  });

  it('enter it, move it, take it out and enter it again, each with the next number', async () => {
    await send('dates-fixed.1', entered('2027-01-12'));
    await send('dates-fixed.2', entered('2027-02-02'));
    await send('postponed.2', takenOut);
    await send('dates-fixed.3', entered('2027-03-09'));
    await send('cancelled.3', takenOut);
    const all = await brought();
    expect(all.map((one) => [one?.method, one?.sequence, one?.day1])).toEqual([
      ['REQUEST', 0, '2027-01-12'],
      ['REQUEST', 1, '2027-02-02'],
      ['CANCEL', 2, '2027-02-02'],
      ['REQUEST', 3, '2027-03-09'],
      ['CANCEL', 4, '2027-03-09'],
    ]);
    expect(new Set(all.map((one) => one?.uid)).size).toBe(1);
    expect(all.every((one) => one?.part === one?.method)).toBe(true);
  });

  it('enter it without looking for earlier ones where there can be none', async () => {
    const looked = vi.spyOn(fresh.store, 'calendarMessages');
    await send('dates-fixed.1', { ...entered('2027-01-12'), isFirst: true });
    expect(looked).not.toHaveBeenCalled();
    await send('dates-fixed.2', { ...entered('2027-02-02'), isFirst: false });
    expect((await brought()).map((one) => [one?.method, one?.sequence])).toEqual([
      ['REQUEST', 0],
      ['REQUEST', 1],
    ]);
  });

  it('take nothing out that was never entered, and nothing twice', async () => {
    await send('postponed.1', takenOut);
    await send('dates-fixed.2', entered('2027-01-12'));
    await send('postponed.2', takenOut);
    await send('cancelled.2', takenOut);
    expect((await brought()).map((one) => one?.method)).toEqual([undefined, 'REQUEST', 'CANCEL', undefined]);
  });

  it('bring the same again when an attempt broke off, whatever came after', async () => {
    ses.on(SendRawEmailCommand).rejectsOnce(new Error('broken off')).resolves({ MessageId: 'ses-1' });
    await expect(send('dates-fixed.1', entered('2027-01-12'))).rejects.toThrow('broken off');
    await send('postponed.1', takenOut);
    await send('dates-fixed.1', entered('2027-01-12'));
    expect((await brought()).map((one) => [one?.method, one?.sequence])).toEqual([
      ['REQUEST', 0],
      ['CANCEL', 1],
      ['REQUEST', 0],
    ]);
  });

  it('bring nothing when they were sent before', async () => {
    await send('dates-fixed.1', entered('2027-01-12'));
    expect(await send('dates-fixed.1', entered('2027-01-12'))).toBe('already-sent');
    expect(await brought()).toHaveLength(1);
  });

  it('leave out everybody else: entries of their own, and no other address', async () => {
    const other = { name: 'Sam Hale', email: 'sam@other.example', personId: 'person-18' };
    await send('place-accepted.1', entered('2027-01-12'));
    await send('place-accepted.2', entered('2027-01-12'), other);
    const [first, second] = await brought();
    expect(first?.uid).not.toBe(second?.uid);
    expect([first?.attendees, second?.attendees]).toEqual([[`mailto:${mail.to.email}`], ['mailto:sam@other.example']]);
    expect(second?.sequence).toBe(0);
  });
});
