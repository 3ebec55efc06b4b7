import { beforeEach, describe, expect, test } from 'vitest';
import type { Membership } from '../../lambdas/store/store.ts';
import { membershipsOf } from '../../lambdas/store/week-reads.ts';
import { letMembershipLapse } from '../../lambdas/subscription/let-membership-lapse.ts';
import { useStore } from '../support/store.ts';
import { waitingMails } from '../support/waiting-mails.ts';
import { ABOUT, changeMember, OPENS, SCHOOL, type TestDeps, testDeps, writeWorld } from './fixture.ts';

const fresh = useStore();
const STARTS = '2026-08-31T23:00:05.000Z';
let deps: TestDeps;

const membership = (changes: Partial<Membership>) =>
  fresh.store.entities.membership
    .put({ member: SCHOOL, year: '2026', kind: 'renewal', status: 'invited', openedAt: OPENS, ...changes })
    .go();
const lapse = (at = STARTS) => letMembershipLapse({ member: SCHOOL, year: '2026', at }, deps);

beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = testDeps(fresh.store);
});

test('silence lapses the membership and is told to the head, and in the morning to the hub manager and the central team', async () => {
  await membership({});

  expect(await lapse()).toEqual({ status: 'lapsed' });
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'lapsed', decidedAt: STARTS });
  expect(await membershipsOf(fresh.store, '2026', 'lapsed')).toHaveLength(1);
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('lapsed');
  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect((await waitingMails(fresh.store)).map(({ kind, person, at }) => [kind, person, at])).toEqual([
    ['member-ended', 'central-team', '2026-09-01T06:30:00.000Z'],
    ['member-ended', 'manager-1', '2026-09-01T06:30:00.000Z'],
  ]);
  expect(deps.notices[0]).toMatchObject({
    firstLine: 'The membership of Hill View Primary School has ended, as it was not renewed for 2026 to 2027.',
  });
  expect(deps.notices[0]?.paragraphs.join(' ')).toContain('You are welcome back at any time');
});

test('a school that has closed stays closed, whatever becomes of its membership', async () => {
  await membership({});
  await changeMember(fresh.store, { standing: 'closed' });

  expect(await lapse()).toEqual({ status: 'lapsed' });
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('closed');
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'lapsed' });
});

test('a decline stays a decline, with its reason for the central team alone', async () => {
  await membership({ status: 'declined', reason: 'Our budget is cut.', decidedAt: OPENS });

  expect(await lapse()).toEqual({ status: 'declined' });
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'declined', decidedAt: OPENS });
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('lapsed');
  expect(deps.notices.map(({ facts }) => facts)).toEqual([undefined]);
  expect((await waitingMails(fresh.store)).map(({ person, content }) => [person, content?.facts])).toEqual([
    ['central-team', [{ label: 'Reason given', value: 'Our budget is cut.' }]],
    // A hub's manager reads that they do not take part, and not why.
    ['manager-1', []],
  ]);
});

test('a newcomer that was refused reads why', async () => {
  await membership({ kind: 'newcomer', status: 'refused', reason: 'We have no hub near you.' });
  await changeMember(fresh.store, { standing: 'interested' });
  await fresh.store.entities.person
    .put({ person: 'contact-900001-2026', name: 'Robin Field', email: 'robin@hillview.example', member: SCHOOL })
    .go();

  expect(await lapse()).toEqual({ status: 'refused' });
  expect(deps.delivered[0]).toBe('robin@hillview.example');
  expect(deps.notices[0]?.paragraphs).toContain('The reason: We have no hub near you.');
  expect(deps.notices[0]?.subject).toBe('Your interest in joining: Hill View Primary School, 2026 to 2027');
});

describe('a newcomer that nobody admitted', () => {
  const applicant = (id: string, name: string, email: string) =>
    fresh.store.entities.applicant
      .put({
        ...{ member: SCHOOL, year: '2026', applicant: id, confirmedAt: OPENS, expiresAtSeconds: 2_000_000_000 },
        typed: {
          kind: 'school',
          urn: SCHOOL,
          name,
          postcode: 'AB1 2CD',
          contactName: 'Robin',
          jobTitle: 'Head',
          email,
        },
      })
      .go();
  const toOutside = () => deps.notices.filter(({ to }) => to.role === 'host');

  test('is told to each who applied with a confirmed address, in the words that they typed, and to no head of before', async () => {
    await membership({ kind: 'newcomer', status: 'awaiting-admission' });
    await changeMember(fresh.store, { standing: 'lapsed' });
    await applicant('applicant-1', 'Hill View', 'robin@hillview.example');
    await applicant('applicant-2', 'Evil School', 'evil@elsewhere.example');
    expect(await lapse()).toEqual({ status: 'lapsed' });
    expect(toOutside().map(({ to, firstLine }) => `${to.email}: ${firstLine}`)).toEqual([
      'robin@hillview.example: Hill View has not joined the partnership for 2026 to 2027.',
      'evil@elsewhere.example: Evil School has not joined the partnership for 2026 to 2027.',
    ]);
  });

  test('is told to nobody outside where an earlier release had no address confirmed', async () => {
    await membership({ kind: 'newcomer', status: 'awaiting-admission' });
    await changeMember(fresh.store, { standing: 'interested', head: 'contact-900001-2026' });
    await fresh.store.entities.person
      .put({ person: 'contact-900001-2026', name: 'Robin Field', email: 'robin@hillview.example', member: SCHOOL })
      .go();
    expect(await lapse()).toEqual({ status: 'lapsed' });
    expect(toOutside()).toEqual([]);
  });
});

test('doing it again changes and sends nothing', async () => {
  await membership({});
  await lapse();

  expect(await lapse('2026-09-02T09:00:00.000Z')).toEqual({ status: 'lapsed' });
  expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ decidedAt: STARTS });
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
  expect(deps.delivered).toHaveLength(1);
  expect(await waitingMails(fresh.store)).toHaveLength(2);
});

test('an attempt that broke off among the mails is carried on by the next', async () => {
  await membership({});
  deps.failing = 1;

  await expect(lapse()).rejects.toThrow('could not be sent');
  await lapse();

  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(await waitingMails(fresh.store)).toHaveLength(2);
});

test('a membership that was signed meanwhile stays', async () => {
  await membership({ status: 'signed' });

  expect(await lapse()).toEqual({ status: 'signed' });
  expect((await fresh.store.member(SCHOOL))?.standing).toBe('member');
  expect(deps.delivered).toEqual([]);
});
