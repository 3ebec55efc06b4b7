import { beforeEach, describe, expect, test } from 'vitest';
import { emptyForm, type House } from '../../lambdas/pages/kit.ts';
import { interestPage, interestTakenPage } from '../../lambdas/subscription/interest.tsx';
import { type Interest, readInterest } from '../../lambdas/subscription/interest-form.ts';
import { registerInterest } from '../../lambdas/subscription/register-interest.ts';
import { useStore } from '../support/store.ts';
import { changeMember, LATER, SCHOOL, writeWorld } from './fixture.ts';

const house: House = { charityName: 'The Charity', helpAddress: 'team@charity.example' };
const typed = {
  kind: 'school',
  name: 'Brook Lane School',
  postcode: 'ab1 2cd',
  urn: '900777',
  phase: 'secondary',
  'contact-name': 'Robin Field',
  'job-title': 'Head',
  email: 'Robin.Field@mail.example',
};

describe('the form', () => {
  test('reads a school', () => {
    expect(readInterest(typed)).toEqual({
      ok: true,
      value: {
        kind: 'school',
        urn: '900777',
        phase: 'secondary',
        name: 'Brook Lane School',
        postcode: 'AB1 2CD',
        contactName: 'Robin Field',
        jobTitle: 'Head',
        email: 'robin.field@mail.example',
      },
    });
  });

  test('does not ask a trust for URN and phase', () => {
    const read = readInterest({ ...typed, kind: 'trust', urn: '', phase: '' });

    expect(read).toMatchObject({ ok: true, value: { kind: 'trust', name: 'Brook Lane School' } });
    expect(read.ok && 'urn' in read.value).toBe(false);
  });

  test('says by the field what is missing, in the order of the page', () => {
    const read = readInterest({ kind: 'school' });

    expect(Object.entries(read.ok ? {} : read.errors)).toEqual([
      ['name', 'Enter the name of your school or trust'],
      ['postcode', 'Enter the postcode'],
      ['urn', 'Enter the URN of the school'],
      ['phase', 'Select the phase of your school'],
      ['contact-name', 'Enter your name'],
      ['job-title', 'Enter your job title'],
      ['email', 'Enter your work email address'],
    ]);
    expect(readInterest({})).toMatchObject({ errors: { kind: 'Select whether you are a school or a trust' } });
  });

  test.each([
    ['urn', '12345', 'The URN must be 6 digits, like 123456. It is not the DfE number'],
    ['urn', '203/3331', 'The URN must be 6 digits, like 123456. It is not the DfE number'],
    ['postcode', 'AB1', 'The postcode must be a full UK postcode, like AB1 2CD'],
    ['email', 'robin', 'Your work email address must be an email address, like name@example.org'],
  ])('refuses a wrong %s', (field, value, sentence) => {
    expect(readInterest({ ...typed, [field]: value })).toEqual({ ok: false, errors: { [field]: sentence } });
  });

  test('is a whole page that needs no script, and shows errors with what was typed', () => {
    const values = { ...typed, urn: '12' };
    const read = readInterest(values);
    const html = interestPage(house, { values, errors: read.ok ? {} : read.errors });

    expect(html).toContain('<title>Error: Join the partnership – The Charity</title>');
    expect(html).toContain('href="#urn"');
    expect(html).toContain('value="Brook Lane School"');
    expect(interestPage(house, emptyForm)).not.toMatch(/<script|Error:/);
  });
});

describe('registering', () => {
  const fresh = useStore();
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
  const register = (changes: Partial<Interest> = {}, at = LATER) =>
    registerInterest({ ...interest, ...changes }, { store: fresh.store }, at);
  beforeEach(() => writeWorld(fresh.store));

  test('writes the member, its contact and the audit, and says which subscription to start', async () => {
    expect(await register()).toMatchObject({ registered: true, member: '900777', year: '2026' });

    expect(await fresh.store.member('900777')).toMatchObject({
      kind: 'school',
      name: 'Brook Lane School',
      postcode: 'AB1 2CD',
      phase: 'secondary',
      standing: 'interested',
      head: 'contact-900777-2026',
    });
    expect(await fresh.store.person('contact-900777-2026')).toMatchObject({
      name: 'Robin Field',
      email: 'robin@brooklane.example',
      jobTitle: 'Head',
      member: '900777',
    });
    expect(await fresh.store.audit('membership-2026-900777')).toMatchObject([{ what: 'registered interest' }]);
  });

  test('the year is the newest whose renewal has opened', async () => {
    expect(await register({}, '2026-02-01T12:00:00.000Z')).toMatchObject({ year: '2025' });
    expect(await register({ urn: '900778' }, '2026-11-20T12:00:00.000Z')).toMatchObject({ year: '2026' });
    expect(await register({ urn: '900779' }, '2027-02-01T12:00:00.000Z')).toMatchObject({ year: '2027' });
    expect(await register({ urn: '900780' }, '2020-02-01T12:00:00.000Z')).toMatchObject({ registered: false });
  });

  test('sending it again, for whatever contact, changes nothing', async () => {
    const first = await register();
    const again = await register({ contactName: 'Somebody Else', email: 'else@elsewhere.example' });

    expect(again).toEqual(first);
    expect((await fresh.store.person('contact-900777-2026'))?.email).toBe('robin@brooklane.example');
  });

  test('two people of one school at once are one registration', async () => {
    const [one, other] = await Promise.all([register(), register({ contactName: 'Sam Hill' })]);

    expect(one).toEqual(other);
    expect(await fresh.store.audit('membership-2026-900777')).toHaveLength(1);
  });

  test('a member is told kindly that it is one', async () => {
    const result = await register({ urn: SCHOOL });

    expect(result).toMatchObject({
      registered: false,
      thanks: { title: 'Hill View Primary School is a member already' },
    });
    expect((await fresh.store.member(SCHOOL))?.head).toBe('head-1');
    expect(interestTakenPage(house, result.thanks)).toContain('Hill View Primary School is a member already');
  });

  test('a member whose membership lapsed a year ago comes back, with its head until the contact is admitted', async () => {
    await changeMember(fresh.store, { standing: 'lapsed' });

    expect(await register({ urn: SCHOOL, name: 'HVPS' })).toMatchObject({ registered: true, member: SCHOOL });
    expect(await fresh.store.member(SCHOOL)).toMatchObject({
      standing: 'interested',
      name: 'Hill View Primary School',
      hub: 'hub-1',
      head: 'head-1',
    });
    expect((await fresh.store.person('contact-900001-2026'))?.email).toBe('robin@brooklane.example');
  });

  test('one whose subscription to this very year ended is asked to write to us', async () => {
    await changeMember(fresh.store, { standing: 'lapsed' });
    await fresh.store.entities.membership
      .put({ member: SCHOOL, year: '2026', kind: 'renewal', status: 'declined', openedAt: LATER })
      .go();

    expect(await register({ urn: SCHOOL })).toMatchObject({
      registered: false,
      thanks: { title: 'Please write to us about Hill View Primary School' },
    });
    expect((await fresh.store.member(SCHOOL))?.standing).toBe('lapsed');
  });

  test('a trust goes by its name', async () => {
    expect(
      await register({
        kind: 'trust',
        urn: undefined,
        name: "St Anne's & Rivers Multi Academy Trust of the North West",
      }),
    ).toMatchObject({
      member: 'trust-st-anne-s-rivers-multi-academy-trust-of',
    });
  });
});
