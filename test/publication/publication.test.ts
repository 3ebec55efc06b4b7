import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { ReportNotAgreed } from '../../lambdas/documents/report-versions.ts';
import { publicReport, publicReportBody } from '../../lambdas/publication/public-report.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { changePublication } from '../../lambdas/publication/questions/change-publication.tsx';
import { chooseAudience } from '../../lambdas/publication/questions/choose-audience.tsx';
import { receiveReport } from '../../lambdas/publication/questions/receive-report.tsx';
import { questions } from '../../lambdas/publication/questions.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { writeVersion } from '../../lambdas/report/write-version.ts';
import { NEVER } from '../../lambdas/store/entities/agenda.ts';
import { deadErrorLinks, errorsOf, fieldsAsShown, pageOf } from '../report/pages.ts';
import { askAndAnswer, askAndOpen, asking, letExpire, type World, writtenReview } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';
import { agreedReview, stepDeps } from './final.ts';

const fresh = useStore();
/** A Wednesday. */
const FINAL = '2027-02-10T11:00:00.000Z';

const publish = (world: World, at = FINAL) => publishReport({ about: world.about, turn: 1, at }, stepDeps(world));

/** Follows the link of the mail that a person got. */
async function follow(world: World, message: string) {
  const mail = world.mails.find((one) => one.message.startsWith(`${message}.`));
  const secret = mail?.content.button?.href.split('/').at(-1);
  const find = (name: string) => {
    const question = questions.find((one) => one.name === name);
    if (!question) throw new Error(`No question '${name}'.`);
    return question;
  };
  const opened = await openLink(secret, world.deps, find, FINAL);
  if (!opened) throw new Error(`No link in '${message}'.`);
  return opened;
}

describe('choosing the audience', () => {
  it('sets it with the address where the school publishes', async () => {
    const world = await agreedReview(fresh.store);
    const outcome = await askAndAnswer(world, chooseAudience, {
      audience: 'public',
      address: 'https://school.example/review',
    });
    expect(outcome).toEqual({ outcome: 'chosen', audience: 'public' });
    expect(await world.store.needReview(world.about)).toMatchObject({
      stage: 'publication',
      audience: 'public',
      publishedAddress: 'https://school.example/review',
    });
  });

  it('explains each choice and chooses nothing beforehand', async () => {
    const world = await agreedReview(fresh.store);
    const bound = await chooseAudience.bind(asking(world, chooseAudience), world.deps);
    const { $, text } = pageOf(bound);
    expect(
      $('input[type=radio]')
        .toArray()
        .map((one) => $(one).attr('value')),
    ).toEqual(['private', 'hub', 'public']);
    expect($('input[checked]')).toHaveLength(0);
    expect(text).toContain('Only your school, the central team and the hub manager can read it');
    expect(text).toContain('Governors saw more of it.');
  });

  it('offers no hub to a host without one', async () => {
    const world = await agreedReview(fresh.store);
    await world.store.entities.review.patch({ about: world.about }).remove(['hub']).go();
    const bound = await chooseAudience.bind(asking(world, chooseAudience), world.deps);
    expect(pageOf(bound).text).not.toContain('hub');
    expect(errorsOf(bound, { audience: 'hub' })).toHaveProperty('audience');
    await publish(world);
    expect(world.mails.map(({ to }) => to)).not.toContain('manager');
  });

  it('is refused in words', async () => {
    const world = await agreedReview(fresh.store);
    const bound = await chooseAudience.bind(asking(world, chooseAudience), world.deps);
    expect(errorsOf(bound, {})).toEqual({ audience: 'Select who may see the report' });
    for (const address of ['our website', 'javascript:alert(1)', 'ftp://school.example/']) {
      expect(errorsOf(bound, { audience: 'public', address }).address).toContain('must be a web address');
    }
    expect(errorsOf(bound, { audience: 'private', address: 'https://school.example/' }).address).toContain(
      'keep it private',
    );
    expect(deadErrorLinks(bound, { address: 'x' })).toEqual([]);
  });

  it('is said to be changed or withdrawn by the links of earlier answers', async () => {
    const world = await agreedReview(fresh.store);
    const { open, send } = await askAndOpen(world, chooseAudience);
    await send({ audience: 'private', address: '' });
    expect((await open()).since).toBeUndefined();
    const review = () => world.store.entities.review.patch({ about: world.about });
    await review().set({ audience: 'public' }).go();
    expect((await open()).since).toContain('Anybody can read it');
    expect(await send({ audience: 'private', address: '' })).toMatchObject({ kind: 'settled' });
    await review().set({ withdrawnAt: FINAL }).go();
    expect((await open()).since).toBe('The report was withdrawn.');
  });

  it('takes silence for private', async () => {
    const world = await agreedReview(fresh.store);
    expect(await letExpire(world, chooseAudience)).toEqual({ outcome: 'silence', audience: 'private' });
    expect((await world.store.needReview(world.about)).audience).toBe('private');
  });

  it('speaks of a trust where the host is one', async () => {
    const world = await agreedReview(fresh.store, 'TPR');
    const bound = await chooseAudience.bind(asking(world, chooseAudience), world.deps);
    expect(pageOf(bound).text).toContain('belongs to your trust');
    expect(pageOf(bound).html).not.toMatch(/estimate|excellence|your school/i);
  });
});

