/** That an admission asks which hub and trust a newcomer belongs to, with what is likely filled in. */
import { beforeEach, expect, test } from 'vitest';
import { notKnownOf } from '../../lambdas/members/belonging.ts';
import type { Member } from '../../lambdas/store/store.ts';
import { likely, readNetwork } from '../../lambdas/subscription/belonging-fields.tsx';
import { admitNewcomer } from '../../lambdas/subscription/questions/admit-newcomer.tsx';
import { useStore } from '../support/store.ts';
import { ABOUT, LATER, OPENS, SCHOOL, testDeps, writeWorld } from './fixture.ts';

const fresh = useStore();
const asked = {
  ...{ question: 'admit-newcomer', about: ABOUT, turn: 1, round: 1, at: OPENS, expiresAt: '2026-02-16T17:00:00.000Z' },
};
const bind = () => admitNewcomer.bind(asked, testDeps(fresh.store));
const admit = async (fields: object) => {
  const bound = await bind();
  const read = bound.read(
    { decision: 'admit', ...fields },
    { person: 'central-team', role: 'central-team', at: LATER },
  );
  if (read.ok) await fresh.store.write(read.taken.effects());
  return read;
};
const member = (id: string, row: Partial<Member>): Member => ({
  ...{ member: id, kind: 'school', name: `School ${id}`, standing: 'member', postcode: 'ZZ9 1AA' },
  ...row,
});

beforeEach(async () => {
  await writeWorld(fresh.store);
  const { rows } = fresh.store;
  const near = member('900301', { hub: 'hub-4', trust: 'trust-7', postcode: 'AB1 9ZZ', easting: 1, northing: 1 });
  const far = member('900302', { hub: 'hub-5', easting: 90_000, northing: 1 });
  await fresh.store.write([
    ...[near, far, member('trust-7', { kind: 'trust', name: 'Rowan Learning Trust' })].map((row) =>
      rows.member.put(row).commit(),
    ),
    rows.hub.put({ hub: 'hub-4', name: 'Kestrel Hub' }).commit(),
    rows.hub.put({ hub: 'hub-5', name: 'Osprey Hub' }).commit(),
    ...['900301', '900302'].map((one) =>
      rows.membership
        .put({ member: one, year: '2025', kind: 'renewal', status: 'signed', openedAt: OPENS, decidedAt: OPENS })
        .commit(),
    ),
    rows.membership
      .put({ member: SCHOOL, year: '2026', kind: 'newcomer', status: 'awaiting-admission', openedAt: OPENS })
      .commit(),
    rows.member
      .patch({ member: SCHOOL })
      .set({ standing: 'interested', notKnown: ['trust', 'hub'], postcode: 'AB1 2CD', name: 'Rowan Hill Primary' })
      .remove(['hub', 'trust', 'easting', 'northing'])
      .commit(),
  ]);
});

test('offers hubs and trusts by name, and fills in what is likely', async () => {
  const page = (await bind()).page();
  expect(page.values).toEqual({ hub: 'hub-4', trust: 'trust-7' });
  const network = await readNetwork(fresh.store, '2026');
  expect(network.hubs.map(({ name }) => name)).toEqual(['Kestrel Hub', 'Osprey Hub']);
  expect(network.trusts).toEqual([{ id: 'trust-7', name: 'Rowan Learning Trust' }]);
  const newcomer = member('900303', { notKnown: ['trust', 'hub'], postcode: 'QQ1 1QQ', name: 'Elm School' });
  expect(likely(newcomer, network)).toEqual({ hub: 'not-known', trust: 'not-known' });
  expect(likely({ ...newcomer, easting: 89_000, northing: 1 }, network).hub).toBe('hub-5');
  expect(likely({ ...newcomer, hub: 'hub-5', trust: 'trust-7' }, network)).toEqual({ hub: 'hub-5', trust: 'trust-7' });
  expect(likely(member('900304', { easting: 5, northing: 5 }), network)).toEqual({ hub: 'none', trust: 'none' });
});

test.each([
  [
    { hub: 'hub-5', trust: 'none' },
    { hub: 'hub-5', trust: undefined, notKnown: [] },
  ],
  [
    { hub: 'none', trust: 'trust-7' },
    { hub: undefined, trust: 'trust-7', notKnown: [] },
  ],
  [
    { hub: 'not-known', trust: 'not-known' },
    { hub: undefined, trust: undefined, notKnown: ['trust', 'hub'] },
  ],
  [{}, { hub: undefined, trust: undefined, notKnown: ['trust', 'hub'] }],
  [
    { hub: 'hub-4', trust: 'another', 'trust-name': 'Elm Trust' },
    { hub: 'hub-4', trust: `trust-of-${SCHOOL}`, notKnown: [] },
  ],
])('keeps %j with the admission', async (fields, expected) => {
  expect((await admit(fields)).ok).toBe(true);
  const row = await fresh.store.needMember(SCHOOL);
  expect({ hub: row.hub, trust: row.trust, notKnown: notKnownOf(row) }).toEqual(expected);
});

test('wants the name of a trust that is in no list, and no hub that is', async () => {
  expect(await admit({ trust: 'another' })).toEqual({
    ok: false,
    errors: { 'trust-name': 'Enter the name of the trust' },
  });
  expect((await admit({ hub: 'hub-99' })).ok).toBe(false);
});
