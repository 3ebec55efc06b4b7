import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { sendFreshLinks } from '../../lambdas/portal/fresh-links.ts';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { notMeTaken } from '../../lambdas/portal/take-other-way.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { Question } from '../../lambdas/questions/question.ts';
import { addresseeOf } from '../../lambdas/questions/review-context.ts';
import type { WaitingDeps } from '../../lambdas/questions/what-waits.ts';
import { readPage } from '../../local/people/form.ts';
import {
  ABOUT,
  asked,
  type FakeDeps,
  fakeDeps,
  lunchQuestion,
  secretOf,
  writeHost,
  writeReview,
} from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const NOON = '2026-06-02T11:00:00.000Z';
const ID = 'agree-lunch.1.1';

let deps: FakeDeps & WaitingDeps;
let question: Question;
let secret: string;

/** The lunch question, which knows as real ones do whether its person can be mailed. */
function askedOfThePersonOfTheRow(): Question {
  const lunch = lunchQuestion(fresh.store);
  return {
    ...lunch,
    async bind(asking, reading) {
      const bound = await lunch.bind(asking, reading);
      const person = await fresh.store.needPerson(asking.person ?? 'head-1');
      return { ...bound, addressee: { ...addresseeOf(person, 'host'), organisation: '900001' } };
    },
  };
}

beforeEach(async () => {
  question = askedOfThePersonOfTheRow();
  deps = Object.assign(fakeDeps(fresh.store), { catalogue: () => question });
  await writeReview(fresh.store);
  await writeHost(fresh.store);
  const people = [
    { person: 'head-1', name: 'Alex Morgan', email: 'head@hillview.example', member: '900001' },
    { person: 'deputy-1', name: 'Sam Field', email: 'deputy@hillview.example', member: '900001' },
  ];
  for (const person of people) await fresh.store.entities.person.put(person).go();
  await fresh.store.entities.member
    .put({ member: '900001', kind: 'school', name: 'Hill View Primary School', standing: 'member', head: 'head-1' })
    .go();
  await ask(question, asked(), 'token-1', deps);
  secret = secretOf(deps.mails[0]?.content);
  deps.mails.length = 0;
});

