/** What links show of their own person: the development record, a lead's and a hub's share of the surveys, a school's people. */
import { load } from 'cheerio';
import { getDocumentProxy } from 'unpdf';
import { beforeEach, describe, expect, it } from 'vitest';
import { hubSurveys } from '../../lambdas/app/own/hub-surveys.tsx';
import { ownPageOf, pageOfPerson } from '../../lambdas/app/own/own-page.ts';
import { recordBehind } from '../../lambdas/app/own/record-behind.ts';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { recordPdf } from '../../lambdas/documents/record-pdf.ts';
import { closeReview } from '../../lambdas/feedback/close-review.ts';
import { survey } from '../../lambdas/feedback/questions/survey.tsx';
import { statements } from '../../lambdas/feedback/survey-questions.ts';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { receiveReport } from '../../lambdas/publication/questions/receive-report.tsx';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import type { OpenedLink } from '../../lambdas/questions/open-link.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';
import type { Person } from '../../lambdas/store/store.ts';
import { agreedReview, stepDeps } from '../publication/final.ts';
import { askAndOpen, asking, type World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const FINAL = '2027-02-10T11:00:00.000Z';
const CLOSED = '2027-03-12T17:00:00.000Z';
const LATER = '2027-04-01T10:00:00.000Z';
let world: World;

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
});

const close = () => closeReview({ about: world.about, turn: 1, at: CLOSED }, world.deps);

const set = (person: string, changes: Partial<Person>) =>
  world.store.entities.person.patch({ person }).set(changes).go();

/** A question's link of somebody, opened. */
async function linkOf(person: string): Promise<OpenedLink> {
  const { open } = await askAndOpen(world, survey, { subject: person, person });
  return open();
}

/** The text of one of the pages of its own that a link is asked for. */
async function shown(show: string, opened: OpenedLink): Promise<string | undefined> {
  const own = ownPageOf(show, opened);
  if (own === undefined || own === 'not-shown') return own;
  const reader = { person: opened.link.person, role: opened.link.role as Role };
  const page = await own.page.show(own.of, reader, world.deps, LATER);
  return page && load(readingPage(site, page, '?'))('main').text();
}

const secretOf = (href: string | undefined): string => href?.split('/').at(-1) ?? '';

/** A survey as it is written now, of another review in the same year. */
async function said(host: string, role: 'host' | 'reviewer', points: number, more: object = {}): Promise<void> {
  await world.store.entities.survey
    .create({
      about: `qar-2026-${host}`,
      person: `${role}-of-${host}`,
      role,
      answers: {
        scale: Object.fromEntries(statements(role, 'school').map(({ key }) => [key, points])),
        best: `Best of ${host}.`,
        better: '',
        ...more,
      },
      answeredAt: `2027-03-01T10:00:${host.slice(-2)}.000Z`,
      year: '2026',
      programme: 'QAR',
      hub: 'hub-1',
      lead: 'lead',
    })
    .go();
}

