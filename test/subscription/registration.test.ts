/** What strangers can do by the form of /join, and what follows once an address is confirmed. */
import { beforeEach, describe, expect, test } from 'vitest';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { confirmRegistration, keepBegun } from '../../lambdas/subscription/confirm-registration.ts';
import { confirmedPage, printedInterest } from '../../lambdas/subscription/interest.tsx';
import type { Interest } from '../../lambdas/subscription/interest-form.ts';
import { memberIdOf } from '../../lambdas/subscription/member-id.ts';
import { admitNewcomer } from '../../lambdas/subscription/questions/admit-newcomer.tsx';
import { type RegisteringDeps, register, registrationOf } from '../../lambdas/subscription/registration.ts';
import { asked, type FakeDeps, fakeDeps, secretOf } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { changeMember, LATER, SCHOOL, writeWorld } from './fixture.ts';

const fresh = useStore();
const site = { charityName: 'The Charity', helpAddress: 'help@charity.example', urgentTelephone: '01632 960100' };
let deps: FakeDeps & RegisteringDeps;

const interest: Interest = {
  kind: 'school',
  urn: '900777',
  phase: 'secondary',
  name: 'Brook Lane School',
  postcode: 'AB1 2CD',
  contactName: 'Robin Field',
  jobTitle: 'Head',
  email: 'robin@brooklane.example',
};
const trust = (name: string, more: Partial<Interest> = {}): Interest => ({
  ...interest,
  ...{ kind: 'trust', urn: undefined, phase: undefined, name },
  ...more,
});
const send = (changes: Partial<Interest> = {}, at = LATER) => register({ ...interest, ...changes }, deps, at);
const mailsTo = (email: string) => deps.mails.filter(({ to }) => to === email);
const central = () => deps.notices.filter(({ to }) => to.person === 'central-team');

async function registrationBehind(secret: string) {
  const hash = hashOfLink(secret) ?? '';
  const about = (await fresh.store.link(hash))?.about ?? '';
  return { about, row: await registrationOf(about, LATER, fresh.store) };
}

/** Sends the form and presses the button behind the mail. */
async function confirmed(changes: Partial<Interest> = {}, at = LATER) {
  await send(changes, at);
  const secret = secretOf(mailsTo(changes.email ?? interest.email).at(-1)?.content);
  const { about, row } = await registrationBehind(secret);
  return confirmRegistration(about, row?.version ?? '', deps, at);
}

beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = Object.assign(fakeDeps(fresh.store), { charityName: 'The Charity' });
});

