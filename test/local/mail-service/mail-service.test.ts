import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import type { Deployment } from '../../../local/cloudformation/deployment.ts';
import { Inbox } from '../../../local/inbox/inbox.ts';
import { MailService } from '../../../local/mail-service/mail-service.ts';
import { Rate } from '../../../local/quotas.ts';

const resources = [
  { type: 'AWS::SES::EmailIdentity', name: 'reviews.example.org', properties: {} },
  { type: 'AWS::SES::ConfigurationSet', name: 'mail', properties: {} },
  {
    type: 'AWS::SES::ConfigurationSetEventDestination',
    name: 'fate',
    properties: {
      ConfigurationSetName: 'mail',
      EventDestination: {
        Enabled: true,
        MatchingEventTypes: ['delivery', 'DELIVERY_DELAY', 'bounce', 'complaint'],
        EventBridgeDestination: { EventBusArn: 'arn:bus' },
      },
    },
  },
];

function setUp(mailsInASecond?: number) {
  const clock = new VirtualClock(Date.parse('2027-01-12T09:00:00Z'));
  const inbox = new Inbox(clock);
  const published: { detail: { eventType: string; mail: object } }[] = [];
  const deployment = {
    region: 'eu-west-2',
    account: '000000000000',
    ofType: (...types: string[]) => resources.filter(({ type }) => types.includes(type)),
  } as unknown as Deployment;
  const publish = (_bus: string, event: object): number => published.push(event as (typeof published)[number]);
  const service = new MailService({
    ...{ deployment, clock, inbox, seed: 1, publish },
    rate: mailsInASecond === undefined ? undefined : new Rate(mailsInASecond, clock),
  });
  const send = (to: string[], changes: object = {}) =>
    service.sendRawEmail({
      Source: 'The Network <reviews@reviews.example.org>',
      Destinations: to,
      RawMessage: { Data: Buffer.from(MESSAGE).toString('base64') },
      ConfigurationSetName: 'mail',
      Tags: [{ Name: 'kind', Value: 'question' }],
      ...changes,
    });
  return { clock, inbox, published, service, send };
}

const MESSAGE = [
  'From: "The Network" <reviews@reviews.example.org>',
  'To: head@school.example',
  'Subject: =?utf-8?Q?Dates_=E2=80=93_please_choose?=',
  'MIME-Version: 1.0',
  'Content-Type: multipart/mixed; boundary=b',
  '',
  '--b',
  'Content-Type: text/plain; charset=utf-8',
  '',
  'Dear Head',
  '--b',
  'Content-Type: text/calendar; method=REQUEST; name=visit.ics',
  'Content-Disposition: attachment; filename=visit.ics',
  '',
  'BEGIN:VCALENDAR',
  '--b--',
].join('\r\n');