describe('the development record', () => {
  it('is opened by the mail that a review is closed with, for two years', async () => {
    await close();
    const mail = world.mails.find(({ message }) => message === 'cpd-record.reviewer-1');
    const link = await world.store.link(hashOfLink(secretOf(mail?.content.button?.href)) ?? '');
    if (!link) throw new Error('The mail has no link.');
    expect(link.expiresAtSeconds).toBe(Date.parse('2029-03-11T17:00:00.000Z') / 1000);
    const { page, of, reader } = pageOpened(link);
    const found = await READING_PAGES[page]?.show(of, reader, world.deps, LATER);
    expect(found && load(readingPage(site, found))('main').text()).toContain('1 review, 3 days');
    expect((await recordBehind(secretOf(mail?.content.button?.href), world.deps, LATER))?.name).toBe(
      'Sample reviewer-1',
    );
    expect(await recordBehind(secretOf(mail?.content.button?.href), world.deps, '2029-03-11T17:00:00.000Z')).toBe(
      undefined,
    );
  });

  it('is mailed with a link that opens it, also where closing broke off before the mails', async () => {
    const mailer = { ...world.deps.mailer, send: () => Promise.reject(new Error('No mail today.')) };
    await expect(closeReview({ about: world.about, turn: 1, at: CLOSED }, { ...world.deps, mailer })).rejects.toThrow();
    await close();
    for (const person of ['lead', 'reviewer-1', 'reviewer-2']) {
      const mail = world.mails.find(({ message }) => message === `cpd-record.${person}`);
      expect(await recordBehind(secretOf(mail?.content.button?.href), world.deps, LATER)).toMatchObject({
        name: `Sample ${person}`,
      });
    }
  });

  it('has reviews with host, dates, days and role, the training held and until when, and sessions', async () => {
    await close();
    await set('reviewer-1', {
      pool: 'reviewers',
      training: [
        { programme: 'QAR', from: '2026-11-05', until: '2028-11-05' },
        { programme: 'TPR', from: '2024-11-05', until: '2026-11-05' },
      ],
    });
    await world.store.entities.cpdRecord
      .create({
        person: 'reviewer-1',
        about: 'qar-2025-100999',
        programme: 'QAR',
        role: 'lead',
        day1: '2026-02-03',
        days: 2,
      })
      .go();
    const booking = { person: 'reviewer-1', programme: 'QAR', about: 'training-x', bookedAt: LATER } as const;
    const { trainingBooking } = world.store.entities;
    await trainingBooking.create({ ...booking, session: 's-1', date: '2026-11-05', status: 'attended' }).go();
    await trainingBooking.create({ ...booking, session: 's-2', date: '2026-12-05', status: 'absent' }).go();
    const text = (await shown('record', await linkOf('reviewer-1'))) ?? '';
    for (const one of [
      '2 reviews, 5 days, once as lead reviewer',
      'QAR at Hill View Primary SchoolTuesday 12 to Thursday 14 January 2027: 3 days as reviewer',
      'QAR at another memberTuesday 3 to Thursday 5 February 2026: 2 days as lead reviewer',
      'QAR trainingsince Thursday 5 November 2026, in date until Sunday 5 November 2028',
      'TPR trainingheld from Tuesday 5 November 2024, ended on Thursday 5 November 2026',
      'QAR training sessioncame on Thursday 5 November 2026',
    ]) {
      expect(text).toContain(one);
    }
    expect(text).not.toContain('5 December');
    expect(text.indexOf('Hill View')).toBeLessThan(text.indexOf('another member'));
  });

  it('is linked from the foot of a question for people in pools, and for nobody else', async () => {
    const feet = async (person: string) =>
      load(questionPage(await linkOf(person), site, { at: FINAL }))('a[href="?show=record"]').length;
    await set('reviewer-1', { pool: 'reviewers' });
    await set('lead', { pool: 'lead-reviewers' });
    expect([await feet('reviewer-1'), await feet('lead'), await feet('head')]).toEqual([1, 1, 0]);
  });

  it('is shown by its own person’s link alone, and not once they left or have no part', async () => {
    await close();
    const opened = await linkOf('reviewer-1');
    expect(await shown('record', opened)).toContain('1 review, 3 days');
    const { page } = pageOfPerson('record', 'reviewer-1') ?? {};
    expect(await page?.show('reviewer-1', { person: 'reviewer-2', role: 'reviewer' }, world.deps, LATER)).toBe(
      undefined,
    );
    expect(await page?.show('central-team', { person: 'central-team', role: 'central-team' }, world.deps, LATER)).toBe(
      undefined,
    );
    const withLink = (link: object): OpenedLink => ({ ...opened, link: { ...opened.link, ...link } });
    expect(await shown('record', withLink({ person: 'central-team', role: 'central-team' }))).toBe('not-shown');
    // Whoever passed the question on by it may have passed the mail on too.
    const handOvers = [{ person: 'reviewer-1', at: LATER }];
    expect(await shown('record', { ...opened, decision: { ...opened.decision, handOvers } })).toBe('not-shown');
    const { whole } = opened;
    if (!whole) throw new Error('The question is about a review.');
    expect(await shown('record', { ...opened, may: rightsOf('nobody', whole) })).toBe('not-shown');
    for (const gone of [{ left: true }, { mail: 'wrong-person' }] as const) {
      await world.store.entities.person.patch({ person: 'reviewer-1' }).set(gone).go();
      expect(await page?.show('reviewer-1', { person: 'reviewer-1', role: 'reviewer' }, world.deps, LATER)).toBe(
        undefined,
      );
      await world.store.entities.person.patch({ person: 'reviewer-1' }).remove(['left', 'mail']).go();
    }
  });

  it('is behind a question’s link as a PDF, and behind that of nobody who has left', async () => {
    await close();
    await linkOf('reviewer-2');
    const secret = secretOf(world.mails.at(-1)?.content.button?.href);
    const record = await recordBehind(secret, world.deps, FINAL);
    if (!record) throw new Error('There is no record.');
    const printed = { ...record, charityName: 'The Lanterns', writtenAt: LATER, writtenOn: 'Thursday 1 April 2027' };
    const pdf = await getDocumentProxy(new Uint8Array(await recordPdf(printed)));
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const text = items.map((item) => ('str' in item ? item.str : '')).join(' ');
    expect(text.replace(/\s+/g, ' ')).toContain(
      'QAR at Hill View Primary School: Tuesday 12 to Thursday 14 January 2027: 3 days as reviewer',
    );
    expect((await pdf.getMetadata()).info).toMatchObject({ Title: 'Reviews and training: Sample reviewer-2' });
    expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
    expect((await recordPdf(printed)).equals(await recordPdf(printed))).toBe(true);
    await set('reviewer-2', { left: true });
    expect(await recordBehind(secret, world.deps, FINAL)).toBe(undefined);
    expect(await recordBehind(secret.slice(1), world.deps, FINAL)).toBe(undefined);
  });
});

