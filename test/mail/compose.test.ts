import fc from 'fast-check';
import PostalMime, { type Email } from 'postal-mime';
import { describe, expect, it } from 'vitest';
import { composeMail, type Envelope } from '../../lambdas/mail/compose.ts';
import type { Attachment } from '../../lambdas/mail/content.ts';
import { renderMail } from '../../lambdas/mail/render-mail.ts';
import { charity, content } from './samples.ts';

const envelope: Envelope = {
  id: 'qar-2026-100183/invite.1.1',
  from: { name: charity.name, address: 'reviews@lanterns.example' },
  to: { name: 'Alex Morgan', address: 'alex@brooklane.example' },
  replyTo: charity.helpAddress,
  at: '2026-10-26T09:00:00.000Z',
};

async function composed(changes: Partial<Envelope> = {}, subject = content.subject, attachments?: Attachment[]) {
  const rendered = await renderMail({ ...content, subject }, charity);
  const raw = await composeMail({ ...envelope, ...changes }, rendered, attachments);
  return { rendered, source: Buffer.from(raw).toString('utf8'), parsed: await PostalMime.parse(raw) };
}

const header = (email: Email, name: string): (string | undefined)[] =>
  email.headers.filter(({ key }) => key === name).map(({ value }) => value);

/** The headers of the source in order, unfolded and not decoded. Fails on one that comes twice. */
function headersOf(source: string): Map<string, string> {
  const headers = new Map<string, string>();
  const head = source.slice(0, source.indexOf('\r\n\r\n')).replace(/\r\n[ \t]+/g, ' ');
  for (const line of head.split('\r\n')) {
    const [, name = line, value = ''] = /^([!-9;-~]+):\s?(.*)$/.exec(line) ?? [];
    expect(headers.has(name.toLowerCase()), `${name} comes twice`).toBe(false);
    headers.set(name.toLowerCase(), value);
  }
  return headers;
}

/** Encoded words decoded (RFC 2047). */
const decoded = (value = ''): string =>
  value.replace(/(=\?[\w-]+\?[QB]\?[^?]*\?=)\s+(?==\?)/gi, '$1').replace(/(?:=\?utf-8\?[QB]\?[^?\s]*\?=)+/gi, (words) =>
    Buffer.concat(
      [...words.matchAll(/=\?utf-8\?([QB])\?([^?\s]*)\?=/gi)].map(([, how = '', text = '']) =>
        how.toUpperCase() === 'B'
          ? Buffer.from(text, 'base64')
          : Buffer.from(
              text
                .replaceAll('_', ' ')
                .replace(/=([0-9A-F]{2})/gi, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16))),
              'latin1',
            ),
      ),
    ).toString('utf8'),
  );

