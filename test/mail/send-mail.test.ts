import { DynamoDBServiceException } from '@aws-sdk/client-dynamodb';
import { SESClient, SESServiceException, SendRawEmailCommand } from '@aws-sdk/client-ses';
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import PostalMime from 'postal-mime';
import { afterAll, afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { type MailDeps, sendMail } from '../../lambdas/mail/send-mail.ts';
import { mailsFailedSince } from '../../lambdas/store/network-reads.ts';
import { useStore } from '../support/store.ts';
import { mail, settings } from './samples.ts';

const fresh = useStore();
const ses = mockClient(SESClient);
afterAll(() => ses.restore());

beforeEach(() => {
  ses.reset();
  ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
});

const deps = (): MailDeps => ({ ses: new SESClient({ region: 'eu-west-2' }), store: fresh.store, settings });
const row = () => fresh.store.message(mail.about, mail.messageId);
/** SES over its rate. */
const slowDown = () =>
  new SESServiceException({ name: 'Throttling', message: 'Slow down', $fault: 'client', $metadata: {} });
const requests = () => ses.commandCalls(SendRawEmailCommand).map(({ args }) => args[0].input);

it('sends a mail and keeps what was sent to whom, without their address', async () => {
  expect(await sendMail(deps(), mail)).toBe('sent');
  const [request] = requests();
  expect(request).toMatchObject({
    Source: 'reviews@lanterns.example',
    Destinations: ['alex.morgan@brooklane.example'],
    ConfigurationSetName: 'lanterns-mail',
    Tags: [
      { Name: 'about', Value: 'qar-2026-100183' },
      { Name: 'message', Value: 'invite_2e1_2e1_2eseat-2' },
    ],
  });
  const { subject, to } = await PostalMime.parse(request?.RawMessage?.Data ?? '');
  expect(subject).toBe(mail.content.subject);
  expect(to).toMatchObject([{ name: 'Alex Morgan' }]);
  const kept = await row();
  expect(kept).toEqual({
    about: 'qar-2026-100183',
    message: 'invite.1.1.seat-2',
    kind: 'invitation',
    person: 'person-17',
    at: '2026-10-26T09:00:00.000Z',
    status: 'sent',
    sesMessageId: 'ses-1',
    expiresAtSeconds: Date.parse('2026-10-26T09:00:00.000Z') / 1000 + 2 * 365 * 86_400, // two years
  });
});

describe('on another attempt', () => {
  it('does not send what was sent', async () => {
    await sendMail(deps(), mail);
    expect(await sendMail(deps(), mail)).toBe('already-sent');
    expect(requests()).toHaveLength(1);
  });

  it('sends again what broke off before SES had answered', async () => {
    ses.on(SendRawEmailCommand).rejectsOnce(slowDown()).resolves({ MessageId: 'ses-1' });
    await expect(sendMail(deps(), mail)).rejects.toThrow('Slow down');
    expect(await row()).toMatchObject({ status: 'sending' });
    expect(await sendMail(deps(), mail)).toBe('sent');
    expect(await row()).toMatchObject({ status: 'sent', sesMessageId: 'ses-1' });
    const [first, second] = requests();
    expect(second?.RawMessage?.Data).toEqual(first?.RawMessage?.Data);
  });

  it('is among the unsent mails until Amazon has taken it', async () => {
    const unsent = async (before: string) =>
      (await fresh.store.unsentMessages(before)).map(({ message, status }) => [message, status]);
    ses.on(SendRawEmailCommand).rejectsOnce(slowDown());
    await expect(sendMail(deps(), mail)).rejects.toThrow('Slow down');
    expect(await unsent('2026-10-26T09:00:00.001Z')).toEqual([['invite.1.1.seat-2', 'sending']]);
    expect(await unsent('2026-10-26T09:00:00.000Z')).toEqual([]);
    ses.on(SendRawEmailCommand).resolves({ MessageId: 'ses-1' });
    await sendMail(deps(), mail);
    expect(await unsent('2026-10-27T09:00:00.000Z')).toEqual([]);
  });

  it('does not send what has bounced meanwhile', async () => {
    await sendMail(deps(), mail);
    await fresh.store.entities.message
      .patch({ about: mail.about, message: mail.messageId })
      .set({ status: 'bounced' })
      .go();
    expect(await sendMail(deps(), mail)).toBe('already-sent');
    expect(requests()).toHaveLength(1);
  });

  it('keeps mails about one review apart, and those of two reviews', async () => {
    await sendMail(deps(), mail);
    expect(await sendMail(deps(), { ...mail, messageId: 'invite.1.2.seat-2' })).toBe('sent');
    expect(await sendMail(deps(), { ...mail, about: 'qar-2026-100184' })).toBe('sent');
  });
});

describe('what Amazon has taken and the table cannot note', () => {
  afterEach(() => vi.restoreAllMocks());

  /** The first so many updates of the table fail so. Gives how many were tried. */
  function failUpdates(times: number, name: string): () => number {
    const before = DynamoDBDocumentClient.prototype.send;
    let tried = 0;
    vi.spyOn(DynamoDBDocumentClient.prototype, 'send').mockImplementation(async function (
      this: DynamoDBDocumentClient,
      ...args: unknown[]
    ) {
      const [command] = args as [object];
      if (command.constructor.name === 'UpdateCommand') {
        tried += 1;
        if (tried <= times) {
          throw new DynamoDBServiceException({ name, message: 'Away', $fault: 'server', $metadata: {} });
        }
      }
      return Reflect.apply(before, this, args);
    } as never);
    return () => tried;
  }

  it('is noted as soon as the table is back', async () => {
    const tried = failUpdates(3, 'InternalServerError');
    expect(await sendMail(deps(), mail)).toBe('sent');
    expect(tried()).toBe(4);
    expect(await row()).toMatchObject({ status: 'sent', sesMessageId: 'ses-1' });
    expect(await sendMail(deps(), mail)).toBe('already-sent');
    expect(requests()).toHaveLength(1);
  });

  it('is sent again where no later attempt to note it helps', async () => {
    const tried = failUpdates(1, 'AccessDeniedException');
    await expect(sendMail(deps(), mail)).rejects.toThrow('Away');
    expect(tried()).toBe(1);
    vi.restoreAllMocks();
    expect(await row()).toMatchObject({ status: 'sending' });
    expect(await sendMail(deps(), mail)).toBe('sent');
    expect(requests()).toHaveLength(2);
  });
});

it('leaves a status that an event brought while SES was answering', async () => {
  ses.on(SendRawEmailCommand).callsFake(async () => {
    const key = { about: mail.about, message: mail.messageId };
    await fresh.store.entities.message.patch(key).set({ status: 'delivered' }).go();
    return { MessageId: 'ses-1' };
  });
  expect(await sendMail(deps(), mail)).toBe('sent');
  expect(await row()).toMatchObject({ status: 'delivered' });
});

describe('an address that gets no mail any more', () => {
  it.each(['bounces', 'complained'] as const)('is never tried again: it %s', async (noMail) => {
    expect(await sendMail(deps(), { ...mail, to: { ...mail.to, noMail } })).toBe('refused');
    expect(await sendMail(deps(), { ...mail, to: { ...mail.to, noMail } })).toBe('already-sent');
    expect(requests()).toHaveLength(0);
    expect(await mailsFailedSince(fresh.store, '2000-01-01', 100)).toMatchObject([
      { status: 'not-sent', failure: `address.${noMail}` },
    ]);
    expect(await fresh.store.unsentMessages('2027-01-01')).toEqual([]);
  });
});

describe('an address to which no mail can go', () => {
  it.each([
    '',
    'alex',
    'alex@brooklane',
    'alex@brooklane.example, all@x.example',
    'Alex <alex@brooklane.example>',
    'alex@brooklane.example\r\nBcc: all@x.example',
    'zoë@brooklane.example',
    `${'a'.repeat(65)}@brooklane.example`,
  ])('is kept as a failure and not tried: "%s"', async (email) => {
    expect(await sendMail(deps(), { ...mail, to: { ...mail.to, email } })).toBe('refused');
    expect(requests()).toHaveLength(0);
    expect(await mailsFailedSince(fresh.store, '2000-01-01', 100)).toMatchObject([
      { status: 'bounced', failure: 'address.not-valid' },
    ]);
  });
});
