import fc from 'fast-check';
import { beforeEach, describe, expect, it } from 'vitest';
import { reachedFrom } from '../../lambdas/mail/message-log.ts';
import { tagValue } from '../../lambdas/mail/message-tags.ts';
import { mailEventSchema, recordMailEvent } from '../../lambdas/mail/record-mail-event.ts';
import { mailsFailedSince } from '../../lambdas/store/network-reads.ts';
import { useStore } from '../support/store.ts';
import { mail } from './samples.ts';

const fresh = useStore();

const details = {
  Send: { send: {} },
  Delivery: { delivery: { recipients: [mail.to.email] } },
  DeliveryDelay: { deliveryDelay: { delayType: 'MailboxFull' } },
  Bounce: { bounce: { bounceType: 'Permanent', bounceSubType: 'General' } },
  Complaint: { complaint: { complaintFeedbackType: 'abuse', complaintSubType: null } },
  Reject: { reject: { reason: 'Bad content' } },
  Open: { open: {} },
};
type EventType = keyof typeof details;

function event(
  eventType: EventType,
  tags: Record<string, string[]> = ourTags,
  { time = '2026-10-26T09:00:05Z', ...more }: { time?: string; bounce?: object } = {},
) {
  return mailEventSchema.parse({
    'detail-type': 'Email',
    source: 'aws.ses',
    time,
    detail: {
      eventType,
      mail: { messageId: 'ses-1', destination: [mail.to.email], tags },
      ...details[eventType],
      ...more,
    },
  });
}

const ourTags = {
  'ses:configuration-set': ['lanterns-mail'],
  about: [tagValue(mail.about)],
  message: [tagValue(mail.messageId)],
};

const begin = () =>
  fresh.store.entities.message
    .put({ about: mail.about, message: mail.messageId, kind: 'k', person: 'p', at: mail.at, status: 'sending' })
    .go();
const row = () => fresh.store.message(mail.about, mail.messageId);

describe('an event about a mail', () => {
  it.each([
    ['Send', { status: 'sent', sesMessageId: 'ses-1' }],
    ['Delivery', { status: 'delivered', sesMessageId: 'ses-1' }],
    ['DeliveryDelay', { status: 'delayed' }],
    ['Bounce', { status: 'bounced', failure: 'permanent.general', failed: 'failed' }],
    ['Complaint', { status: 'complained', failure: 'complaint.abuse', failed: 'failed' }],
    ['Reject', { status: 'bounced', failure: 'rejected', failed: 'failed' }],
  ] as const)('%s is kept', async (eventType, expected) => {
    await begin();
    expect(await recordMailEvent(fresh.store, event(eventType))).toBe('recorded');
    expect(await row()).toMatchObject(expected);
  });

  it('changes nothing the second time', async () => {
    await begin();
    await recordMailEvent(fresh.store, event('Bounce'));
    const before = await row();
    expect(await recordMailEvent(fresh.store, event('Bounce'))).toBe('known');
    expect(await row()).toEqual(before);
  });

  it('puts only mails that failed before the central team', async () => {
    await begin();
    await recordMailEvent(fresh.store, event('Delivery'));
    expect(await mailsFailedSince(fresh.store, '2000-01-01', 100)).toEqual([]);
    await recordMailEvent(fresh.store, event('Bounce'));
    expect(await mailsFailedSince(fresh.store, '2000-01-01', 100)).toMatchObject([{ message: mail.messageId }]);
  });

  it('makes no row of its own', async () => {
    expect(await recordMailEvent(fresh.store, event('Delivery'))).toBe('known');
    expect(await row()).toBeUndefined();
  });

  it('is left alone when it is not about a mail of ours, or tells nothing that is kept', async () => {
    await begin();
    expect(await recordMailEvent(fresh.store, event('Delivery', { 'ses:operation': ['SendRawEmail'] }))).toBe(
      'not-ours',
    );
    expect(await recordMailEvent(fresh.store, event('Open'))).toBe('not-ours');
    expect(await row()).toMatchObject({ status: 'sending' });
  });

  it('takes no address with it', () => {
    expect(JSON.stringify(event('Bounce'))).not.toContain('@');
  });
});

