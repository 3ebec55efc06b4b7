import { beforeEach, describe, expect, test } from 'vitest';
import { givenAnswers } from '../../lambdas/pages/kit.ts';
import type { JsonValue } from '../../lambdas/questions/question.ts';
import { NotInTable } from '../../lambdas/store/store.ts';
import { membershipsOf } from '../../lambdas/store/week-reads.ts';
import { admitNewcomer } from '../../lambdas/subscription/questions/admit-newcomer.tsx';
import { signAgreement } from '../../lambdas/subscription/questions/sign-agreement.tsx';
import { questions } from '../../lambdas/subscription/questions.ts';
import { useStore } from '../support/store.ts';
import {
  ABOUT,
  askedOf,
  changeMember,
  errorsOf,
  LATER,
  OPENS,
  pageHtml,
  pageText,
  SCHOOL,
  TRUST,
  takenOf,
  testDeps,
  writeWorld,
} from './fixture.ts';

const fresh = useStore();
const membership = (changes: object = {}, member: string = SCHOOL) =>
  fresh.store.entities.membership
    .put({ member, year: '2026', kind: 'renewal', status: 'invited', openedAt: OPENS, ...changes })
    .go();

beforeEach(() => writeWorld(fresh.store));

test('the stage has two questions, none of them in a review’s stage', () => {
  expect(questions.map(({ name, stage }) => [name, stage])).toEqual([
    ['admit-newcomer', undefined],
    ['sign-agreement', undefined],
  ]);
});

test('a question about something else is refused', async () => {
  const asked = askedOf(signAgreement, { about: 'qar-2026-900001' });

  await expect(signAgreement.bind(asked, testDeps(fresh.store))).rejects.toThrow(NotInTable);
});

