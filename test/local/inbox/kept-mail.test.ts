import { expect, it } from 'vitest';
import { KeptMail } from '../../../local/inbox/kept-mail.ts';
import { parseMail } from '../../../local/inbox/mail.ts';

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'METHOD:REQUEST',
  'BEGIN:VEVENT',
  'UID:visit-1',
  'SEQUENCE:2',
  'SUMMARY:Visit',
  'DTSTART;VALUE=DATE:20270112',
  'DTEND;VALUE=DATE:20270115',
  'END:VEVENT',
  'END:VCALENDAR',
].join('\r\n');

/** A mail with two bodies, an entry for a calendar and a file. */
const raw = (subject: string): Buffer =>
  Buffer.from(
    [
      `From: Review Charity <mail@charity.example>\r\nSubject: ${subject}\r\nMIME-Version: 1.0`,
      'Content-Type: multipart/mixed; boundary=a\r\n\r\n--a',
      'Content-Type: multipart/alternative; boundary=b\r\n\r\n--b',
      `Content-Type: text/plain; charset=utf-8\r\n\r\nWords about ${subject}: ${'é'.repeat(200)}\r\n--b`,
      `Content-Type: text/html; charset=utf-8\r\n\r\n<p>Words about ${subject}</p>\r\n--b`,
      `Content-Type: text/calendar; charset=utf-8\r\n\r\n${CALENDAR}\r\n--b--\r\n--a`,
      'Content-Type: application/pdf; name=report.pdf\r\nContent-Disposition: attachment; filename=report.pdf',
      'Content-Transfer-Encoding: base64\r\n\r\nJVBERi0xLjcKAAECAw==\r\n--a--\r\n',
    ].join('\r\n'),
  );

const mailOf = (subject: string) =>
  parseMail(
    {
      id: `id-${subject}`,
      envelopeFrom: 'mail@charity.example',
      envelopeTo: ['Head@School.example'],
      raw: raw(subject),
      tags: { about: 'qar-2026-100183' },
    },
    1_800_000_000_000,
  );

it('gives a mail as it was parsed, in turns with another', async () => {
  const [one, other] = await Promise.all(['dates', 'report'].map(mailOf));
  if (!one || !other) throw new Error('There are two mails.');
  expect(one.calendar?.uid).toBe('visit-1');
  expect(one.attachments.map(({ filename }) => filename)).toEqual(['report.pdf']);
  const [keptOne, keptOther] = [new KeptMail(one), new KeptMail(other)];
  for (const name of Object.keys(one) as (keyof typeof one)[]) {
    expect(keptOther[name], name).toEqual(other[name]);
    expect(keptOne[name], name).toEqual(one[name]);
  }
  expect(Buffer.from(keptOne.raw)).toEqual(raw('dates'));
});

it('holds none of what a mail says as it is', async () => {
  const kept = new KeptMail(await mailOf('dates'));
  expect(kept.text).toContain('Words');
  expect(JSON.stringify(kept)).not.toContain('Words');
});