describe('a composed mail', () => {
  it('has both parts, and answers go to the central team', async () => {
    const { parsed, rendered } = await composed();
    expect(parsed.subject).toBe(content.subject);
    expect(parsed.from).toMatchObject({ name: charity.name, address: 'reviews@lanterns.example' });
    expect(parsed.to).toMatchObject([{ name: 'Alex Morgan', address: 'alex@brooklane.example' }]);
    expect(parsed.replyTo).toMatchObject([{ address: charity.helpAddress }]);
    expect(parsed.date).toBe('2026-10-26T09:00:00.000Z');
    expect(parsed.text?.trim()).toBe(rendered.text.trim());
    expect(parsed.html?.trim()).toBe(rendered.html);
    expect(header(parsed, 'content-type')[0]).toMatch(/^multipart\/alternative/);
  });

  it('says that a machine wrote it, so that no machine answers', async () => {
    const { parsed } = await composed();
    expect(header(parsed, 'auto-submitted')).toEqual(['auto-generated']);
    expect(header(parsed, 'x-auto-response-suppress')).toEqual(['All']);
    expect(header(parsed, 'x-mailer')).toEqual([]);
  });

  it('is the same to the byte when composed again, and another for another id', async () => {
    const first = await composed();
    expect((await composed()).source).toBe(first.source);
    expect((await composed({ id: 'other' })).parsed.messageId).not.toBe(first.parsed.messageId);
  });

  it('has only short lines of ASCII that end as mail servers want', async () => {
    const { source } = await composed({ to: { name: 'Zoë Żółć', address: 'zoe@brooklane.example' } }, 'Füße – £5 ✓');
    expect(source).toMatch(/^[\x20-\x7e\r\n\t]*$/);
    expect(source.replaceAll('\r\n', '')).not.toMatch(/[\r\n]/);
    expect(Math.max(...source.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(78);
  });
});

describe('names and subjects', () => {
  const named = (name: string) => composed({ to: { name, address: 'alex@brooklane.example' } });

  it.each([
    'Morgan, Alex',
    'Alex "Sandy" Morgan',
    'Zoë Żółć-O’Neill',
    'Alex (head) <Morgan>; Esq.',
    '李 明',
    'a@b.example, c@d.example',
    'back\\slash',
  ])('come as written: %s', async (name) => {
    const { parsed } = await named(name);
    expect(parsed.to).toMatchObject([{ name, address: 'alex@brooklane.example' }]);
  });

  it('cannot begin another header, another recipient or the body', async () => {
    const attack = 'Alex\r\nBcc: all@x.example\r\n\r\n<script>';
    const { parsed, source } = await composed({ to: { name: attack, address: 'alex@brooklane.example' } }, attack);
    expect(parsed.bcc).toBeUndefined();
    expect(header(parsed, 'bcc')).toEqual([]);
    expect(parsed.to).toMatchObject([{ name: 'Alex Bcc: all@x.example <script>', address: 'alex@brooklane.example' }]);
    expect(source.split('\r\n\r\n')[0]).not.toMatch(/^bcc:/im);
    expect(parsed.subject).toBe('Alex Bcc: all@x.example <script>');
  });

  it.each([
    ['a direction turned round', 'Alex \u202egnihsihp\u202c', 'Alex gnihsihp'],
    ['isolates and marks of direction', '\u2066Alex\u2069\u200f \u061cMorgan', 'Alex Morgan'],
    ['signs without width', 'A\u200bl\u2060e\ufeffx\u00ad', 'Alex'],
    ['a null and a delete', 'Al\u0000ex\u007f', 'Al ex'],
    ['line and paragraph separators', 'Alex\u2028Morgan\u2029', 'Alex Morgan'],
    ['half a character', 'Alex \ud800', 'Alex \ufffd'],
    ['an encoded word', '=?utf-8?Q?Bcc=3A_all?=', '= ?utf-8?Q?Bcc=3A_all?='],
    ['letters that look like others', 'Аlех Моrgаn', 'Аlех Моrgаn'],
  ])('show %s as what it is', async (_, typed, seen) => {
    const { parsed, source } = await composed({ to: { name: typed, address: 'alex@brooklane.example' } }, typed);
    const raw = headersOf(source);
    expect(decoded(raw.get('subject'))).toBe(seen);
    expect(decoded(raw.get('to'))).toContain(seen);
    expect(parsed.to).toHaveLength(1);
  });

  const hostile = fc
    .array(
      fc.oneof(
        fc.string({ unit: 'binary', maxLength: 40 }),
        fc.constantFrom('\r\n', '\n', '\r', '\r\n\r\n', 'Bcc: all@x.example', 'Content-Type: text/html', '=?utf-8?B?'),
        fc.constantFrom('\u202e', '\u2067', '\u200b', '"', '\\', '<', '>', ',', ';', '?=', '@x.example', '\ud83d'),
        fc.string({ unit: fc.constantFrom('é', '学', '🏫', 'ß', ' '), minLength: 60, maxLength: 200 }),
      ),
      { maxLength: 8 },
    )
    .map((parts) => parts.join(''));

  it('give exactly the headers that are meant, on folded lines of ASCII', async () => {
    const names = [...headersOf((await composed()).source).keys()];
    await fc.assert(
      fc.asyncProperty(hostile, hostile, hostile, async (name, subject, charityName) => {
        const { source, parsed } = await composed(
          {
            to: { name, address: 'alex@brooklane.example' },
            from: { name: charityName, address: 'reviews@lanterns.example' },
          },
          `About ${subject}`,
        );
        const raw = headersOf(source);
        expect([...raw.keys()]).toEqual(names);
        expect(parsed.to?.map(({ address }) => address)).toEqual(['alex@brooklane.example']);
        expect(parsed.from?.address).toBe('reviews@lanterns.example');
        expect(parsed.replyTo?.map(({ address }) => address)).toEqual([charity.helpAddress]);
        expect(decoded(raw.get('subject'))).toMatch(/^About/);
        const head = source.slice(0, source.indexOf('\r\n\r\n'));
        expect(head).toMatch(/^[\x20-\x7e\r\n\t]*$/);
        expect(Math.max(...head.split('\r\n').map((line) => line.length))).toBeLessThanOrEqual(998);
        expect(decoded(head)).not.toMatch(/[\u202a-\u202e\u2066-\u2069\u200b\u200e\u200f\ufeff]/);
      }),
      { numRuns: 200 },
    );
  });

  it('change nothing else of the mail, whatever they are', async () => {
    const plain = await composed();
    const names = (email: Email) => email.headers.map(({ key }) => key);
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'grapheme' }), fc.string({ unit: 'grapheme' }), async (name, subject) => {
        const { parsed } = await composed({ to: { name, address: 'alex@brooklane.example' } }, `About ${subject}`);
        expect(names(parsed)).toEqual(names(plain.parsed));
        expect(parsed.to?.map(({ address }) => address)).toEqual(['alex@brooklane.example']);
        expect(parsed.text).toBe(plain.parsed.text);
      }),
      { numRuns: 50 },
    );
  });
});

describe('attachments', () => {
  const invitation: Attachment = {
    filename: 'visit.ics',
    contentType: 'text/calendar',
    method: 'REQUEST',
    content: 'BEGIN:VCALENDAR\r\nMETHOD:REQUEST\r\nEND:VCALENDAR\r\n',
  };

  it('show a calendar file as an invitation, and hand it over as a file too', async () => {
    const { parsed, source } = await composed({}, undefined, [invitation]);
    expect(source).toMatch(/content-type: text\/calendar;[^\n]*\s+method=REQUEST/i);
    const file = parsed.attachments.find(({ mimeType }) => mimeType === 'application/ics');
    expect(file).toMatchObject({ filename: 'visit.ics', disposition: 'attachment' });
    expect(source).toContain(Buffer.from(invitation.content).toString('base64'));
  });

  it('take an invitation back', async () => {
    const { source } = await composed({}, undefined, [{ ...invitation, method: 'CANCEL' }]);
    expect(source).toMatch(/method=CANCEL/);
    expect(source).not.toMatch(/method=REQUEST/);
  });

  it('carry files byte for byte under a name of one line', async () => {
    const bytes = Uint8Array.from({ length: 5000 }, (_, index) => (index * 7) % 256);
    const { parsed } = await composed({}, undefined, [
      { filename: 'Pack für\r\nHillside.pdf', contentType: 'application/pdf', content: bytes },
    ]);
    expect(parsed.attachments[0]).toMatchObject({ filename: 'Pack für Hillside.pdf', mimeType: 'application/pdf' });
    expect(new Uint8Array(parsed.attachments[0]?.content as ArrayBuffer)).toEqual(bytes);
  });
});
