/** A mail that nobody needs any more, beside whatever sends it at the same moment. */
import { expect, it } from 'vitest';
import { asWaiting, giveUp, isGivenUp } from '../../lambdas/mail/message-log.ts';
import type { Message } from '../../lambdas/store/store.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const MAIL = { about: 'qar-2026-900001', message: 'dates-fixed-in-hub.1.jo' } as const;

async function waiting(): Promise<void> {
  const known = { ...MAIL, kind: 'dates-fixed-in-hub.1', person: 'jo', at: '2026-07-21T10:00:00.000Z' };
  const waits = { as: 'dates-fixed-in-hub', so: {}, line: { text: 'QAR at Ash', note: 'In January' } };
  await fresh.store.entities.message.put(asWaiting(known, waits)).go();
}
const row = async () => (await fresh.store.message(MAIL.about, MAIL.message)) as Message;

it('is taken from what waits to be sent', async () => {
  await waiting();
  await giveUp(fresh.store, MAIL);
  expect(isGivenUp(await row())).toBe(true);
});

it('stays as it is where it has gone since it was read, and whoever gave it up goes on', async () => {
  await waiting();
  await fresh.store.entities.message.patch(MAIL).set({ status: 'sent', sesMessageId: 'ses-1' }).go();
  await giveUp(fresh.store, MAIL);
  expect(await row()).toMatchObject({ status: 'sent', sesMessageId: 'ses-1', waits: { as: 'dates-fixed-in-hub' } });
});