describe('a form of a stranger', () => {
  test('has one mail sent, with no word that was typed', async () => {
    const words = { name: 'Zebra Quagga Kudu', contactName: 'Gnu Okapi', jobTitle: 'Eland', postcode: 'ZE1 1ZZ' };
    expect(await send(words)).toBe('sent');
    expect(deps.mails.map(({ to }) => to)).toEqual([interest.email]);
    const said = JSON.stringify(deps.mails[0]?.content);
    for (const word of ['Zebra', 'Quagga', 'Gnu', 'Okapi', 'Eland', 'ZE1', '900777']) expect(said).not.toContain(word);
    expect(deps.mails[0]?.content.subject).toBe('Please confirm your address');
    expect(deps.notices).toEqual([]);
  });

  test('changes no member and writes no person, and nothing of it is left to a question', async () => {
    await send();
    expect(await fresh.store.member('900777')).toBeUndefined();
    expect(await fresh.store.peopleOfMember('900777')).toEqual([]);
    expect(await fresh.store.membership('900777', '2026')).toBeUndefined();
    const secret = secretOf(deps.mails[0]?.content);
    const none = () => {
      throw new Error('No question is behind it.');
    };
    expect(await openLink(secret, deps, none, LATER)).toBeUndefined();
  });

  test('has no second mail sent for a week, whatever is typed with the address', async () => {
    await send();
    await send();
    await Promise.all([send({ name: 'Another School' }), send({ name: 'A Third School' })]);
    await send({}, '2026-02-12T10:59:59.000Z');
    expect(deps.mails).toHaveLength(1);
    await send({}, '2026-02-12T11:00:00.000Z');
    expect(deps.mails).toHaveLength(2);
  });

  test('has its mail sent by the next one when it did not go', async () => {
    deps.failMails = true;
    await expect(send()).rejects.toThrow('SES is away');
    deps.failMails = false;
    await send();
    expect(deps.mails).toHaveLength(1);
    expect((await registrationBehind(secretOf(deps.mails[0]?.content))).row).toMatchObject({ typed: interest });
  });

  test.each([
    ['is a member', SCHOOL, {}],
    ['was one', SCHOOL, { standing: 'lapsed' as const }],
    ['is closed', SCHOOL, { standing: 'closed' as const }],
    ['is unknown', '900778', undefined],
  ])('says and mails the same when the school %s', async (_what, urn, changes) => {
    if (changes) await changeMember(fresh.store, changes);
    const before = await fresh.store.member(urn);
    expect(await send({ urn })).toBe('sent');
    const { button: _button, ...said } = deps.mails[0]?.content ?? {};
    await send({ urn: '900999', email: 'other@brooklane.example' });
    const { button: _other, ...saidOfOther } = deps.mails[1]?.content ?? {};
    expect(said).toEqual(saidOfOther);
    expect(await fresh.store.member(urn)).toEqual(before);
  });

  test('is kept for as long as the year says, which its mail tells', async () => {
    await send();
    expect(mailsTo(interest.email)[0]?.content.paragraphs.join(' ')).toContain('deleted after a week');
    await fresh.store.entities.partnershipYear
      .patch({ year: '2026' })
      .set({ retention: { joinFormDays: 3 } })
      .go();
    await send({ email: 'other@brooklane.example', name: 'Another School' });
    expect(mailsTo('other@brooklane.example')[0]?.content.paragraphs.join(' ')).toContain('deleted after 3 days');
    const [week, three] = await Promise.all(
      [interest.email, 'other@brooklane.example'].map(async (email) =>
        registrationBehind(secretOf(mailsTo(email)[0]?.content)),
      ),
    );
    const days = (row: typeof week) =>
      ((row?.row?.expiresAtSeconds ?? 0) - Math.floor(Date.parse(LATER) / 1000)) / 86_400;
    expect([days(week), days(three)]).toEqual([7, 3]);
    const afterwards = new Date(Date.parse(LATER) + 3 * 86_400_000).toISOString();
    expect(await registrationOf(three?.about ?? '', afterwards, fresh.store)).toBeUndefined();
    expect(await registrationOf(week?.about ?? '', afterwards, fresh.store)).toBeDefined();
  });

  test('is shown to whoever reads at its address alone: of two about one school neither learns of the other', async () => {
    await send();
    await send({ email: 'other@brooklane.example', contactName: 'Zebra Quagga', jobTitle: 'Okapi' });
    const [first, second] = await Promise.all(
      [interest.email, 'other@brooklane.example'].map((email) =>
        registrationBehind(secretOf(mailsTo(email)[0]?.content)),
      ),
    );
    for (const one of [first, second]) {
      const row = one?.row;
      if (row) await confirmRegistration(row.registration, row.version, deps, LATER);
    }
    const page = async (secret: string) => {
      const { row } = await registrationBehind(secret);
      return row ? confirmedPage(site, row) + JSON.stringify(printedInterest(row, site)) : '';
    };
    const [own, others] = await Promise.all(
      [interest.email, 'other@brooklane.example'].map((email) => page(secretOf(mailsTo(email)[0]?.content))),
    );
    expect(own).toContain('Robin Field');
    expect(own).not.toMatch(/Zebra|Okapi|other@/);
    expect(others).toContain('Zebra Quagga');
    expect(others).not.toMatch(/Robin|robin@/);
  });

  test('is taken ten times a day, which the central team is told once', async () => {
    const all = [];
    for (let one = 0; one < 13; one += 1) all.push(await send({ email: `head-${one}@school.example` }));
    expect(all).toEqual([...Array(10).fill('sent'), ...Array(3).fill('too-many')]);
    expect(deps.mails).toHaveLength(10);
    expect(new Set(central().map(({ kind }) => kind))).toEqual(new Set(['registrations-full.2026-02-05']));
    // Whoever sends the same form twice counts once, and is not kept out by the others.
    expect(await send({ email: 'head-1@school.example' })).toBe('sent');
    expect(await send({ email: 'late@school.example' }, '2026-02-06T11:00:00.000Z')).toBe('sent');
  });

  test('is taken as often as the year says', async () => {
    await fresh.store.entities.partnershipYear.patch({ year: '2026' }).set({ registrationsADay: 1 }).go();
    expect([await send(), await send({ email: 'b@school.example' })]).toEqual(['sent', 'too-many']);
    // A row of before this was a setting has none.
    await fresh.store.entities.partnershipYear.patch({ year: '2026' }).remove(['registrationsADay']).go();
    expect(await send({ email: 'c@school.example' })).toBe('sent');
  });

  test('finds that no year is open', async () => {
    expect(await send({}, '2020-02-01T12:00:00.000Z')).toBe('not-open');
    expect(deps.mails).toEqual([]);
  });
});

