import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
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

function event(eventType: EventType, tags: Record<string, string[]> = ourTags) {
  return mailEventSchema.parse({
    'detail-type': 'Email',
    source: 'aws.ses',
    time: '2026-10-26T09:00:05Z',
    detail: { eventType, mail: { messageId: 'ses-1', destination: [mail.to.email], tags }, ...details[eventType] },
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
    expect(await recordMailEvent(fresh.store, event('Delivery', { 'ses:operation': ['SendEmail'] }))).toBe('not-ours');
    expect(await recordMailEvent(fresh.store, event('Open'))).toBe('not-ours');
    expect(await row()).toMatchObject({ status: 'sending' });
  });

  it('takes no address with it', () => {
    expect(JSON.stringify(event('Bounce'))).not.toContain('@');
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