describe('sign-agreement', () => {
  const bind = (about: string = ABOUT) => signAgreement.bind(askedOf(signAgreement, { about }), testDeps(fresh.store));
  const signature = { decision: 'sign', agreed: 'yes', role: 'Headteacher', use: 'both' };

  test('asks a head who works at another school too on behalf of the one that renews', async () => {
    await membership();
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ member: '900777' }).go();

    expect((await bind()).addressee).toMatchObject({ person: 'head-1', organisation: SCHOOL });
  });

  test('asks the head, keeps the version, and gives 42 days of the seven months', async () => {
    await membership();
    const bound = await bind();

    expect(bound.addressee).toMatchObject({ person: 'head-1', role: 'host', hub: 'hub-1', organisation: SCHOOL });
    expect(bound.facts).toEqual({ settingsVersion: '001' });
    expect(bound.dueAt).toBe('2026-03-16T17:00:00.000Z');
    expect(bound.reminders).toBe('renewal');
  });

  test('a member reads of renewing, a newcomer of joining', async () => {
    await membership();
    const renews = await bind();
    await membership({ kind: 'newcomer' });
    const joins = await bind();
    const [renewal, joining] = [renews.mail(), joins.mail()];

    expect(renewal.subject).toBe('Please renew or decline: Hill View Primary School, 2026 to 2027');
    expect([renews.ifNothing, joins.ifNothing]).toEqual([
      'the membership ends on Tuesday 1 September 2026',
      'Hill View Primary School does not join the partnership for 2026 to 2027',
    ]);
    expect(joining.subject).toBe('Please sign to join: Hill View Primary School, 2026 to 2027');
    expect(joining.button).toBe('Read and sign the agreement');
  });

  test('says to a member what it owed and gave in the year before, and what goes over', async () => {
    await membership();
    await fresh.store.entities.ledger.put({ member: SCHOOL, year: '2025', owed: 3, accepted: 2, done: 1 }).go();
    const bound = await bind();

    const account =
      'Places on reviews of others in 2025 to 2026: 3 owed; 2 accepted, 1 of them done. As it stands, 1 place from 2025 to 2026 is still to give in 2026 to 2027, beside those of that year.';
    expect(bound.mail().paragraphs).toContain(account);
    expect(pageText(bound)).toContain('1 place from 2025 to 2026 is still to give in 2026 to 2027');
    expect(pageText(await bind())).toContain('What your leaders have given');
  });

  test('says nothing of it to whoever was no member then', async () => {
    await membership({ kind: 'newcomer' });
    const bound = await bind();

    expect(bound.mail().paragraphs.join(' ')).not.toContain('Places on reviews');
    expect(pageText(bound)).not.toContain('What your leaders have given');
  });

  test('shows the whole agreement, what is known of role and use, and no more', async () => {
    await membership();
    await fresh.store.entities.membership
      .put({ member: SCHOOL, year: '2025', kind: 'renewal', status: 'signed', uses: ['both'], openedAt: OPENS })
      .go();
    const bound = await bind();

    expect(bound.page().title).toBe('Does Hill View Primary School take part in 2026 to 2027?');
    expect(bound.page().values).toEqual({
      role: 'Headteacher',
      days: expect.stringContaining('Mon 26 Oct 2026 to Fri 30 Oct 2026, Autumn half-term'),
    });
    expect(pageText(bound)).toContain('The membership is used for: A Quality Assurance Review.');
    expect(pageHtml(bound)).not.toContain('Growing the Top');
    expect(pageText(bound)).toContain("The final report goes to the hub manager of our school's hub.");
    expect(pageText(bound)).toContain('version 2026-1');
  });

  test('reads back what was signed, also a use that is offered no more', async () => {
    await membership();
    const bound = await bind();
    const labels = (answer: JsonValue) => {
      const sent = bound.sent?.(answer);
      return sent && givenAnswers(sent.body ?? bound.page().body, sent.fields).flatMap(({ value }) => value ?? []);
    };

    const signed = { decision: 'sign', role: 'Headteacher', use: 'growing-the-top', version: '2026-1' };
    expect(labels(signed)?.slice(2)).toEqual(['Headteacher', 'Growing the Top']);
    expect(labels({ decision: 'decline', reason: 'Too much to do' })?.slice(1)).toMatchObject([
      { props: { text: 'Too much to do' } },
    ]);
    expect(labels({ decision: 'perhaps' })).toBeUndefined();
  });

  test('names the year as everywhere, in versions that name it by its first half alone', async () => {
    await membership();
    const text = pageText(await bind());
    expect(text).toContain('takes part in the partnership for the year 2026 to 2027. The partnership year runs from');
    expect(text).not.toMatch(/the year 2026(?! to 2027)/);
  });

  test('whoever signed keeps what they signed, and the next version is for those who are asked later', async () => {
    const TEXT = 'Our school takes part in the partnership for the year 2026 to 2027.';
    await membership();
    const before = await bind();
    const asked = { about: ABOUT, decision: 'sign-agreement.1.1', question: 'sign-agreement', turn: 1, round: 1 };
    await fresh.store.entities.decision
      .put({
        ...{ ...asked, status: 'open', person: 'head-1', role: 'host', hostName: 'Hill View', askedAt: OPENS },
        ...{ dueAt: LATER, expiresAt: LATER, schedule: [], mails: 1, facts: before.facts },
        ...{ queue: 'open', openFor: 'head-1', nextActionAt: LATER },
      })
      .go();
    const first = await fresh.store.entities.programmeSettings
      .get({ year: '2026', programme: 'QAR', version: '001' })
      .go();
    const settings = first.data?.settings as { readonly agreement: { readonly paragraphs: readonly string[] } };
    const agreement = {
      version: '2026-2',
      paragraphs: [...settings.agreement.paragraphs, 'We tell others how it was.'],
    };
    await fresh.store.entities.programmeSettings
      .put({ year: '2026', programme: 'QAR', version: '002', settings: { ...settings, version: 2, agreement } })
      .go();

    // Asked before there was the next version: the same text by every link, and it is what is kept.
    const signed = takenOf(await bind(), signature);
    expect(signed.answer).toMatchObject({
      version: '2026-1',
      text: [expect.stringContaining(TEXT), ...Array(5).fill(expect.anything())],
    });
    await fresh.store.write(signed.effects());
    const kept = (await fresh.store.membership(SCHOOL, '2026'))?.agreement;
    expect(kept).toMatchObject({ version: '2026-1' });
    const readBack = (await bind()).sent?.(signed.answer);
    const given = readBack && givenAnswers(readBack.body ?? (() => null), readBack.fields);
    expect(given?.[0]).toMatchObject({ label: 'What was signed', value: expect.stringContaining(TEXT) });
    expect(String(given?.[0]?.value)).not.toContain('We tell others');

    // Whoever is asked from now on signs the next version, with another hash.
    await fresh.store.entities.decision.delete({ about: ABOUT, decision: 'sign-agreement.1.1' }).go();
    await membership();
    const later = takenOf(await bind(), signature);
    expect(later.answer).toMatchObject({
      version: '2026-2',
      text: expect.arrayContaining(['We tell others how it was.']),
    });
    await fresh.store.write(later.effects());
    const next = (await fresh.store.membership(SCHOOL, '2026'))?.agreement;
    expect(next?.version).toBe('2026-2');
    expect(next?.hash).not.toBe(kept?.hash);
  });

  test('says in words what is missing', async () => {
    await membership();
    const bound = await bind();

    expect(errorsOf(bound, {})).toEqual({ decision: 'Select whether you take part' });
    expect(errorsOf(bound, { decision: 'sign' })).toEqual({
      agreed: 'Tick the box to say that you agree',
      role: 'Enter the role in which you sign, such as headteacher',
    });
    expect(errorsOf(bound, { decision: 'decline', reason: ' ' })).toEqual({
      reason: 'Enter your reason; a few words are enough',
    });
    const errors = errorsOf(bound, { decision: 'sign' });
    const html = pageHtml(bound, { values: { decision: 'sign', role: 'Deputy' }, errors });
    expect(html).toContain('value="Deputy"');
    expect(html).toContain('Tick the box to say that you agree');
  });

  test('an office’s number begins as we have it, and what is signed over that of the register is kept', async () => {
    await membership();
    await changeMember(fresh.store, { telephoneOfRegister: '01632 960001' });
    const bound = await bind();
    expect(bound.page().values).toMatchObject({ telephone: '01632 960001' });
    expect(errorsOf(bound, { ...signature, telephone: '999' })).toEqual({
      telephone: 'The telephone number must be one with its area, like 01632 960123 or 07700 900123',
    });
    const kept = takenOf(bound, { ...signature, telephone: '01632 960001' });
    await fresh.store.write(kept.effects());
    expect(await fresh.store.member(SCHOOL)).not.toHaveProperty('telephone');
    await membership();
    await fresh.store.write(takenOf(bound, { ...signature, telephone: '(01632) 960002' }).effects());
    expect(await fresh.store.member(SCHOOL)).toMatchObject({ telephone: '01632 960002' });
  });

  test('a signature sets status, use and agreement', async () => {
    await membership();
    const taken = takenOf(await bind(), signature);

    expect(taken.outcome).toEqual({ outcome: 'signed' });
    expect(await fresh.store.write(taken.effects())).toEqual({ written: true });
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({
      status: 'signed',
      // Whatever an older page offered.
      uses: ['qar'],
      agreement: {
        ...{ version: '2026-1', person: 'head-1', role: 'Headteacher', signedAt: LATER },
        hash: expect.stringMatching(/^[0-9a-f]{64}$/),
      },
      decidedAt: LATER,
    });
    expect(await membershipsOf(fresh.store, '2026', 'signed')).toHaveLength(1);
    expect(await membershipsOf(fresh.store, '2026', 'invited')).toEqual([]);
  });

  test('a decline keeps the reason', async () => {
    await membership();
    const bound = await bind();
    const taken = takenOf(bound, { decision: 'decline', reason: 'Our budget is cut.' });

    expect(taken.outcome).toEqual({ outcome: 'declined' });
    await fresh.store.write(taken.effects());
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({
      status: 'declined',
      reason: 'Our budget is cut.',
    });
    expect(bound.said(taken.answer)).toBe('Hill View Primary School does not take part in 2026 to 2027.');
  });

  test('nothing is signed once the membership was settled otherwise', async () => {
    await membership();
    const taken = takenOf(await bind(), signature);
    await membership({ status: 'lapsed' });

    expect((await fresh.store.write(taken.effects())).written).toBe(false);
    expect(taken.conflict?.()).toHaveProperty('sentence');
    expect((await fresh.store.membership(SCHOOL, '2026'))?.status).toBe('lapsed');
  });

  test('a trust has one use, which is not asked for', async () => {
    await membership({}, TRUST);
    const bound = await bind('membership-2026-trust-12');

    expect(pageText(bound)).toContain('The membership is used for: A Trust Peer Review.');
    const taken = takenOf(bound, { decision: 'sign', agreed: 'yes', role: 'Chief executive' });
    expect(taken.answer).toMatchObject({ use: 'tpr' });
    expect(bound.mail().whyYou).toContain('chief executive of Rivers Trust');
  });

  test('nothing is signed for a school that became a part of one that takes part itself; it may be declined', async () => {
    await membership();
    const sign = signature;
    await changeMember(fresh.store, { standing: 'closed', successor: '900050' });
    // Nobody asks the one that followed it: its head signs for what it was, and the review goes on there.
    await fresh.store.entities.member
      .put({ member: '900050', kind: 'school', name: 'Merged School', standing: 'member', predecessors: [SCHOOL] })
      .go();
    expect(takenOf(await bind(), sign).outcome).toEqual({ outcome: 'signed' });
    for (const status of ['invited', 'signed'] as const) {
      await fresh.store.entities.membership
        .put({ member: '900050', year: '2026', kind: 'renewal', status, openedAt: OPENS })
        .go();
      expect(errorsOf(await bind(), sign)).toMatchObject({
        decision: expect.stringContaining('is a part of Merged School now, which takes part in 2026 to 2027 by itself'),
      });
    }
    const decline = { decision: 'decline', reason: 'We are one with Merged School.' };
    expect(takenOf(await bind(), decline).outcome).toEqual({ outcome: 'declined' });
    // The register took it back: it is a school of its own again.
    await fresh.store.entities.member.patch({ member: SCHOOL }).set({ standing: 'member' }).remove(['successor']).go();
    expect(takenOf(await bind(), sign).outcome).toEqual({ outcome: 'signed' });
  });

  test('silence lapses', async () => {
    await membership();

    expect((await bind()).silence(LATER).outcome).toEqual({ outcome: 'lapsed' });
  });
});

