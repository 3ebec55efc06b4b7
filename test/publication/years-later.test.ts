/** A report years after it was final: whoever leads its host by then gets a link, withdraws it and publishes it again. */
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { dailyRound } from '../../lambdas/daily-round/daily-round.ts';
import { sendFreshLinks } from '../../lambdas/portal/fresh-links.ts';
import { publicReport } from '../../lambdas/publication/public-report.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import { changePublication } from '../../lambdas/publication/questions/change-publication.tsx';
import { answer } from '../../lambdas/questions/answer.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import { NEVER } from '../../lambdas/store/entities/agenda.ts';
import { openQuestions } from '../../lambdas/store/network-reads.ts';
import { roundOver } from '../daily-round/daily-round-deps.ts';
import { fieldsAsShown, pageOf } from '../report/pages.ts';
import type { World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';
import { htmlOf } from '../team/interview.tsx';
import { agreedReview, stepDeps } from './final.ts';

const fresh = useStore();
const FINAL = '2027-02-10T11:00:00.000Z';
/** The end that earlier releases gave the question: that of the progress check. */
const ENDED = '2027-09-02T16:00:00.000Z';
/** Ten months after, while links of the first day still open. */
const LATER = '2027-12-07T10:00:00.000Z';
const YEARS_LATER = '2031-03-12T10:00:00.000Z';
const FIRST = 'change-publication.1.1';

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
  const { startsOn } = await review();
  await world.store.entities.review.patch({ about: world.about }).set({ stage: 'closed' }).composite({ startsOn }).go();
  await answer(await open(lastLink(), FINAL), { audience: 'public', address: '' }, FINAL, world.deps);
});

const review = () => world.store.needReview(world.about);
const isPublic = async () => (await publicReport(world.about, world.store)) !== undefined;
const deps = () => ({ ...world.deps, catalogue });

/** The secret of the link in the last mail: of its button, or of the list of what can be changed. */
function lastLink(): string {
  const content = world.mails.at(-1)?.content;
  const [entry] = content?.sections?.[0]?.entries ?? [];
  return (content?.button?.href ?? entry?.href ?? '').split('/').at(-1) ?? '';
}

async function open(secret: string, at = LATER) {
  const opened = await openLink(secret, world.deps, catalogue, at);
  if (!opened) throw new Error('The link opens nothing.');
  return opened;
}

/** Asks at /links. */
const wish = (person: string, at = LATER) => sendFreshLinks({ person }, at, deps());

/** Somebody else leads the school. */
async function newHead(member = '100183'): Promise<void> {
  const { entities } = world.store;
  const person = { person: 'new-head', name: 'Sample new-head', email: 'new-head@example.org', member };
  await entities.person.create(person).go();
  await entities.member.patch({ member }).set({ head: 'new-head' }).go();
}

const save = async (secret: string, audience: string, at = LATER) => {
  const opened = await open(secret, at);
  return answer(opened, { ...fieldsAsShown(opened.bound), audience, address: '' }, at, world.deps);
};

describe('the standing question', () => {
  it('leads to the page that anybody can read while there is one', async () => {
    const page = async () => htmlOf((await open(lastLink())).bound);
    expect(await page()).toContain(`href="/reports/${world.about}"`);
    await save(lastLink(), 'private');
    expect(await page()).not.toContain('/reports/');
  });

  it('has no end, is due on no morning and in no list of what is open', async () => {
    const row = await world.store.decision(world.about, 'change-publication.1.2');
    expect(row).toMatchObject({ status: 'open', expiresAt: NEVER, nextActionAt: NEVER, schedule: [] });
    const due = (await world.store.agenda('2060-01-01T00:00:00.000Z')).decisions;
    expect(due.filter(({ question }) => question === changePublication.name)).toEqual([]);
    expect((await openQuestions(world.store, ['none'])).map(({ question }) => question)).toEqual(['receive-report']);
  });

  it('of an earlier release goes on where it was to end, and the round counts nothing as unanswered', async () => {
    const row = { about: world.about, decision: 'change-publication.1.2' };
    await world.store.entities.decision
      .patch(row)
      .set({ dueAt: ENDED, expiresAt: ENDED, nextActionAt: ENDED })
      .composite({ queue: 'open', openFor: 'head' })
      .go();
    const { deps: round, found } = roundOver(changePublication, world.store);
    await dailyRound({ at: '2027-09-06T06:30:00.000Z' }, round);
    await dailyRound({ at: '2027-09-07T06:30:00.000Z' }, round);
    expect(await world.store.decision(row.about, row.decision)).toMatchObject({ status: 'open', expiresAt: NEVER });
    expect(found.at(-1)).toMatchObject({ QuestionsPutOff: 0, QuestionsPastExpiry: 0 });
    expect(await save(lastLink(), 'private')).toMatchObject({ kind: 'recorded' });
  });
});