describe('a confirmed address', () => {
  test('begins the admission of a school that is new, with no head until then', async () => {
    expect(await confirmed()).toMatchObject({ kind: 'confirmed', start: { member: '900777', year: '2026' } });
    expect(await fresh.store.member('900777')).toMatchObject({ name: 'Brook Lane School', standing: 'interested' });
    expect(await fresh.store.member('900777')).not.toHaveProperty('head');
    expect(await fresh.store.peopleOfMember('900777')).toEqual([]);
    expect(await fresh.store.membership('900777', '2026')).toMatchObject({
      kind: 'newcomer',
      status: 'awaiting-admission',
    });
    expect(await fresh.store.applicants('900777', '2026')).toMatchObject([{ typed: interest }]);
  });

  test('the year is the newest whose renewal has opened', async () => {
    const year = async (urn: string, at: string) => {
      const taken = await confirmed({ urn, email: `head@school-${urn}.example` }, at);
      return taken.kind === 'confirmed' ? taken.start?.year : taken.kind;
    };
    expect(await year('900778', '2026-02-01T12:00:00.000Z')).toBe('2025');
    expect(await year('900779', '2026-11-20T12:00:00.000Z')).toBe('2026');
    expect(await year('900780', '2027-02-01T12:00:00.000Z')).toBe('2027');
  });

  test('gives the same thanks and the same admission when it is confirmed again', async () => {
    const first = await confirmed();
    const { about, row } = await registrationBehind(secretOf(deps.mails[0]?.content));
    expect(row).not.toHaveProperty('begunAt');
    expect(await confirmRegistration(about, row?.version ?? '', deps, LATER)).toEqual(first);
    await keepBegun(about, { member: '900777', year: '2026' }, LATER, fresh.store);
    expect((await registrationBehind(secretOf(deps.mails[0]?.content))).row).toMatchObject({ begunAt: LATER });
    const registered = (await registrationBehind(secretOf(deps.mails[0]?.content))).row;
    const printed = registered && printedInterest(registered, site);
    expect(printed).toMatchObject({
      facts: [
        { value: interest.contactName },
        { label: 'Registered on', value: expect.stringMatching(/2026, \d\d:\d\d$/) },
      ],
    });
    expect(printed?.sent).toContainEqual({ label: 'School', value: 'Brook Lane School' });
    expect(registered && confirmedPage(site, registered)).toContain('href="?show=answer"');
    expect(await fresh.store.applicants('900777', '2026')).toHaveLength(1);
    expect(await fresh.store.audit('membership-2026-900777')).toHaveLength(2);
    expect(deps.notices).toEqual([]);
  });

  test('is one registration though the button is pressed ten times at once', async () => {
    await send();
    const { about, row } = await registrationBehind(secretOf(deps.mails[0]?.content));
    const press = () => confirmRegistration(about, row?.version ?? '', deps, LATER);
    const all = await Promise.all(Array.from({ length: 10 }, press));
    for (const one of all) expect(one).toEqual(all[0]);
    expect(all[0]).toMatchObject({ kind: 'confirmed' });
    expect(await fresh.store.applicants('900777', '2026')).toHaveLength(1);
  });

  test('confirms what was seen, and nothing that was typed since', async () => {
    await send();
    const secret = secretOf(deps.mails[0]?.content);
    const { about, row } = await registrationBehind(secret);
    await send({ name: 'Evil School' });
    expect(await confirmRegistration(about, row?.version ?? '', deps, LATER)).toMatchObject({
      kind: 'changed',
      row: { typed: { name: 'Evil School' } },
    });
    expect(await fresh.store.membership('900777', '2026')).toBeUndefined();
  });

  test.each([
    ['of a member', SCHOOL],
    ['of a new school', '900777'],
  ])('%s may be sent and confirmed again as it was, and the central team is told once', async (_what, urn) => {
    const told: string[] = [];
    deps.mailer.send = async (about, { kind, to }, at) => {
      const message = `${kind}.${to.person}`;
      told.push(message);
      await fresh.store.entities.message.upsert({ about, message, kind, person: to.person, status: 'sent', at }).go();
    };
    for (const at of [LATER, '2026-02-05T12:00:00.000Z', '2026-02-20T11:00:00.000Z']) {
      await send({ urn }, at);
      const about = (await fresh.store.link(hashOfLink(secretOf(deps.mails.at(-1)?.content)) ?? ''))?.about ?? '';
      const { version = '' } = (await registrationOf(about, at, fresh.store)) ?? {};
      expect(await confirmRegistration(about, version, deps, at)).toMatchObject({ kind: 'confirmed' });
    }
    expect(new Set(told).size).toBe(1);
  });

  test('is no use after a week, though the row is still there', async () => {
    await send();
    const { about, row } = await registrationBehind(secretOf(deps.mails[0]?.content));
    const confirm = (at: string) => confirmRegistration(about, row?.version ?? '', deps, at);
    expect(await confirm('2026-02-12T11:00:00.000Z')).toEqual({ kind: 'gone' });
    expect(await confirm('2026-02-12T10:59:59.000Z')).toMatchObject({ kind: 'confirmed' });
  });

  test.each([
    ['is a member', {}, undefined],
    ['is closed', { standing: 'closed' as const }, undefined],
    ['has ended its subscription to this year', { standing: 'lapsed' as const }, 'declined' as const],
  ])('is told to the central team alone when the school %s', async (_what, changes, status) => {
    await changeMember(fresh.store, changes);
    if (status) {
      const row = { member: SCHOOL, year: '2026', kind: 'renewal', status, openedAt: LATER } as const;
      await fresh.store.entities.membership.put(row).go();
    }
    const [member, people] = [await fresh.store.member(SCHOOL), await fresh.store.peopleOfMember(SCHOOL)];
    const newcomer = await confirmed();
    const known = await confirmed({ urn: SCHOOL, email: 'x@y.example' });
    expect(known).not.toHaveProperty('start');
    expect(known.kind === 'confirmed' && known.thanks).toEqual(newcomer.kind === 'confirmed' && newcomer.thanks);
    expect(await fresh.store.member(SCHOOL)).toEqual(member);
    expect(await fresh.store.peopleOfMember(SCHOOL)).toEqual(people);
    expect(central().map(({ subject }) => subject)).toEqual([
      'Somebody applies for Hill View Primary School, 2026 to 2027',
    ]);
  });

  test('of a member whose membership lapsed begins an admission, and changes nothing of it', async () => {
    await changeMember(fresh.store, { standing: 'lapsed' });
    const [member, people] = [await fresh.store.member(SCHOOL), await fresh.store.peopleOfMember(SCHOOL)];
    expect(await confirmed({ urn: SCHOOL, name: 'HVPS' })).toMatchObject({ start: { member: SCHOOL, year: '2026' } });
    expect(await fresh.store.member(SCHOOL)).toEqual(member);
    expect(await fresh.store.peopleOfMember(SCHOOL)).toEqual(people);
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'awaiting-admission' });
  });
});

