/**
 * Two reviews in one stack. Of the first, which is over, two people read what is held on them, and are erased; the second, whose lead is
 * reminded by a button of the dashboard, goes on to its end after that.
 */
import { gunzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Person } from '../../lambdas/store/store.ts';
import { rowsIn } from '../support/rows.ts';
import { dashboard } from './scenarios/dashboard.ts';
import { linksIn, noScanner } from './support/scanner.ts';
import type { Scenario } from './support/scenario.ts';
import { aboutOf, playSeason, type Season } from './support/season.ts';

const HOST = '900001';
const REVIEW = aboutOf(HOST);
/** The first review is closed since a month; nothing of it is asked of anybody before spring. */
const FIRST_IS_OVER = '2026-10-20T18:00:00Z';
/** The second is closed, and its follow-up is months away. */
const SECOND_IS_OVER = '2026-11-13T18:00:00Z';
const DAY = 86_400_000;

const scenarios: readonly Scenario[] = [
  { host: HOST, what: 'a review in which everybody answers', week: '2026-09-07', check() {} },
  dashboard,
];

let season: Season | undefined;
const played = (): Season => {
  if (!season) throw new Error('Nothing was played.');
  return season;
};

beforeAll(async () => {
  season = await playSeason(scenarios, FIRST_IS_OVER, () => ({
    scanner: noScanner,
    repeats: { repeated: new Set(), differences: [] },
  }));
});
afterAll(async () => {
  await season?.stack.stop();
  season = undefined;
});

describe('somebody of a review that is over', () => {
  let erased: readonly Person[] = [];

  beforeAll(async () => {
    const { store } = played();
    const { seats } = await store.needWholeReview(REVIEW);
    const reviewer = seats.find(({ kind }) => kind === 'reviewer')?.person ?? '';
    const head = (await store.needMember(HOST)).head ?? '';
    erased = [await store.needPerson(reviewer), await store.needPerson(head)];
  });

  const until = (days: number) => played().stack.clock.run({ until: played().stack.clock.now() + days * DAY });

  it('has a link to everything held on them mailed, by the address alone, and reads it as a page and a file', async () => {
    const { stack } = played();
    const [{ email, name } = { email: '', name: '' }] = erased;
    const response = await fetch(stack.localUrl('http://portal/links'), {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: new URLSearchParams({ email: email.toUpperCase(), wish: 'held-data' }).toString(),
    });
    expect(await response.text()).toContain('Look into your mail');
    await until(0);
    const mail = stack.inbox.messages({ to: email }).at(-1);
    expect(mail?.subject).toBe('Everything we hold on you');
    const link = stack.localUrl((mail ? linksIn(mail) : []).find((one) => one.includes('/d/')) ?? '');
    const page = await (await fetch(link)).text();
    for (const text of [name, email, 'Mails that were sent', 'What you wrote']) expect(page).toContain(text);
    const file = await fetch(`${link}?show=json`);
    expect(file.headers.get('content-disposition')).toMatch(/^attachment; filename="held-data-person-\d+\.json"$/);
    const data = (await file.json()) as { held: { what: string }[] };
    const kinds = new Set(data.held.map(({ what }) => what));
    for (const what of ['placement', 'seat', 'decision', 'message', 'auditentry', 'survey', 'cpdrecord', 'personday']) {
      expect([what, kinds.has(what)]).toEqual([what, true]);
    }
    expect(data.held.length).toBeGreaterThan(20);
    expect(mail?.text).toContain('/privacy');
    for (const method of ['HEAD', 'GET']) {
      expect((await fetch(stack.localUrl('http://portal/privacy'), { method })).status).toBe(200);
    }
  });

  it('is nowhere in the table, in a plan, in a log or in a workflow once they are erased', async () => {
    const { stack, store, steer } = played();
    const secrets = erased.flatMap(({ name, email }) => [name, email]);
    const found = async () => {
      const rows = (await rowsIn(store)).map(
        (row) =>
          JSON.stringify(row) +
          (row['__edb_e__'] === 'seasondocument' ? gunzipSync(Buffer.from(String(row['text']), 'base64')) : ''),
      );
      return secrets.filter((text) => rows.some((row) => row.toLowerCase().includes(text.toLowerCase())));
    };
    expect(await found()).toEqual(secrets);
    const mails = stack.inbox.messages().length;
    for (const { person } of erased) {
      expect(await steer(person, { act: 'erase-person', reason: 'Asked by telephone' })).toMatchObject({ done: true });
    }
    await until(4);
    expect(await found()).toEqual([]);
    for (const { person } of erased) {
      expect(await store.needPerson(person)).toMatchObject({ erasedAt: expect.any(String), email: '' });
      expect((await store.audit(`person-${person}`)).at(-1)?.what).toMatch(/^erased the person, in \d+ rows$/);
    }
    const to = new Set(erased.map(({ email }) => email.toLowerCase()));
    expect(
      stack.inbox
        .messages()
        .slice(mails)
        .filter((mail) => mail.to.some((one) => to.has(one.toLowerCase()))),
    ).toEqual([]);
    const written = [
      ...stack.functions.logs().map(({ line }) => line),
      ...stack.engine.listExecutions().map((one) => JSON.stringify([one, stack.engine.history(one.executionArn)])),
    ].join('\n');
    expect(secrets.filter((text) => written.includes(text))).toEqual([]);
    expect(stack.problems.messages).toEqual([]);
  });

  it('leaves the review, its team by number and its report as they were', async () => {
    const { store } = played();
    const whole = await store.needWholeReview(REVIEW);
    expect(whole.review).toMatchObject({ stage: 'closed', status: 'published' });
    expect(whole.versions.length).toBeGreaterThan(0);
    expect(whole.seats.find(({ person }) => person === erased[0]?.person)).toMatchObject({
      status: 'filled',
      personName: 'Somebody whose data was erased',
    });
  });
});

describe('the review beside it', () => {
  beforeAll(() => played().stack.clock.run({ until: Date.parse(SECOND_IS_OVER) }));

  dashboard.check(played);
});
