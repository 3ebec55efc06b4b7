/** What somebody can do who holds one forwarded link, and means harm. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { answer } from '../../lambdas/questions/answer.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { NAMED_ON_A_PAGE } from '../../lambdas/questions/confirmed-contact.ts';
import { nextContact } from '../../lambdas/questions/next-contact.ts';
import { endMailTo, type NoMailDeps } from '../../lambdas/questions/no-mail.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { addresseeOf } from '../../lambdas/questions/review-context.ts';
import { whatWaitsFor } from '../../lambdas/questions/what-waits.ts';
import { readPage } from '../../local/people/form.ts';
import { ABOUT, asked, type FakeDeps, fakeDeps, lunchQuestion, secretOf, writeReview } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const ID = 'agree-lunch.1.1';
const [NOON, LATER, EVENING] = ['2026-06-01T11:00:00.000Z', '2026-06-01T11:05:00.000Z', '2026-06-01T15:00:00.000Z'];

let deps: FakeDeps & NoMailDeps;
let question: Question;
let first: string;

const put = (person: string, more: object = {}) =>
  fresh.store.entities.person
    .put({ person, name: `Name of ${person}`, email: `${person}@oak.example`, member: '900001', ...more })
    .go();

beforeEach(async () => {
  const plain = lunchQuestion(fresh.store);
  question = {
    ...plain,
    async bind(one, at) {
      const known = await fresh.store.decision(one.about, `agree-lunch.1.${one.round}`);
      const person = await fresh.store.needPerson(known?.person ?? 'head-1');
      return { ...(await plain.bind(one, at)), addressee: addresseeOf(person, 'host') };
    },
  };
  deps = Object.assign(fakeDeps(fresh.store), { catalogue: () => question });
  await writeReview(fresh.store);
  await fresh.store.entities.member
    .put({ member: '900001', kind: 'school', name: 'Oak Primary School', standing: 'member', head: 'head-1' })
    .go();
  await put('head-1');
  await ask(question, asked(), 'token-1', deps);
  first = secretOf(deps.mails[0]?.content);
});

const open = (secret: string, at = NOON) => openLink(secret, deps, () => question, at);
const row = () => fresh.store.decision(ABOUT, ID);
const lastSecret = () => secretOf(deps.mails.at(-1)?.content);

async function press(secret: string, fields: Readonly<Record<string, string>>, at = NOON) {
  const opened = await open(secret, at);
  if (!opened) throw new Error('The link opens nothing.');
  const response = await takeForm(opened, fields, at, deps, site);
  const page = readPage(response.body ?? '', response.statusCode ?? 0);
  return { ...page, text: load(page.html)('main').text().replaceAll(/\s+/g, ' ') };
}

const named = (email: string) => ({
  ...{ 'hand-over': 'yes', 'colleague-name': 'Sam Okoro', 'colleague-job': 'Deputy head' },
  'colleague-email': email,
});
const handOver = (secret: string, email: string, at = NOON) => press(secret, named(email), at);
const bounces = async (at = LATER) =>
  endMailTo(await fresh.store.needPerson((await row())?.person ?? ''), 'bounces', at, deps);

describe('whoever was named on a page', () => {
  it('is asked the one question, and is no next contact', async () => {
    await handOver(first, 'sam@elsewhere.example');
    const stranger = (await row())?.person ?? '';
    expect(stranger).toContain(NAMED_ON_A_PAGE);
    const head = addresseeOf(await fresh.store.needPerson('head-1'), 'host');
    expect(await nextContact(fresh.store, head)).toBeUndefined();
  });

  it('is one once the central team has confirmed them, and keeps the name they had then', async () => {
    await handOver(first, 'sam@elsewhere.example');
    const stranger = (await row())?.person ?? '';
    await fresh.store.entities.person.patch({ person: stranger }).set({ confirmedAt: NOON }).go();
    const head = addresseeOf(await fresh.store.needPerson('head-1'), 'host');
    expect(await nextContact(fresh.store, head)).toMatchObject({ person: stranger });
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    await press(lastSecret(), { ...named('sam@elsewhere.example'), 'colleague-name': 'Somebody Else' });
    expect(await fresh.store.person(stranger)).toMatchObject({ name: 'Sam Okoro' });
  });

  it('is none where an earlier release wrote them, nor is whoever registered the school’s interest', async () => {
    await put('colleague-900001-0123456789');
    await put('contact-900001-2026');
    const head = addresseeOf(await fresh.store.needPerson('head-1'), 'host');
    expect(await nextContact(fresh.store, head)).toBeUndefined();
    await fresh.store.entities.member.patch({ member: '900001' }).set({ head: 'contact-900001-2026' }).go();
    expect(await nextContact(fresh.store, head)).toMatchObject({ person: 'contact-900001-2026' });
  });
});

describe('a link that handed over', () => {
  it('never decides again, though the question comes back', async () => {
    await handOver(first, 'gone@oak.example');
    await bounces();
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
    const page = await press(first, { lunch: 'yes' }, EVENING);
    expect(page.status).toBe(403);
    expect(page.text).toContain('You passed this question on to a colleague');
    expect((await handOver(first, 'other@oak.example', EVENING)).status).toBe(409);
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
    // What came back came with a link of its own.
    const back = lastSecret();
    expect(back).not.toBe(first);
    expect((await press(back, { lunch: 'yes' }, EVENING)).status).toBe(200);
  });

  it.each(['2026-06-01T11:00:00.000Z', '2026-06-01T11:00:00.700Z'])(
    'is followed by one that decides, though the mail came back at %s by the clock of a mail server',
    async (cameBackAt) => {
      await handOver(first, 'gone@oak.example', '2026-06-01T11:00:00.700Z');
      await bounces(cameBackAt);
      expect((await press(first, { lunch: 'yes' }, EVENING)).status).toBe(403);
      expect((await press(lastSecret(), { lunch: 'yes' }, EVENING)).status).toBe(200);
    },
  );

  it('lets no answer through that was on its way meanwhile', async () => {
    const opened = await open(first);
    await handOver(first, 'gone@oak.example');
    await bounces();
    if (!opened) throw new Error('The link opens nothing.');
    expect(await answer(opened, { lunch: 'yes' }, EVENING, deps)).toEqual({ kind: 'only-reads' });
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
  });

  it('makes one mail to a wrong address, however often it is tried', async () => {
    for (let turn = 0; turn < 12; turn += 1) {
      await handOver(first, `gone-${turn}@oak.example`);
      if ((await row())?.person !== 'head-1') await bounces();
    }
    expect(deps.mails.filter(({ to }) => to.startsWith('gone-'))).toHaveLength(1);
  });

  it('is told from those of a colleague: three may hand over, and then it stays', async () => {
    let link = first;
    for (const [turn, email] of ['b@oak.example', 'c@oak.example', 'd@oak.example'].entries()) {
      expect((await handOver(link, email, `2026-06-01T11:0${turn}:00.000Z`)).status).toBe(200);
      link = lastSecret();
    }
    const page = await handOver(link, 'e@oak.example', EVENING);
    expect(page.status).toBe(409);
    expect(page.text).toContain('This question has come from colleague to colleague');
    expect(page.text).not.toContain('Ask a colleague to answer instead');
    expect((await press(link, { lunch: 'yes' }, EVENING)).status).toBe(200);
  });
});

describe('this is not for me', () => {
  const other = async () => {
    await ask(question, asked({ round: 2, at: '2026-06-01T09:30:00.000Z' }), 'token-2', deps);
  };

  it('moves this question alone', async () => {
    await put('deputy');
    await other();
    expect((await press(first, { step: 'surely-not-me' })).status).toBe(200);
    expect(await row()).toMatchObject({ status: 'open', person: 'deputy' });
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.2')).toMatchObject({ status: 'open', person: 'head-1' });
    expect(await fresh.store.person('head-1')).toMatchObject({ notMeAt: NOON });
    expect(await fresh.store.person('head-1')).not.toHaveProperty('mail');
    // What is asked next goes to the head as before.
    await ask(question, asked({ round: 3 }), 'token-3', deps);
    expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.3')).toMatchObject({ person: 'head-1' });
  });

  it('said by the next contact too leaves the question, and asks nobody a second time', async () => {
    await put('deputy');
    await press(first, { step: 'surely-not-me' });
    const second = secretOf(deps.mails.find(({ to }) => to === 'deputy@oak.example')?.content);
    const before = deps.mails.length;
    await press(second, { step: 'surely-not-me' }, LATER);
    expect(deps.mails.slice(before).map(({ to }) => to)).toEqual(['team@charity.example']);
    expect(await row()).toMatchObject({ status: 'open', person: 'deputy' });
  });

  it('is told to the central team, which finds out', async () => {
    await put('deputy');
    await press(first, { step: 'surely-not-me' });
    const [mail, ...others] = deps.mails.filter(({ to }) => to === 'team@charity.example');
    expect(others).toEqual([]);
    expect(mail?.content.subject).toBe('Does mail to Name of head-1 reach somebody else? Oak Primary School');
    expect(mail?.content.paragraphs[0]).toContain('only this question has moved: Name of deputy is asked now');
  });

  it('leaves a question that nobody else can answer, and writes there no more about it', async () => {
    await press(first, { step: 'surely-not-me' });
    const now = await row();
    expect(now).toMatchObject({ status: 'open', person: 'head-1', openFor: 'head-1' });
    const acts = (now?.schedule ?? []) as { act: string }[];
    expect(acts.filter(({ act }) => ['first-mail', 'remind'].includes(act))).toEqual([]);
    expect(await open(first)).toBeUndefined();
    expect(deps.mails.at(-1)?.content.paragraphs[0]).toContain('there is nobody else to ask');
  });

  it('lists a question that stays in no later mail, until the central team says that mail is right', async () => {
    await other();
    await press(first, { step: 'surely-not-me' });
    const waits = async () =>
      (await whatWaitsFor('head-1', { ...deps, catalogue: () => question }, LATER)).map(
        ({ decision }) => decision.decision,
      );
    expect(await waits()).toEqual(['agree-lunch.1.2']);
    await fresh.store.entities.person.patch({ person: 'head-1' }).remove(['notMeAt']).go();
    expect((await waits()).sort()).toEqual(['agree-lunch.1.1', 'agree-lunch.1.2']);
  });

  it('counts as unanswered where the next candidate is asked', async () => {
    const { bind } = question;
    question = { ...question, bind: async (...one) => ({ ...(await bind(...one)), unreachableIsSilence: true }) };
    await press(first, { step: 'surely-not-me' });
    expect(await row()).toMatchObject({ status: 'expired', outcome: { outcome: 'no-lunch' } });
    expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'no-lunch' } }]);
  });

  it('passes on no link that only stands ready', async () => {
    await put('deputy');
    const { bind } = question;
    question = { ...question, bind: async (...one) => ({ ...(await bind(...one)), standing: true }) };
    await press(first, { step: 'surely-not-me' });
    expect(await row()).toMatchObject({ status: 'open', person: 'head-1' });
    expect(deps.mails.filter(({ to }) => to === 'deputy@oak.example')).toEqual([]);
  });

  it('says no word of mails that still go', async () => {
    await put('deputy');
    const { text } = await press(first, { step: 'surely-not-me' });
    expect(text).toContain('another may still reach you');
    expect(text).not.toMatch(/nothing more/i);
  });

  it('is thanked for though the mails about it do not go, and the morning sends the question', async () => {
    await put('deputy');
    const { mailer } = deps;
    const away = Object.assign(new Error('SES is away'), { name: 'MailNotSent' });
    Object.assign(deps, { mailer: { ...mailer, sendContent: () => Promise.reject(away) } });
    expect((await press(first, { step: 'surely-not-me' })).status).toBe(200);
    expect(await row()).toMatchObject({ person: 'deputy' });
    const unsent = await fresh.store.unsentMessages(EVENING);
    expect(unsent.map(({ kind, person }) => [kind, person]).sort()).toEqual([
      ['not-me', 'central-team'],
      ['question', 'deputy'],
    ]);
  });
});

it('forward a link, hand over, let it bounce, say ‘not me’: the school stays with its head', async () => {
  await handOver(first, 'thief@elsewhere.example');
  const thief = lastSecret();
  await handOver(thief, 'nobody@elsewhere.example', LATER);
  await bounces('2026-06-01T11:06:00.000Z');
  expect(await row()).toMatchObject({ person: 'head-1' });
  expect((await press(first, { step: 'surely-not-me' }, EVENING)).status).toBe(409);
  expect((await press(thief, { lunch: 'yes' }, EVENING)).status).toBe(403);
  expect(await fresh.store.person('head-1')).not.toHaveProperty('mail');
  await ask(question, asked({ round: 2, at: EVENING }), 'token-2', deps);
  expect(await fresh.store.decision(ABOUT, 'agree-lunch.1.2')).toMatchObject({ person: 'head-1' });
  expect(await fresh.store.needMember('900001')).toMatchObject({ head: 'head-1' });
});
