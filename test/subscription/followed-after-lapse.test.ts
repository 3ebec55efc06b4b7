/** A school whose membership lapsed becomes another by the register's links, and comes back under its new number. */
import { beforeEach, describe, expect, it } from 'vitest';
import { lastReviewOf } from '../../lambdas/documents/last-review.ts';
import { readGias } from '../../lambdas/members/gias.ts';
import { importMembers } from '../../lambdas/members/import-members.ts';
import { readLineage, reviewsOf } from '../../lambdas/members/lineage.ts';
import { readLinks } from '../../lambdas/members/links-file.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { registrationAt } from '../../lambdas/questions/links.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { listMembersToRenew } from '../../lambdas/renewal/list-members-to-renew.ts';
import { reckonLedgers } from '../../lambdas/renewal/reckon-ledgers.ts';
import { confirmRegistration } from '../../lambdas/subscription/confirm-registration.ts';
import type { Interest } from '../../lambdas/subscription/interest-form.ts';
import { letMembershipLapse } from '../../lambdas/subscription/let-membership-lapse.ts';
import { openSubscription } from '../../lambdas/subscription/open-subscription.ts';
import { admitNewcomer } from '../../lambdas/subscription/questions/admit-newcomer.tsx';
import { registrationOf, register as sendForm } from '../../lambdas/subscription/registration.ts';
import { useSteering } from '../commands/fixture.ts';
import { register } from '../members/register.ts';
import { secretOf } from '../questions/fixture.ts';
import { reviewRow } from '../team/network.ts';
import { askedOf, LATER, OPENS, SCHOOL, writeWorld } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const ACADEMY = '900888';
const ABOUT = `membership-2026-${ACADEMY}`;
const HEAD = { id: 'head-1', name: 'Alex Morgan', email: 'head@hillview.example', jobTitle: 'Headteacher' };

/** The school had a review in 2024, signed for that year, and let the membership of 2025 lapse. */
beforeEach(async () => {
  await writeWorld(fresh.store);
  const { entities } = fresh.store;
  const signed = { member: SCHOOL, kind: 'renewal', openedAt: OPENS } as const;
  await entities.membership.put({ ...signed, year: '2024', status: 'signed' }).go();
  await entities.membership.put({ ...signed, year: '2025', status: 'invited', stoppedPeople: ['reviewer-1'] }).go();
  await entities.ledger.put({ member: SCHOOL, year: '2024', owed: 3, carried: 1, done: 1 }).go();
  await entities.person
    .put({
      ...{ person: 'reviewer-1', name: 'Rae Poole', email: 'rae@hillview.example', member: SCHOOL },
      ...{ stoppedOn: '2025-09-01', poolBefore: 'reviewers' },
    })
    .go();
  await entities.review
    .put({
      ...reviewRow(),
      about: `qar-2024-${SCHOOL}`,
      year: '2024',
      host: SCHOOL,
      stage: 'closed',
      day1: '2025-01-14',
    })
    .go();
  await letMembershipLapse({ member: SCHOOL, year: '2025', at: '2025-09-01T07:00:00.000Z' }, deps());
  const head = { ...HEAD, member: ACADEMY, isHead: true };
  const reviewer = { id: 'reviewer-1', name: 'Rae Poole', email: 'rae@hillview.example', member: ACADEMY };
  const { refused } = await importMembers(fresh.store, {
    ...readGias(
      register([
        { URN: SCHOOL, 'EstablishmentStatus (name)': 'Closed', CloseDate: '31-12-2025' },
        { URN: ACADEMY, EstablishmentName: 'Hill View Academy', 'TypeOfEstablishment (name)': 'Academy converter' },
      ]),
    ),
    ...readLinks(
      Buffer.from(
        `URN,LinkURN,LinkName,LinkType,LinkEstablishedDate\n${SCHOOL},${ACADEMY},Hill View Academy,Successor,01-01-2026`,
      ),
    ),
    people: [head, reviewer],
  });
  expect(refused).toEqual([]);
});

const deps = () => Object.assign(steering.deps(), { charityName: 'The Charity' });
const academy = () => fresh.store.needMember(ACADEMY);
const peopleWith = (email: string) => fresh.store.peopleAt(email);

const interest: Interest = {
  ...{ kind: 'school', urn: ACADEMY, phase: 'primary', name: 'Hill View Academy', postcode: 'ZA1 2BC' },
  ...{ contactName: 'Alex Morgan', jobTitle: 'Principal', email: 'Head@HillView.example' },
};

/** Sends the form of /join, confirms it, and is admitted. */
async function joins(more: Partial<Interest> = {}): Promise<void> {
  const typed = { ...interest, ...more };
  await sendForm(typed, deps(), LATER);
  const mail = deps().mails.findLast(({ to }) => to.toLowerCase() === typed.email.toLowerCase());
  expect(mail?.content.subject).toBe('Please confirm your address');
  const row = await registrationOf(registrationAt(typed.email), LATER, fresh.store);
  expect(await confirmRegistration(row?.registration ?? '', row?.version ?? '', deps(), LATER)).toMatchObject({
    kind: 'confirmed',
    start: { member: ACADEMY, year: '2026' },
  });
  const { status } = await openSubscription({ member: ACADEMY, year: '2026', at: LATER }, { store: fresh.store });
  expect(status).toBe('awaiting-admission');
  const question = admitNewcomer;
  await ask(question, askedOf(question, { about: ABOUT, at: LATER }), 'token', deps());
  const secret = secretOf(deps().mails.at(-1)?.content);
  const opened = await openLink(secret, deps(), () => question, LATER);
  if (!opened) throw new Error('The central team has no link.');
  const form = { decision: 'admit', hub: 'not-known', trust: 'not-known' };
  expect(await answer(opened, form, LATER, deps())).toMatchObject({ kind: 'recorded' });
}