describe('/links', () => {
  it('mails a head a link to change each report, when nothing waits', async () => {
    const ofThen = lastLink();
    expect(await wish('head', YEARS_LATER)).toBe(true);
    await expect(open(ofThen, YEARS_LATER)).rejects.toThrow('opens nothing');
    expect(world.mails.at(-1)).toMatchObject({
      to: 'head',
      content: {
        subject: 'Your reports: who may see them',
        sections: [
          {
            title: 'What you can change',
            entries: [{ text: '2026 to 2027: QAR at Hill View Primary School', note: 'public' }],
          },
        ],
      },
    });
    expect(await save(lastLink(), 'hub', YEARS_LATER)).toMatchObject({ kind: 'recorded' });
    expect((await review()).audience).toBe('hub');
  });

  it('lists it below what waits, which then is a list too', async () => {
    const row = await world.store.decision(world.about, FIRST);
    const asked = { ...row, decision: 'choose-audience.1.9', question: 'choose-audience', round: 9, status: 'open' };
    await world.store.entities.decision
      .put({ ...asked, dueAt: ENDED, expiresAt: ENDED, nextActionAt: ENDED, queue: 'open', openFor: 'head' } as never)
      .go();
    await wish('head', '2027-08-02T10:00:00.000Z');
    const { content } = world.mails.at(-1) ?? {};
    expect(content?.subject).toBe('One thing waits for your answer: Hill View Primary School');
    expect([content?.button, content?.items?.length, content?.sections?.[0]?.entries.length]).toEqual([
      undefined,
      1,
      1,
    ]);
  });

  it.each([
    ['let end', { status: 'expired', outcome: { outcome: 'unchanged' } }],
    ['took as withdrawn', { status: 'answered', answer: { audience: 'withdrawn', address: '' }, answeredAt: FINAL }],
  ] as const)('asks anew, once, what an earlier release %s', async (_, before) => {
    await world.store.entities.decision
      .patch({ about: world.about, decision: 'change-publication.1.2' })
      .set(before)
      .remove(['queue', 'nextActionAt', 'openFor'])
      .go();
    const mails = world.mails.length;
    await Promise.all([wish('head'), wish('head')]);
    expect(world.mails).toHaveLength(mails + 1);
    const rows = await world.store.decisionsAbout(world.about);
    expect(
      rows.filter(({ question, status }) => question === changePublication.name && status === 'open'),
    ).toMatchObject([{ decision: 'change-publication.1.3', person: 'head', expiresAt: NEVER }]);
    expect((await open(lastLink())).decides).toBe(true);
  });

  it('is for whoever leads the school by then, and for nobody else', async () => {
    const before = lastLink();
    await newHead();
    expect(await wish('head')).toBe(false);
    expect(await wish('lead')).toBe(false);
    expect(await wish('new-head')).toBe(true);
    expect((await open(lastLink())).decides).toBe(true);
    expect((await open(before)).may).toMatchObject({ question: false, report: false, answer: false });
  });

  it('is for the head of the school that has followed', async () => {
    const { entities } = world.store;
    await entities.member
      .create({
        member: '150001',
        kind: 'school',
        name: 'Hill View Academy',
        standing: 'member',
        predecessors: ['100183'],
      })
      .go();
    await entities.member.patch({ member: '100183' }).set({ standing: 'closed', successor: '150001' }).go();
    await newHead('150001');
    expect(await wish('head')).toBe(false);
    await wish('new-head');
    expect(await save(lastLink(), 'withdrawn')).toMatchObject({ kind: 'recorded' });
    expect(await isPublic()).toBe(false);
    expect(world.mails.at(-1)).toMatchObject({ to: 'new-head' });
  });

  it('leaves out a report that is written anew, and the reviews that were called off', async () => {
    const { startsOn } = await review();
    const row = () => world.store.entities.review.patch({ about: world.about });
    await row().set({ stage: 'report' }).composite({ startsOn }).go();
    expect(await wish('head')).toBe(false);
    await row().set({ stage: 'closed', status: 'cancelled' }).composite({ startsOn }).go();
    expect(await wish('head')).toBe(false);
  });
});