describe('publishing', () => {
  it('records it, sends it to the hub manager and the head, and counts what follows from today', async () => {
    const world = await agreedReview(fresh.store);
    const result = await publish(world);
    expect(result.people).toEqual([
      { person: 'head', role: 'host', seat: 'host' },
      { person: 'lead', role: 'lead', seat: 'lead' },
      { person: 'reviewer-1', role: 'reviewer', seat: 'seat-1' },
      { person: 'reviewer-2', role: 'reviewer', seat: 'seat-2' },
    ]);
    // Thursday 11 February; 28 days on is Thursday 11 March; six months after the 10th is Tuesday 10 August.
    expect(result.clock).toEqual({
      surveys: {
        opens: '2027-02-11T09:00:00.000Z',
        due: '2027-03-11T17:00:00.000Z',
        expires: '2027-03-12T17:00:00.000Z',
      },
      progressCheck: {
        opens: '2027-08-10T08:00:00.000Z',
        due: '2027-08-24T16:00:00.000Z',
        expires: '2027-09-02T16:00:00.000Z',
      },
    });
    const review = await world.store.needReview(world.about);
    expect(review).toMatchObject({ status: 'published', audience: 'private', publishedAt: FINAL });
    expect(review.clock).toMatchObject(result.clock);
    expect(world.mails.slice(-2).map(({ to, content }) => [to, content.subject])).toEqual([
      ['manager', 'The final report: QAR at Hill View Primary School'],
      ['head', 'Your report is final: QAR at Hill View Primary School'],
    ]);
  });

  it('again, and later, says the same and sends nothing twice', async () => {
    const world = await agreedReview(fresh.store);
    const first = await publish(world);
    const mails = world.mails.length;
    const second = await publish(world, '2027-02-12T11:00:00.000Z');
    expect(second).toEqual(first);
    expect(world.mails).toHaveLength(mails);
    expect((await world.store.needReview(world.about)).publishedAt).toBe(FINAL);
    expect((await world.store.audit(world.about)).filter(({ what }) => what.startsWith('published'))).toHaveLength(1);
  });

  it('that broke off before its mails sends them when run again', async () => {
    const world = await agreedReview(fresh.store);
    const broken = { ...stepDeps(world), ask: () => Promise.reject(new Error('No mail today.')) };
    await expect(publishReport({ about: world.about, turn: 1, at: FINAL }, broken)).rejects.toThrow('No mail today.');
    const before = world.mails.length;
    await publish(world, '2027-02-11T11:00:00.000Z');
    expect(world.mails.slice(before).map(({ to }) => to)).toEqual(['manager', 'head']);
    expect((await world.store.needReview(world.about)).publishedAt).toBe(FINAL);
  });

  it('never publishes a text that was not agreed', async () => {
    const world = await writtenReview(fresh.store);
    await expect(publish(world)).rejects.toThrow(ReportNotAgreed);
    expect((await world.store.needReview(world.about)).status).toBe('under-way');
  });
});