describe('the mail service', () => {
  it('keeps each mail as its reader sees it, at the virtual time', async () => {
    const { inbox, send } = setUp();
    const heard: string[] = [];
    const stop = inbox.onMail(({ subject }) => void heard.push(subject));
    const { MessageId } = await send(['Head <Head@School.example>']);
    stop();
    await send(['other@school.example']);
    expect(heard).toEqual(['Dates – please choose']);
    expect(inbox.messages({ to: 'head@school.example' })).toMatchObject([
      {
        id: MessageId,
        at: Date.parse('2027-01-12T09:00:00Z'),
        from: 'The Network <reviews@reviews.example.org>',
        text: 'Dear Head\n',
        headers: { to: ['head@school.example'] },
        attachments: [{ filename: 'visit.ics', mimeType: 'text/calendar' }],
        tags: { kind: 'question' },
      },
    ]);
  });

  it('tells of delivery, bounces and complaints, each with its own recipients', async () => {
    const { clock, published, service, send } = setUp();
    service.unreachable.add('gone@school.example');
    await send(['gone@school.example', 'head@school.example', 'complaint+1@simulator.amazonses.com']);
    await clock.run();
    expect(published.map(({ detail }) => detail.eventType)).toEqual(['Delivery', 'Bounce', 'Complaint']);
    expect(published[1]).toMatchObject({
      'detail-type': 'Email Bounced',
      detail: { bounce: { bouncedRecipients: [{ emailAddress: 'gone@school.example' }] } },
    });
  });

  it('shows what a mail does in its reader’s calendar, apart from its files', async () => {
    const { inbox, send } = setUp();
    const invitation = [
      ...['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//x//EN', 'METHOD:REQUEST', 'BEGIN:VEVENT', 'UID:one@example.org'],
      ...['SEQUENCE:2', 'DTSTAMP:20261026T090000Z', 'DTSTART;VALUE=DATE:20270112', 'DTEND;VALUE=DATE:20270115'],
      ...['SUMMARY:QAR at Hill View', 'LOCATION:Hill View', 'ATTENDEE:mailto:Head@school.example', 'END:VEVENT'],
      'END:VCALENDAR',
    ];
    const shown = ['--b', 'Content-Type: text/calendar; method=REQUEST; charset=utf-8', '', ...invitation, '--b'];
    const Data = Buffer.from(MESSAGE.replace('--b', shown.join('\r\n'))).toString('base64');
    await send(['head@school.example'], { RawMessage: { Data } });
    const [mail] = inbox.messages();
    expect(mail?.calendar).toMatchObject({
      ...{ method: 'REQUEST', uid: 'one@example.org', sequence: 2, title: 'QAR at Hill View', where: 'Hill View' },
      ...{ from: '2027-01-12', to: '2027-01-15', attendees: ['head@school.example'] },
    });
    expect(mail?.attachments).toHaveLength(1);
  });

  it('tells of a full mailbox: a delay, and half a day later a bounce that passes', async () => {
    const { clock, published, service, send } = setUp();
    service.full.add('full@school.example');
    await send(['full@school.example']);
    await clock.run();
    expect(published).toMatchObject([
      { 'detail-type': 'Email Delivery Delayed', detail: { deliveryDelay: { delayType: 'MailboxFull' } } },
      { detail: { eventType: 'Bounce', bounce: { bounceType: 'Transient', bounceSubType: 'MailboxFull' } } },
    ]);
    expect(clock.now()).toBe(Date.parse('2027-01-12T23:00:00Z'));
  });

  it.each([
    ['MessageRejected', { Source: 'someone@elsewhere.example' }],
    ['ConfigurationSetDoesNotExist', { ConfigurationSetName: 'other' }],
    ['UnsupportedLocally', { RawMessage: {} }],
    ['UnsupportedLocally', { FromArn: 'arn:aws:ses:eu-west-2:000000000000:identity/reviews.example.org' }],
    ['InvalidParameterValue', { Destinations: Array(51).fill('a@b.example') }],
  ])('refuses with %s: %j', async (name, changes) => {
    const { inbox, send } = setUp();
    await expect(send(['head@school.example'], changes)).rejects.toThrow(expect.objectContaining({ name }));
    expect(inbox.messages()).toEqual([]);
  });

  it('takes as many in a second as the account may send, and refuses the others as SES does', async () => {
    const { clock, inbox, send } = setUp(2);
    const refused = { name: 'Throttling', message: 'Maximum sending rate exceeded.', status: 400 };

    await send(['a@school.example']);
    await send(['b@school.example']);
    await expect(send(['c@school.example'])).rejects.toMatchObject(refused);
    await clock.run({ until: clock.now() + 999 });
    await expect(send(['c@school.example'])).rejects.toMatchObject(refused);
    await clock.run({ until: clock.now() + 1 });
    await send(['c@school.example']);

    expect(inbox.messages().flatMap(({ to }) => to)).toEqual([
      'a@school.example',
      'b@school.example',
      'c@school.example',
    ]);
  });
});

it('writes its own Message-ID over the one that a mail comes with, as SES does, and changes nothing else', async () => {
  const { send, inbox } = setUp();
  const given = `Message-ID:\r\n <ours@reviews.example.org>\r\n${MESSAGE}`;
  const { MessageId } = await send(['head@school.example'], {
    RawMessage: { Data: Buffer.from(given).toString('base64') },
  });

  const [mail] = inbox.messages();
  expect(mail?.raw.toString()).toBe(`Message-ID: <${MessageId}@eu-west-2.amazonses.com>\r\n${MESSAGE}`);
});