describe('what people said, for those whom it concerns', () => {
  it('shows a lead reviewer counts over all their reviews from five on, and no words', async () => {
    for (let index = 0; index < 4; index += 1) await said(`1002${index + 10}`, 'host', 4);
    const opened = await linkOf('lead');
    expect(await shown('led', opened)).toContain('Fewer than 5 people have answered');
    await said('100220', 'host', 2);
    const text = (await shown('led', opened)) ?? '';
    expect(text).toContain('5 answers.');
    expect(text).toContain('The team understood our school and its context. Mean 3.6 of 5.');
    expect(text).not.toContain('Best of');
  });

  it('shows a lead reviewer what a host wrote who let them read it, and nothing of other leads', async () => {
    await said('100210', 'host', 4, { leadReads: true, better: 'A room for the team.' });
    await said('100211', 'host', 4, { leadReads: false });
    await said('100212', 'reviewer', 4, { leadReads: true });
    const text = (await shown('led', await linkOf('lead'))) ?? '';
    expect(text).toContain('What hosts wrote for you to read');
    expect(text).toContain('Best of 100210.');
    expect(text).toContain('A room for the team.');
    expect(text).not.toMatch(/100211|100212/);
    expect(await shown('led', await linkOf('reviewer-1'))).not.toContain('100210');
  });

  it('keeps to the settings as they are now', async () => {
    for (let index = 0; index < 5; index += 1) await said(`1002${index + 10}`, 'host', 4, { leadReads: true });
    const settings = (await world.store.latestProgrammeSettings('2026', 'QAR'))?.settings;
    const feedback = { ...settings.feedback, leadSees: 'nothing', hubSees: 'nothing', hostWordsToLead: 'none' };
    await world.store.entities.programmeSettings
      .create({ year: '2026', programme: 'QAR', version: '002', settings: { ...settings, version: 2, feedback } })
      .go();
    const led = (await shown('led', await linkOf('lead'))) ?? '';
    expect(led).toContain('is not shown to lead reviewers');
    expect(led).not.toMatch(/Mean|Best of/);
    expect(await hubPage('manager')).toContain('There is nothing to show yet.');
  });

  const hubPage = async (person: string) => {
    const found = await hubSurveys.show('hub-1', { person, role: 'hub-manager' }, world.deps, LATER);
    return found && load(readingPage(site, found))('main').text();
  };

  it('shows whoever manages a hub now its counts, without words', async () => {
    for (let index = 0; index < 5; index += 1) await said(`1002${index + 10}`, 'reviewer', 5);
    const text = (await hubPage('manager')) ?? '';
    expect(text).toContain('I would go on a review again. Mean 5.0 of 5.');
    expect(text).not.toMatch(/Best of|1002/);
    expect(await hubPage('lead')).toBe(undefined);
    await world.store.entities.hub.patch({ hub: 'hub-1' }).set({ manager: 'reviewer-1' }).go();
    expect(await hubPage('manager')).toBe(undefined);
  });

  it('is told of to a hub manager with each final report', async () => {
    const to = { subject: 'manager', person: 'manager' };
    const { mail } = await receiveReport.bind(asking(world, receiveReport, to), world.deps);
    expect(mail().paragraphs.join(' ')).toContain('The same page leads to what people said of your hub’s reviews');
  });

  it('is asked for by a hub manager’s link alone', async () => {
    const opened = await linkOf('head');
    expect(ownPageOf('hub', opened)).toBe(undefined);
    const manager = await world.store.person('manager');
    const theirs = { ...opened, reader: manager, link: { ...opened.link, person: 'manager', role: 'hub-manager' } };
    expect(await shown('hub', theirs)).toContain('What people said of your hub’s reviews');
    expect(load(questionPage(theirs, site, { at: FINAL }))('a[href="?show=hub"]')).toHaveLength(1);
  });
});