describe('the standing link', () => {
  it('changes the audience', async () => {
    const world = await agreedReview(fresh.store);
    await publish(world);
    const opened = await follow(world, 'change-publication');
    expect(fieldsAsShown(opened.bound)).toMatchObject({ audience: 'private', address: '' });
    const answered = await answer(opened, { audience: 'public', address: '' }, FINAL, world.deps);
    expect(answered).toMatchObject({ kind: 'recorded', thanks: { title: 'Your change is saved' } });
    expect((await publicReport(world.about, world.store))?.title).toBe(
      'Quality Assurance Review: Hill View Primary School',
    );
    expect((await follow(world, 'change-publication')).bound.said({ audience: 'public', address: '' })).toContain(
      'Anybody can read it',
    );
  });

  it('withdraws: the page is gone, and so is what the hub manager reads', async () => {
    const world = await agreedReview(fresh.store);
    await askAndAnswer(world, chooseAudience, { audience: 'public', address: '' });
    await publish(world);
    expect(await publicReport(world.about, world.store)).toBeDefined();
    const manager = await follow(world, 'receive-report');
    expect(pageOf(manager.bound).text).toContain('Governors saw more of it.');
    expect(manager.bound.addressee.role).toBe('hub-manager');

    const head = await follow(world, 'change-publication');
    const form = { audience: 'withdrawn', address: '' };
    expect((await answer(head, form, FINAL, world.deps)).kind).toBe('recorded');
    expect((await answer(head, form, FINAL, world.deps)).kind).toBe('recorded');
    expect(await publicReport(world.about, world.store)).toBeUndefined();
    const after = await follow(world, 'receive-report');
    expect(pageOf(after.bound).text).not.toContain('Governors');
    // A step that is run again does not bring the report back.
    await publish(world);
    expect(await publicReport(world.about, world.store)).toBeUndefined();
  });

  it('is refused in words, is never chased, and silence changes nothing', async () => {
    const world = await agreedReview(fresh.store);
    await publish(world);
    const bound = await changePublication.bind(asking(world, changePublication), world.deps);
    expect(errorsOf(bound, {})).toEqual({ audience: 'Select who may see the report' });
    expect(deadErrorLinks(bound, {})).toEqual([]);
    expect(bound.silence(FINAL)).toEqual({ outcome: { outcome: 'unchanged' } });
    const row = await world.store.decision(world.about, 'change-publication.1.1');
    expect(row?.schedule).toEqual([]);
    expect(row?.expiresAt).toBe(NEVER);
    const manager = await receiveReport.bind(asking(world, receiveReport, { person: 'manager' }), world.deps);
    expect(errorsOf(manager, {})).toEqual({});
  });
});

async function publicPage(world: Awaited<ReturnType<typeof agreedReview>>): Promise<string> {
  const report = await publicReport(world.about, world.store);
  return report ? renderToStaticMarkup(publicReportBody(world.about, report)) : '';
}

describe('a final report as a document', () => {
  it('is behind the links of its host and hub manager, in the agreed version, and gone for the manager once withdrawn', async () => {
    const world = await agreedReview(fresh.store);
    const document = async (question: typeof chooseAudience, more: object = {}) =>
      (await question.bind(asking(world, question, more), world.deps)).document?.();
    await askAndAnswer(world, chooseAudience, { audience: 'private', address: '' });
    await publish(world);
    for (const report of [await document(changePublication), await document(receiveReport, { person: 'manager' })]) {
      expect(report?.title).toMatch(/^Quality Assurance Review: \w/);
      expect(JSON.stringify(report?.content)).toContain('Governors saw more of it.');
    }
    await world.store.entities.review.patch({ about: world.about }).set({ withdrawnAt: FINAL }).go();
    expect(await document(receiveReport, { person: 'manager' })).toBeUndefined();
    expect(await document(changePublication)).toBeDefined();
  });
});

describe('the public page', () => {
  it('shows the agreed version and no newer one', async () => {
    const world = await agreedReview(fresh.store);
    await askAndAnswer(world, chooseAudience, { audience: 'public', address: '' });
    await publish(world);
    const whole = await world.store.needWholeReview(world.about);
    const content = { ...(whole.versions[0]?.content as object), support: ['A line nobody agreed to.'] } as never;
    const [version] = writeVersion(world.store, whole, { content, by: 'lead', at: FINAL });
    await world.store.write([version as object]);
    const html = await publicPage(world);
    expect(html).toContain('Governors saw more of it.');
    expect(html).not.toContain('nobody agreed');
  });

  it('is nothing for anything but a public, published, agreed report', async () => {
    const world = await agreedReview(fresh.store);
    expect(await publicReport(world.about, world.store)).toBeUndefined();
    await askAndAnswer(world, chooseAudience, { audience: 'public', address: '' });
    expect(await publicReport(world.about, world.store)).toBeUndefined();
    await publish(world);
    expect(await publicReport(world.about, world.store)).toBeDefined();
    for (const audience of ['private', 'hub'] as const) {
      await world.store.entities.review.patch({ about: world.about }).set({ audience }).go();
      expect(await publicReport(world.about, world.store)).toBeUndefined();
    }
    for (const about of ['qar-2026-999999', 'membership-2026-100183', '../d/x', '']) {
      expect(await publicReport(about, world.store)).toBeUndefined();
    }
  });

  it('of a TPR shows no estimate', async () => {
    const world = await agreedReview(fresh.store, 'TPR');
    await askAndAnswer(world, chooseAudience, { audience: 'public', address: '' });
    await publish(world);
    const html = await publicPage(world);
    expect(html).toContain('This report belongs to the trust');
    expect(html).not.toMatch(/estimate|excellence/i);
  });
});