describe('two that apply', () => {
  test.each([
    ['with names in other scripts', trust('学校信託'), trust('学校連盟')],
    [
      'with names alike in forty letters',
      trust(`${'River Valley Schools of the North West '}One`),
      trust(`${'River Valley Schools of the North West '}Two`),
    ],
    ['with the same name elsewhere', trust('Rivers Trust'), trust('Rivers Trust', { postcode: 'ZZ1 1ZZ' })],
    ['with signs between the same letters', trust('A.B.C Trust'), trust('ABC Trust')],
  ])('%s are two', (_what, one, other) => {
    expect(memberIdOf(one)).not.toBe(memberIdOf(other));
    for (const id of [memberIdOf(one), memberIdOf(other)]) expect(id).toMatch(/^trust-[a-z0-9-]{1,40}$/);
  });

  test('of one name, written twice, are one', () => {
    expect(memberIdOf(trust('Rivers  Trust'))).toBe(memberIdOf(trust('rivers trust')));
    expect(memberIdOf(trust('Rivers Trust'))).toMatch(/^trust-rivers-trust-[0-9a-f]{10}$/);
  });

  test('for one URN are both before the central team, whoever came first, and the one it admits is the head', async () => {
    await confirmed({ name: 'Evil School', email: 'evil@elsewhere.example', contactName: 'Mallory' });
    expect(await confirmed()).toMatchObject({ start: { member: '900777' } });
    expect(central().map(({ subject }) => subject)).toEqual(['Another person applies for Evil School, 2026 to 2027']);

    const about = 'membership-2026-900777';
    const question = asked({ question: 'admit-newcomer', about, at: LATER, expiresAt: '2026-03-05T11:00:00.000Z' });
    const bound = await admitNewcomer.bind(question, deps);
    expect(
      bound.read({ decision: 'admit' }, { person: 'central-team', role: 'central-team', at: LATER }),
    ).toMatchObject({
      ok: false,
      errors: { decision: 'Select whom to admit, or that you refuse' },
    });
    const applicants = await fresh.store.applicants('900777', '2026');
    const robin = applicants.find(({ typed }) => (typed as Interest).email === interest.email)?.applicant ?? '';
    const read = bound.read({ decision: robin }, { person: 'central-team', role: 'central-team', at: LATER });
    if (!read.ok) throw new Error(JSON.stringify(read.errors));
    await fresh.store.write(read.taken.effects());
    expect(await fresh.store.member('900777')).toMatchObject({
      name: 'Brook Lane School',
      head: 'contact-900777-2026',
    });
    expect(await fresh.store.peopleOfMember('900777')).toMatchObject([
      { name: 'Robin Field', email: interest.email, confirmedAt: LATER },
    ]);
  });
});