describe('a school’s people', () => {
  it('are shown to its head with counts, dates and training, and no word of a survey', async () => {
    await close();
    await said('100210', 'host', 4);
    await set('reviewer-1', {
      member: '100183',
      training: [{ programme: 'QAR', from: '2026-11-05', until: '2028-11-05' }],
    });
    await world.store.entities.person
      .create({ person: 'deputy', name: 'Sample deputy', email: 'd@example.org', member: '100183', pool: 'reviewers' })
      .go();
    await world.store.entities.person
      .create({
        person: 'gone',
        name: 'Sample gone',
        email: 'g@example.org',
        member: '100183',
        pool: 'reviewers',
        left: true,
      })
      .go();
    const text = (await shown('people', await linkOf('head'))) ?? '';
    expect(text).toContain('Sample deputyNo review yet');
    expect(text).toContain('Sample reviewer-11 review, 3 days');
    expect(text).toContain('QAR, Tuesday 12 to Thursday 14 January 2027');
    expect(text).toContain('in date until Sunday 5 November 2028');
    expect(text).not.toMatch(/Best of|Sample gone|Sample head/);
  });

  it('are not shown to a reviewer, nor to a head who no longer leads the school', async () => {
    const opened = await linkOf('head');
    expect(ownPageOf('people', await linkOf('reviewer-1'))).toBe(undefined);
    expect(await shown('people', opened)).toContain('Nobody of Hill View Primary School goes on reviews.');
    await world.store.entities.member.patch({ member: '100183' }).set({ head: 'reviewer-2' }).go();
    expect(await shown('people', opened)).toBe(undefined);
  });
});

it('another word leads to no page of anybody’s own', async () => {
  const opened = await linkOf('lead');
  for (const word of [undefined, 'review', 'pdf', 'toString', '__proto__']) {
    expect(ownPageOf(word, opened)).toBe(undefined);
  }
});