it('the academy has lapsed as the school had, and nobody is asked to renew for either', async () => {
  expect(await academy()).toMatchObject({ standing: 'lapsed', predecessors: [SCHOOL], head: 'head-1' });
  expect(await fresh.store.needMember(SCHOOL)).toMatchObject({ standing: 'closed', standingBefore: 'lapsed' });
  await fresh.store.entities.membership.patch({ member: SCHOOL, year: '2025' }).set({ status: 'lapsed' }).go();
  expect((await listMembersToRenew({ scheduledAt: OPENS }, { store: fresh.store })).members).toEqual([]);
});

describe('by the form of /join', () => {
  it('its head is admitted under the id that they have, and there is no second account', async () => {
    await joins();
    expect(await academy()).toMatchObject({ head: 'head-1', standing: 'lapsed' });
    expect((await peopleWith(HEAD.email)).map(({ person }) => person)).toEqual(['head-1']);
    expect(await fresh.store.person(`contact-${ACADEMY}-2026`)).toBeUndefined();
    expect(await fresh.store.person('head-1')).toMatchObject({
      name: 'Alex Morgan',
      jobTitle: 'Headteacher',
      confirmedAt: LATER,
    });
    expect(await fresh.store.membership(ACADEMY, '2026')).toMatchObject({ status: 'invited', kind: 'newcomer' });
    expect(await fresh.store.membership(SCHOOL, '2026')).toBeUndefined();
  });

  it('and lets it lapse again: they are told once, by that id', async () => {
    await joins();
    const before = deps().notices.length;
    await letMembershipLapse({ member: ACADEMY, year: '2026', at: '2026-09-01T07:00:00.000Z' }, deps());
    const told = deps()
      .notices.slice(before)
      .filter(({ to }) => to.person !== 'central-team');
    expect(told.map(({ to }) => to.person)).toEqual(['head-1']);
  });

  it.each([
    ['another address', { email: 'new@hillview.example' }, async () => {}],
    [
      'the address of a head who has left',
      {},
      () => fresh.store.entities.person.patch({ person: 'head-1' }).set({ left: true }).go(),
    ],
    [
      'the address of a head whose erasure waits',
      {},
      () => fresh.store.entities.person.patch({ person: 'head-1' }).set({ erasureAskedAt: LATER }).go(),
    ],
  ])('whoever comes with %s is somebody new', async (_, more, before) => {
    await before();
    await joins(more);
    expect(await academy()).toMatchObject({ head: `contact-${ACADEMY}-2026` });
  });
});

it('opened again by the central team it has those back who stopped as the school lapsed', async () => {
  expect(await steering.steer({ act: 'reopen-membership', about: ABOUT, at: LATER })).toMatchObject({ done: true });
  expect(await fresh.store.membership(ACADEMY, '2026')).toMatchObject({ status: 'invited', kind: 'renewal' });
  expect(await fresh.store.person('reviewer-1')).toMatchObject({ member: ACADEMY, pool: 'reviewers' });
  expect(await fresh.store.person('reviewer-1')).not.toHaveProperty('stoppedOn');
  // Pressed twice it is opened once.
  expect(
    await steering.steer({ act: 'reopen-membership', about: ABOUT, at: '2026-02-05T11:05:00.000Z' }),
  ).toMatchObject({
    done: false,
  });
});

it('the history of the school is the academy’s, and no debt is invented for the year away', async () => {
  const { entities } = fresh.store;
  await entities.membership
    .put({ member: ACADEMY, year: '2026', kind: 'renewal', status: 'signed', openedAt: LATER, decidedAt: LATER })
    .go();
  expect((await reviewsOf(fresh.store, ACADEMY)).map(({ about }) => about)).toEqual([`qar-2024-${SCHOOL}`]);
  expect(await readLineage(fresh.store, [ACADEMY])).toHaveProperty('size', 2);
  const asIfNext = { programme: 'QAR', year: '2025', host: ACADEMY } as const;
  expect(await lastReviewOf(fresh.store.readingOnce(), asIfNext, 'host')).toBeUndefined(); // its settings are in no table here
  await reckonLedgers({ year: '2026', at: LATER }, { store: fresh.store });
  const ledger = await fresh.store.ledger(ACADEMY, '2026');
  expect(ledger?.carried ?? 0).toBe(0);
  expect(await fresh.store.ledger(SCHOOL, '2026')).toBeUndefined();
  expect(await fresh.store.ledger(SCHOOL, '2024')).toMatchObject({ owed: 3, carried: 1, done: 1 });
});
