/** A head or a hub manager is somebody else now: what waits goes to them, and whoever it was is told. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { opensNothing } from '../../lambdas/portal/holds-no-office-page.tsx';
import { changePublication } from '../../lambdas/publication/questions/change-publication.tsx';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { receiveReport } from '../../lambdas/publication/questions/receive-report.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { OfficeChanges, officesPassed, type PassedOffice } from '../../lambdas/questions/office-changes.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { passOfficeOn } from '../../lambdas/questions/pass-office-on.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { agreedReview } from '../publication/final.ts';
import { asking, type World } from '../report/written-review.ts';
import { dieAfterCommit } from '../support/dying.ts';
import { overtakeWrite } from '../support/overtaken.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const ASKED = '2027-02-10T10:00:00.000Z';
/** A Thursday in working hours, its evening, and the next morning's round. */
const [NOON, EVENING, MORNING] = ['2027-02-11T12:00:00.000Z', '2027-02-11T20:00:00.000Z', '2027-02-12T07:30:00.000Z'];

let world: World;
const deps = () => ({ ...world.deps, catalogue });

const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Sample ${person}`, email: `${person}@example.org`, member: '100183', ...more })
    .go();
const lead = (head: string) => fresh.store.entities.member.patch({ member: '100183' }).set({ head }).go();
const askOf = (question: Question, more: object = {}) =>
  ask(question, asking(world, question, { at: ASKED, ...more }), 'token', world.deps);
const row = (id: string) => fresh.store.decision(world.about, id);
const change = async (changes: object) => {
  const before = await row('choose-audience.1.1');
  if (!before) throw new Error('It was not asked.');
  await fresh.store.entities.decision.put({ ...before, ...changes }).go();
};
const to = (person: string) => world.mails.filter((mail) => mail.to === person).map(({ content }) => content.subject);
const secretTo = (person: string): string =>
  world.mails
    .filter((mail) => mail.to === person && mail.content.button)
    .at(-1)
    ?.content.button?.href.split('/d/')[1] ?? '';
const open = (secret: string, at = NOON) => openLink(secret, world.deps, catalogue, at);
const ofHead = (from: string | undefined, at = NOON): PassedOffice => ({ office: 'head', of: '100183', from, at });

const CHOOSE = 'Who may see your report? QAR at Hill View Primary School';
const TOLD = 'What we ask of Hill View Primary School goes to somebody else now';

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await putSettings(fresh.store);
  await put('successor');
  world.mails.splice(0);
  await askOf(chooseAudience);
});

describe('a head who follows another', () => {
  it('leaves an entry in the audit, whoever wrote the change, and one however often it is told', async () => {
    await lead('successor');
    const passed = { ...ofHead('head'), to: 'successor', changed: true } as const;
    await passOfficeOn(passed, deps());
    await passOfficeOn(passed, deps());
    expect(await fresh.store.audit('100183')).toMatchObject([
      { who: 'workflow', at: NOON, what: 'the head is successor now, in place of head' },
    ]);
    await passOfficeOn(ofHead(undefined, EVENING), deps());
    expect(await fresh.store.audit('100183')).toHaveLength(1);
  });

  it('leaves with the former head of what they were it, once, whatever else they were', async () => {
    await fresh.store.entities.person
      .patch({ person: 'head' })
      .set({ formerly: ['100200'] })
      .go();
    await lead('successor');
    overtakeWrite(fresh.store, () => put('head', { formerly: ['100200', 'hub-1'] }));
    await expect(passOfficeOn(ofHead('head'), deps())).rejects.toThrow('changed while an office passed');
    await passOfficeOn(ofHead('head'), deps());
    await passOfficeOn(ofHead('head'), deps());
    expect(await fresh.store.person('head')).toMatchObject({ formerly: ['100200', 'hub-1', '100183'] });
    expect(to('head').filter((subject) => subject === TOLD)).toHaveLength(1);
  });

  it('is asked by mail at once what waits, and the former head is told in one', async () => {
    const old = secretTo('head');
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ status: 'open', person: 'successor', standsIn: false });
    expect(to('successor')).toEqual([CHOOSE]);
    expect(to('head')).toEqual([CHOOSE, TOLD]);
    expect(await open(secretTo('successor'))).toMatchObject({ decides: true });
    const before = await open(old);
    expect(before && opensNothing(before)).toBe(true);
    const audit = (await fresh.store.audit(world.about)).map(({ what }) => what);
    expect(audit).toContain('passed on the question, since successor leads 100183 now');
  });

  it('gets the link by which the audience of a final report is changed', async () => {
    await askOf(changePublication);
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await open(secretTo('successor'))).toMatchObject({ decides: true });
    expect(await row('change-publication.1.1')).toMatchObject({ person: 'successor' });
  });

  it('is asked once, however often it is brought, and whatever function dies after whichever write', async () => {
    for (const last of [1, 2, 3, 4]) {
      const dying = dieAfterCommit(last);
      await lead('successor').catch(() => undefined);
      await passOfficeOn(ofHead('head'), deps()).catch(() => undefined);
      dying.end();
    }
    await lead('successor');
    for (let attempt = 1; attempt <= 2; attempt += 1) await passOfficeOn(ofHead('head'), deps());
    expect(to('head')).toEqual([CHOOSE, TOLD]);
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'successor' });
    // A function that died before its mail went has left the mail's row to the daily round.
    const round = { ...roundOver(chooseAudience, fresh.store).deps, ...deps() };
    for (let call = 1; call <= 2; call += 1) await dailyRound({ at: MORNING }, round);
    expect(to('successor')).toEqual([CHOOSE]);
    const passed = (await fresh.store.audit(world.about)).filter(({ entry }) => entry.includes('passed-on'));
    expect(passed).toHaveLength(1);
  });

  it('is asked nothing when the office has come back before it was passed on', async () => {
    await passOfficeOn(ofHead('head'), deps());
    await passOfficeOn({ ...ofHead('successor'), at: EVENING }, deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'head' });
    expect(to('head')).toEqual([CHOOSE]);
  });

  it('has it passed on and back, each time once', async () => {
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    await lead('head');
    await passOfficeOn(ofHead('successor', '2027-02-11T13:00:00.000Z'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'head', standsIn: false });
    expect(to('head')).toEqual([CHOOSE, TOLD, CHOOSE]);
    expect(to('successor')).toEqual([CHOOSE, TOLD]);
    expect(await open(secretTo('head'), '2027-02-11T14:00:00.000Z')).toMatchObject({ decides: true });
  });

  it('leaves a question with the colleague to whom it was handed, while they work there', async () => {
    await put('deputy');
    await change({ person: 'deputy', openFor: 'deputy', standsIn: true });
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'deputy' });
    await put('deputy', { left: true });
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'successor' });
  });

  it.each([
    ['whom no mail reaches', { mail: 'bounces', mailSince: ASKED }] as const,
    ['who has left', { left: true }] as const,
  ])('%s leaves it with the next contact, and an office that is empty with whoever was asked', async (_, mark) => {
    await put('successor', mark);
    await put('deputy', { confirmedAt: ASKED });
    await fresh.store.entities.person.patch({ person: 'head' }).set({ left: true }).go();
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'deputy', standsIn: true });
    await fresh.store.entities.member.patch({ member: '100183' }).remove(['head']).go();
    await passOfficeOn(ofHead('successor', EVENING), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ status: 'open', person: 'deputy' });
  });

  it('is mailed in the morning what was passed on in the evening, and so is the former head', async () => {
    await lead('successor');
    await passOfficeOn(ofHead('head', EVENING), deps());
    expect(to('successor')).toEqual([]);
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'successor', mails: 0 });
    const round = { ...roundOver(chooseAudience, fresh.store).deps, ...deps() };
    await dailyRound({ at: MORNING }, round);
    expect(to('successor')).toEqual([CHOOSE]);
    expect(to('head')).toEqual([CHOOSE, TOLD]);
    await dailyRound({ at: '2027-02-15T07:30:00.000Z' }, round);
    expect(to('successor')).toHaveLength(1);
  });

  it.each([
    ['one to the lead reviewer', { role: 'lead' }],
    ['one that each answers for themselves', { question: 'survey' }],
    ['one to another school that its former head leads', { organisation: '100999' }],
    ['one with a colleague whom a page named', { person: 'colleague-100183-1', openFor: 'colleague-100183-1' }],
  ])('is not asked %s', async (_, changes) => {
    await put('colleague-100183-1');
    await change({ standsIn: undefined, ...changes });
    const before = await row('choose-audience.1.1');
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toEqual(before);
    expect(to('successor')).toEqual([]);
  });

  it('is asked what a colleague was asked who works elsewhere now', async () => {
    await put('deputy', { member: '100999' });
    await change({ person: 'deputy', openFor: 'deputy', standsIn: true });
    await lead('successor');
    await passOfficeOn(ofHead('head'), deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'successor' });
  });

  it('at the school that another’s review goes on at is asked about that one', async () => {
    const { member, review } = fresh.store.entities;
    await put('other', { member: '100999' });
    await member
      .put({
        member: '100999',
        kind: 'school',
        name: 'Hill View Academy',
        standing: 'member',
        predecessors: ['100183'],
        head: 'other',
      })
      .go();
    await member.patch({ member: '100183' }).set({ standing: 'closed', successor: '100999' }).go();
    await review.patch({ about: world.about }).set({ goesOnAt: '100999' }).go();
    await change({ organisation: '100999' });
    await passOfficeOn({ ...ofHead('head'), of: '100999' }, deps());
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'other' });
  });

  it.each([{ left: true as const }, { mail: 'bounces' as const, mailSince: ASKED }])(
    'tells the former one nothing of whom it is true that %o',
    async (mark) => {
      await fresh.store.entities.person.patch({ person: 'head' }).set(mark).go();
      await lead('successor');
      await passOfficeOn(ofHead('head'), deps());
      expect(to('head')).toEqual([CHOOSE]);
      expect(await fresh.store.messagesBeginning('person-head', '')).toEqual([]);
    },
  );

  it('is asked for the membership of each of three years', async () => {
    const before = await row('choose-audience.1.1');
    if (!before) throw new Error('It was not asked.');
    const { stage: _, ...rest } = before;
    const agreement = { ...rest, question: 'sign-agreement', decision: 'sign-agreement.1.1' };
    const years = ['2025', '2026', '2027'];
    for (const year of years) {
      const about = `membership-${year}-100183`;
      await fresh.store.entities.membership
        .put({ member: '100183', year, kind: 'renewal', status: 'invited', openedAt: ASKED })
        .go();
      await fresh.store.entities.decision.put({ ...agreement, about }).go();
    }
    await lead('successor');
    await passOfficeOn(ofHead('head', '2026-12-10T20:00:00.000Z'), deps());
    for (const year of years) {
      expect(await fresh.store.decision(`membership-${year}-100183`, 'sign-agreement.1.1')).toMatchObject({
        person: 'successor',
      });
    }
  });

  it('who is the former one again the same evening hears nothing in the morning of having passed it on', async () => {
    await lead('successor');
    await passOfficeOn(ofHead('head', EVENING), deps());
    await lead('head');
    await passOfficeOn(ofHead('successor', '2027-02-11T20:30:00.000Z'), deps());
    const round = { ...roundOver(chooseAudience, fresh.store).deps, ...deps() };
    await dailyRound({ at: MORNING }, round);
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'head' });
    // The mail of before has a link that works again.
    expect(to('head')).toEqual([CHOOSE]);
    await lead('successor');
    await passOfficeOn(ofHead('head', '2027-02-12T12:00:00.000Z'), deps());
    expect(to('head')).toEqual([CHOOSE, TOLD]);
  });

  it('is found by the daily round too, where nobody passed on what is due', async () => {
    await lead('successor');
    const round = { ...roundOver(chooseAudience, fresh.store).deps, ...deps() };
    await change({ schedule: [{ at: ASKED, act: 'remind' }], nextActionAt: ASKED });
    await dailyRound({ at: MORNING }, round);
    expect(await row('choose-audience.1.1')).toMatchObject({ person: 'successor' });
    expect(to('successor')).toEqual([CHOOSE]);
    expect(to('head')).toEqual([CHOOSE]);
  });
});

describe('a hub manager who follows another', () => {
  beforeEach(async () => {
    await fresh.store.entities.review
      .patch({ about: world.about })
      .set({ status: 'published', publishedAt: ASKED, audience: 'private' })
      .composite({ startsOn: '2026-07-13', stage: 'publication' })
      .go();
    await askOf(receiveReport, { person: 'manager' });
  });
  const ofHub: PassedOffice = { office: 'hub-manager', of: 'hub-1', from: 'manager', at: NOON };
  const manage = (manager: string) => fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ manager }).go();

  it('gets the reports of the hub, and the former one no more', async () => {
    const old = secretTo('manager');
    await manage('successor');
    await passOfficeOn(ofHub, deps());
    expect(to('successor')).toEqual(['The final report: QAR at Hill View Primary School']);
    expect((await open(secretTo('successor')))?.bound).toHaveProperty('document');
    const before = await open(old);
    expect(before && opensNothing(before)).toBe(true);
    expect(to('manager').at(-1)).toBe('What we ask of Riverside goes to somebody else now');
  });

  it.each([
    ['whom no mail reaches', { mail: 'bounces', mailSince: ASKED }] as const,
    ['who has left', { left: true }] as const,
  ])('%s has it passed on to the senior partner, and to the next one', async (_, mark) => {
    for (const partner of ['partner', 'next']) await put(partner, { member: undefined });
    const partners = (seniorPartner: string) =>
      fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ seniorPartner }).go();
    await put('successor', mark);
    await manage('successor');
    await partners('partner');
    await passOfficeOn(ofHub, deps());
    expect(await row('receive-report.1.1')).toMatchObject({ person: 'partner', standsIn: true });
    expect((await open(secretTo('partner')))?.bound).toHaveProperty('document');
    await partners('next');
    await passOfficeOn({ ...ofHub, from: 'partner' }, deps());
    expect(await row('receive-report.1.1')).toMatchObject({ person: 'next', standsIn: true });
    expect(to('successor')).toEqual([]);
  });

  it('who stays on as its senior partner is not told that the hub has passed from them', async () => {
    await manage('successor');
    await fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ seniorPartner: 'manager' }).go();
    await passOfficeOn(ofHub, deps());
    expect(await fresh.store.messagesBeginning('person-manager', '')).toEqual([]);
    expect(to('successor')).toHaveLength(1);
  });

  it('is not asked for where the hub has no manager at all', async () => {
    await fresh.store.entities.hub.patch({ hub: 'hub-1' }).set({ seniorPartner: 'successor' }).remove(['manager']).go();
    await passOfficeOn(ofHub, deps());
    expect(await row('receive-report.1.1')).toMatchObject({ person: 'manager' });
  });

  it('of another hub, or of a review that moved to one, is sent nothing', async () => {
    await fresh.store.entities.review.patch({ about: world.about }).set({ hub: 'hub-2' }).go();
    await manage('successor');
    await passOfficeOn(ofHub, deps());
    expect(to('successor')).toEqual([]);
  });

  it('who leads the school itself is sent it as its head alone', async () => {
    await lead('successor');
    await manage('successor');
    await passOfficeOn(ofHub, deps());
    expect(to('successor')).toEqual([]);
  });
});

it('changes of offices are told from other changes of the same rows', () => {
  const record = (OldImage: object, NewImage: object) => ({
    dynamodb: { ApproximateCreationDateTime: Date.parse(NOON) / 1000, OldImage, NewImage },
  });
  const s = (S: string) => ({ S });
  const member = { member: s('100183'), hub: s('hub-1'), head: s('head'), name: s('Hill View') };
  const hub = { hub: s('hub-1'), manager: s('manager'), seniorPartner: s('partner') };
  const read = (...Records: object[]) => officesPassed(OfficeChanges.parse({ Records }));
  expect(read(record(member, { ...member, name: s('Hill') }), record(hub, { ...hub, name: s('North') }))).toEqual([]);
  expect(read(record({ ...member, head: undefined }, member))).toEqual([
    { office: 'head', of: '100183', from: undefined, to: 'head', changed: true, at: NOON },
  ]);
  expect(
    read(record(hub, { ...hub, manager: s('next') }), record(hub, { hub: s('hub-1'), manager: s('manager') })),
  ).toEqual([
    { office: 'hub-manager', of: 'hub-1', from: 'manager', to: 'next', changed: true, at: NOON },
    { office: 'hub-manager', of: 'hub-1', from: 'partner', to: undefined, changed: true, at: NOON },
  ]);
  expect(read(record(hub, { ...hub, manager: s('next'), seniorPartner: s('other') }))).toMatchObject([
    { from: 'manager' },
    { from: 'partner' },
  ]);
});