async function opened(by = secret) {
  const link = await openLink(by, deps, () => question, NOON);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

async function press(step: string, at = NOON) {
  const response = await takeForm(await opened(), { step }, at, deps, site);
  return readPage(response.body ?? '', response.statusCode ?? 0);
}

/** A mail is known by its id: the mailer sends none twice. */
const messages = (): ReadonlySet<string> => new Set(deps.mails.map(({ message }) => message));

const row = () => fresh.store.decision(ABOUT, ID);
const text = (html: string): string => load(html)('main').text();

describe('more time', () => {
  it('is offered once, and moves what the person was told, the expiry and the reminders', async () => {
    const before = await row();
    const page = questionPage(await opened(), site, { at: NOON });
    expect(text(page)).toContain('Give me until Wednesday 17 June 2026, 17:00');
    const after = await press('more-time');
    expect(text(after.html)).toContain('You have until Wednesday 17 June 2026, 17:00 now.');
    expect(await row()).toMatchObject({
      status: 'open',
      dueAt: '2026-06-17T16:00:00.000Z', // three working days after Friday the 12th
      expiresAt: '2026-06-18T16:00:00.000Z', // and after Monday the 15th
      moreTimeAt: NOON,
    });
    expect(before?.dueAt).toBe('2026-06-12T16:00:00.000Z');
    expect(text(after.html)).not.toContain('Give me until');
    expect(await fresh.store.audit(ABOUT)).toContainEqual(
      expect.objectContaining({ entry: `${ID}.more-time`, who: 'head-1', what: 'took more time' }),
    );
  });

  it('is given once however often the button is pressed', async () => {
    await Promise.all([press('more-time'), press('more-time')]);
    await press('more-time', '2026-06-02T12:00:00.000Z');
    expect((await row())?.dueAt).toBe('2026-06-17T16:00:00.000Z');
  });

  it('is not offered where the settings give none, nor for what has no later day', async () => {
    const bind = question.bind;
    const offers = async (changes: object) => {
      question = { ...question, bind: async (...args) => ({ ...(await bind(...args)), ...changes }) };
      return text(questionPage(await opened(), site, { at: NOON })).includes('Give me until');
    };
    const { reminderSettings } = await bind(asked(), deps);
    expect(await offers({})).toBe(true);
    expect(await offers({ reminderSettings: { ...reminderSettings, answers: { moreTimeWorkingDays: 0 } } })).toBe(
      false,
    );
    expect(await offers({ reminderSettings, standing: true })).toBe(false);
    await fresh.store.entities.decision.patch({ about: ABOUT, decision: ID }).set({ question: 'invite' }).go();
    expect(await offers({ standing: undefined })).toBe(false);
  });

  it('is refused after the expiry with the question as it stands', async () => {
    expect(await press('more-time', '2026-06-16T09:00:00.000Z')).toMatchObject({ status: 409 });
    expect((await row())?.moreTimeAt).toBeUndefined();
  });
});

describe('this is not for me', () => {
  it('says what follows first, then passes the question on, tells the central team and opens nothing more', async () => {
    const sure = await press('not-me');
    expect(sure.title).toBe('Is this question not for you?');
    expect(await row()).toMatchObject({ person: 'head-1' });

    expect((await press('surely-not-me')).title).toBe('Thank you for telling us');
    expect(await row()).toMatchObject({ status: 'open', person: 'deputy-1' });
    expect(deps.mails.map(({ to }) => to).sort()).toEqual(['deputy@hillview.example', 'team@charity.example']);
    expect(deps.mails.find(({ to }) => to.startsWith('team'))?.content.subject).toBe(
      'Does mail to Alex Morgan reach somebody else? Hill View Primary School',
    );
    expect(await openLink(secret, deps, () => question, NOON)).toBeUndefined();
  });

  it('changes nothing the second time', async () => {
    const link = await opened();
    await takeForm(link, { step: 'surely-not-me' }, NOON, deps, site);
    const mails = messages();
    const again = await takeForm(link, { step: 'surely-not-me' }, NOON, deps, site);
    expect(again.body).toBe(notMeTaken(site, 'said').body);
    expect(messages()).toEqual(mails);
    expect(await row()).toMatchObject({ person: 'deputy-1' });
  });
});

describe('fresh links', () => {
  it('come by mail to whoever the link was sent to, from a link whose question is settled', async () => {
    await ask(question, asked({ round: 2 }), 'token-2', deps);
    await takeForm(await opened(), { lunch: 'no' }, NOON, deps, site);
    deps.mails.length = 0;
    expect((await press('fresh-links')).title).toBe('A mail is on its way');
    expect(deps.mails).toHaveLength(1);
    expect(await opened(secretOf(deps.mails[0]?.content))).toMatchObject({
      decision: { decision: 'agree-lunch.1.2' },
      decides: true,
    });
  });

  it('come once in ten minutes', async () => {
    const send = (at: string) => sendFreshLinks({ person: 'head-1' }, at, deps);
    for (const at of ['2026-06-02T11:00:00.000Z', '2026-06-02T11:09:59.000Z', '2026-06-02T11:10:00.000Z'])
      await send(at);
    expect(deps.mails).toHaveLength(2);
  });

  it('are not mailed when nothing waits', async () => {
    await takeForm(await opened(), { lunch: 'no' }, NOON, deps, site);
    deps.mails.length = 0;
    expect((await press('fresh-links')).title).toBe('Nothing waits for you');
    expect(deps.mails).toEqual([]);
  });

  it('find everybody of an address, however it is written', async () => {
    const people = await fresh.store.peopleAt(' Head@HillView.example');
    expect(people.map(({ person }) => person)).toEqual(['head-1']);
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ email: 'new@hillview.example' }).go();
    expect(await fresh.store.peopleAt('head@hillview.example')).toEqual([]);
    expect(await fresh.store.peopleAt('new@hillview.example')).toHaveLength(1);
  });
});