describe('withdrawing and publishing again', () => {
  it('is done by a new head years later, each by a link of its own mail', async () => {
    await newHead();
    await wish('new-head');
    await save(lastLink(), 'withdrawn');
    expect(await isPublic()).toBe(false);
    expect(world.mails.at(-1)).toMatchObject({
      to: 'new-head',
      content: {
        subject: 'Your report is withdrawn: QAR at Hill View Primary School',
        button: { text: 'Publish it again' },
      },
    });
    const again = await open(lastLink());
    expect(pageOf(again.bound).text).toContain('It is withdrawn: only your school and the central team can read it');
    expect(await save(lastLink(), 'public')).toMatchObject({ thanks: { title: 'The report is published again' } });
    expect(await isPublic()).toBe(true);
    expect(await review()).toMatchObject({ audience: 'public', publishedAt: FINAL });
    expect((await review()).withdrawnAt).toBeUndefined();
    const what = (await world.store.audit(world.about)).map((one) => one.what);
    expect(what.filter((one) => one.includes('report'))).toEqual(
      expect.arrayContaining(['withdrew the report', 'published the report again: public']),
    );
  });

  it('stays withdrawn since the day on which it was', async () => {
    await save(lastLink(), 'withdrawn');
    const { withdrawnAt } = await review();
    await save(lastLink(), 'withdrawn', '2027-12-08T10:00:00.000Z');
    expect((await review()).withdrawnAt).toBe(withdrawnAt);
  });

  it('and a change by two devices at once is one of them, and the other reads which', async () => {
    const [one, other] = [await open(lastLink()), await open(lastLink())];
    const form = (audience: string) => ({ ...fieldsAsShown(one.bound), audience, address: '' });
    const answered = await Promise.all([
      answer(one, form('withdrawn'), LATER, world.deps),
      answer(other, form('private'), LATER, world.deps),
    ]);
    expect(answered.map(({ kind }) => kind).sort()).toEqual(['recorded', 'settled']);
    const { audience, withdrawnAt } = await review();
    expect([audience, withdrawnAt]).toEqual(
      answered[0]?.kind === 'recorded' ? ['public', LATER] : ['private', undefined],
    );
    expect(
      (await world.store.decisionsAbout(world.about)).filter(({ decision }) => decision.startsWith('change-')),
    ).toHaveLength(3);
  });

  it('pressed twice is done once, and says the same', async () => {
    const opened = await open(lastLink());
    const form = { ...fieldsAsShown(opened.bound), audience: 'withdrawn', address: '' };
    const first = await answer(opened, form, LATER, world.deps);
    const mails = world.mails.length;
    const second = await answer(await open(await secretOfBefore()), form, LATER, world.deps);
    expect(second).toEqual(first);
    expect(world.mails).toHaveLength(mails);
  });

  it('does not write over what somebody else has changed since the page was opened', async () => {
    const opened = await open(lastLink());
    const form = { ...fieldsAsShown(opened.bound), audience: 'public', address: 'https://school.example/' };
    await world.store.entities.review.patch({ about: world.about }).set({ withdrawnAt: LATER }).go();
    const late = await answer(opened, form, LATER, world.deps);
    expect(late).toMatchObject({ kind: 'wrong', errors: { form: expect.stringContaining('Something changed') } });
    const sent = await answer(await open(lastLink()), form, LATER, world.deps);
    expect(sent).toMatchObject({ kind: 'wrong', errors: { form: expect.stringContaining('It is withdrawn') } });
    expect(await isPublic()).toBe(false);
  });
});

/** The link of the mail before the last one. */
async function secretOfBefore(): Promise<string> {
  return world.mails.at(-2)?.content.button?.href.split('/').at(-1) ?? '';
}