/** SES's event of a bounce that passes, at a minute past nine. */
const passing = (bounceSubType: string, minute = 1) =>
  event('Bounce', ourTags, {
    time: `2026-10-26T09:0${minute}:00Z`,
    bounce: { bounceType: 'Transient', bounceSubType },
  });
const delivery = (minute: number) => event('Delivery', ourTags, { time: `2026-10-26T09:0${minute}:00Z` });
const beforeTheCentralTeam = async () => (await mailsFailedSince(fresh.store, '2000-01-01', 100)).length;

describe('a bounce that passes', () => {
  beforeEach(begin);

  it('is no failure as an out-of-office answer after delivery, in whatever order the two come', async () => {
    await recordMailEvent(fresh.store, delivery(0));
    expect(await recordMailEvent(fresh.store, passing('General'))).toBe('known');
    expect(await row()).toMatchObject({ status: 'delivered' });
    await begin();
    await recordMailEvent(fresh.store, passing('General'));
    expect(await beforeTheCentralTeam()).toBe(1);
    expect(await recordMailEvent(fresh.store, delivery(0))).toBe('recorded');
    expect(await row()).toMatchObject({ status: 'delivered' });
    expect(await row()).not.toHaveProperty('failure');
    expect(await beforeTheCentralTeam()).toBe(0);
  });

  it('is before the central team until a later delivery', async () => {
    await recordMailEvent(fresh.store, passing('MailboxFull', 1));
    expect(await row()).toMatchObject({ status: 'bounced', failure: 'transient.mailboxfull' });
    expect(await beforeTheCentralTeam()).toBe(1);
    expect(await recordMailEvent(fresh.store, delivery(2))).toBe('recorded');
    expect(await row()).toMatchObject({ status: 'delivered' });
    expect(await beforeTheCentralTeam()).toBe(0);
  });

  it('stays a failure when a mailbox took the mail and sent it back full, in whatever order the two come', async () => {
    await recordMailEvent(fresh.store, delivery(0));
    await recordMailEvent(fresh.store, passing('MailboxFull', 1));
    expect(await row()).toMatchObject({ status: 'bounced', failure: 'transient.mailboxfull' });
    expect(await recordMailEvent(fresh.store, delivery(0))).toBe('known');
    expect(await beforeTheCentralTeam()).toBe(1);
  });

  it('gives way to what is certain', async () => {
    await recordMailEvent(fresh.store, passing('General'));
    expect(await recordMailEvent(fresh.store, event('Bounce'))).toBe('recorded');
    expect(await row()).toMatchObject({ failure: 'permanent.general' });
    expect(await recordMailEvent(fresh.store, delivery(9))).toBe('known');
    expect(await recordMailEvent(fresh.store, passing('General', 9))).toBe('known');
    expect(await row()).toMatchObject({ status: 'bounced', failure: 'permanent.general' });
  });
});

it('never leads backwards, in whatever order and however often events come', async () => {
  const rank = ['sending', 'sent', 'delayed', 'delivered', 'bounced', 'complained'];
  const types = fc.constantFrom<EventType>('Send', 'Delivery', 'DeliveryDelay', 'Bounce', 'Complaint');
  await fc.assert(
    fc.asyncProperty(fc.array(types, { minLength: 1, maxLength: 6 }), async (order) => {
      await begin();
      let before = 0;
      let failed = false;
      for (const eventType of order) {
        await recordMailEvent(fresh.store, event(eventType));
        const status = (await row())?.status ?? '';
        expect(rank.indexOf(status)).toBeGreaterThanOrEqual(before);
        if (failed) expect(rank.indexOf(status)).toBe(before);
        before = rank.indexOf(status);
        failed = before >= rank.indexOf('bounced');
      }
    }),
    { numRuns: 30 },
  );
});

it('lets no status follow itself', () => {
  expect(Object.entries(reachedFrom).filter(([status, prior]) => prior.some((one) => one === status))).toEqual([]);
});
