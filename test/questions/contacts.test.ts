import { beforeEach, describe, expect, test } from 'vitest';
import { contactsOf } from '../../lambdas/questions/contacts.ts';
import { STAGES } from '../../lambdas/store/entities/reviews.ts';
import { writeTeam } from '../commands/team-that-accepted.ts';
import { useStore } from '../support/store.ts';
import { ABOUT } from '../team/network.ts';

const fresh = useStore();
beforeEach(() => writeTeam(fresh.store));

async function peopleWhen(review: object = {}): Promise<string[]> {
  const whole = await fresh.store.needReviewAtHand(ABOUT);
  const contacts = await contactsOf({ ...whole, review: { ...whole.review, ...review } }, fresh.store);
  return contacts.map(({ role, email }) => `${role} ${email.split('@')[0]}`);
}

describe('team and host have each other’s contacts', () => {
  const all = ['lead lead-1', 'reviewer reviewer-1', 'reviewer reviewer-2', 'host head'];

  test.each(STAGES)('at the stage %s only from the confirmed team until the review is closed', async (stage) => {
    const introduced = ['preparation', 'visit', 'report', 'publication', 'feedback'].includes(stage);
    expect(await peopleWhen({ stage })).toEqual(introduced ? all : []);
  });

  test('not of a review that is off', async () => {
    expect(await peopleWhen({ status: 'cancelled' })).toEqual([]);
    expect(await peopleWhen({ status: 'paused' })).toEqual(all);
  });

  test('without whoever has left the team, the network, or asked to be erased', async () => {
    const { rows } = fresh.store;
    await fresh.store.write([
      rows.seat.patch({ about: ABOUT, seat: 'seat-1' }).set({ status: 'open' }).remove(['person']).commit(),
      rows.person.patch({ person: 'person-2' }).set({ left: true }).commit(),
      rows.person.patch({ person: 'lead-1' }).set({ erasureAskedAt: '2027-01-01T10:00:00.000Z' }).commit(),
      rows.person.patch({ person: 'head-1' }).set({ mail: 'bounces' }).commit(),
    ]);
    expect(await peopleWhen()).toEqual(['host head']);
  });
});