describe('admit-newcomer', () => {
  const bind = () => admitNewcomer.bind(askedOf(admitNewcomer), testDeps(fresh.store));
  const readBack = async (answer: JsonValue) => {
    const sent = (await bind()).sent?.(answer);
    return givenAnswers(sent?.body ?? (() => null), sent?.fields ?? {}).flatMap(({ value }) => value ?? []);
  };
  beforeEach(async () => {
    await membership({ kind: 'newcomer', status: 'awaiting-admission' });
    await changeMember(fresh.store, { standing: 'interested', postcode: 'AB1 2CD' });
    await fresh.store.entities.person
      .put({
        person: 'contact-900001-2026',
        name: 'Robin Field',
        email: 'robin@hillview.example',
        jobTitle: 'Deputy head',
        member: SCHOOL,
      })
      .go();
  });

  test('shows the central team who would like to join', async () => {
    const bound = await bind();

    expect(bound.addressee).toMatchObject({ role: 'central-team', email: 'team@charity.example' });
    for (const fact of ['900001', 'AB1 2CD', 'Robin Field, Deputy head', 'robin@hillview.example']) {
      expect(pageText(bound)).toContain(fact);
    }
    expect(bound.dueAt).toBe('2026-02-16T17:00:00.000Z');
  });

  test('admits none that has closed meanwhile, also in the moment of the answer, and admits it once it is open again', async () => {
    const before = await bind();
    await changeMember(fresh.store, { standing: 'closed' });
    expect(errorsOf(await bind(), { decision: 'admit' })).toMatchObject({
      decision: expect.stringContaining('has closed since it applied'),
    });
    const taken = takenOf(before, { decision: 'admit' });
    expect((await fresh.store.write(taken.effects())).written).toBe(false);
    expect(taken.conflict?.()).toMatchObject({ sentence: expect.stringContaining('it has closed') });
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'awaiting-admission' });
    const refusal = takenOf(await bind(), { decision: 'refuse', reason: 'It has closed.' });
    expect(refusal.outcome).toEqual({ outcome: 'refused' });

    await changeMember(fresh.store, { standing: 'interested' });
    expect((await fresh.store.write(takenOf(await bind(), { decision: 'admit' }).effects())).written).toBe(true);
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({ status: 'invited' });
  });

  test('admits', async () => {
    const bound = await bind();
    const taken = takenOf(bound, { decision: 'admit' });
    await fresh.store.write(taken.effects());

    expect(taken.outcome).toEqual({ outcome: 'admitted' });
    expect((await fresh.store.membership(SCHOOL, '2026'))?.status).toBe('invited');
    expect((await fresh.store.member(SCHOOL))?.head).toBe('contact-900001-2026');
    expect(bound.said(taken.answer)).toBe('Hill View Primary School was admitted.');
    expect(await readBack(taken.answer)).toEqual(['Admit', 'Not known yet', 'Not known yet']);
  });

  test('refuses with a reason', async () => {
    const bound = await bind();
    expect(errorsOf(bound, {})).toEqual({ decision: 'Select whether to admit the newcomer' });
    expect(errorsOf(bound, { decision: 'refuse' })).toEqual({
      reason: 'Enter the reason, as the newcomer will read it',
    });
    const taken = takenOf(bound, { decision: 'refuse', reason: 'No hub is near.' });
    await fresh.store.write(taken.effects());

    expect(taken.outcome).toEqual({ outcome: 'refused' });
    expect(await readBack(taken.answer)).toMatchObject(['Refuse', { props: { text: 'No hub is near.' } }]);
    expect((await fresh.store.member(SCHOOL))?.head).toBe('head-1');
    expect(await fresh.store.membership(SCHOOL, '2026')).toMatchObject({
      status: 'refused',
      reason: 'No hub is near.',
    });
  });

  test('silence leaves the newcomer out', async () => {
    expect((await bind()).silence(LATER).outcome).toEqual({ outcome: 'lapsed' });
  });
});
