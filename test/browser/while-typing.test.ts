/** A long form in a browser: with scripts it is saved while somebody types, without them all is as it was. */
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { assetResponse, type FormFields, htmlResponse } from '../../lambdas/pages/kit.ts';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { informationForm } from '../../lambdas/preparation/questions/information-form.tsx';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
import type { WaitingDeps } from '../../lambdas/questions/what-waits.ts';
import { launchChromium } from '../../local/pictures/chromium.ts';
import { type FakeDeps, fakeDeps, secretOf } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, asked, writeNetwork } from '../team/network.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2026-11-18T10:42:00.000Z';
const ORIGIN = 'https://reviews.example';
const LABEL = 'Your priorities this year';
const PART = '?part=self-evaluation';

let browser: Browser;
let context: BrowserContext;
let deps: FakeDeps & WaitingDeps;
let secret: string;
/** What was sent, in its order. */
let sent: FormFields[];
/** Whether what is sent arrives, and its answer is lost. */
let loses: boolean;

beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser.close());
afterEach(() => context.close());

beforeEach(async () => {
  sent = [];
  loses = false;
  await writeNetwork(fresh.store, [], { stage: 'team' });
  deps = { ...fakeDeps(fresh.store), catalogue: () => informationForm };
  await ask(
    informationForm,
    asked('information-form', { at: AT, expiresAt: '2026-12-15T17:00:00.000Z' }),
    'token-1',
    deps,
  );
  secret = secretOf(deps.mails[0]?.content);
});

async function opened() {
  const link = await openLink(secret, deps, () => informationForm, AT);
  if (!link) throw new Error('The link does not open.');
  return link;
}

const savedText = async () => {
  const draft = await fresh.store.draft(ABOUT, (await opened()).decision.decision);
  return (draft?.fields as FormFields | undefined)?.['priorities'];
};

/** The portal, as a browser reaches it; the browser's clock stands until it is moved. */
async function open(javaScriptEnabled: boolean): Promise<Page> {
  context = await browser.newContext({ javaScriptEnabled, locale: 'en-GB' });
  await context.route(`${ORIGIN}/**`, async (route) => {
    const url = new URL(route.request().url());
    const asset = assetResponse(url.pathname);
    const body = route.request().postData();
    if (body) sent.push(Object.fromEntries(new URLSearchParams(body)));
    const answer =
      asset ??
      (body === null
        ? htmlResponse(200, questionPage(await opened(), site, { at: AT, part: url.searchParams.get('part') ?? '' }))
        : await takeForm(await opened(), sent.at(-1) ?? {}, AT, deps, site));
    if (loses) return route.abort('connectionreset');
    await route.fulfill({
      status: answer.statusCode ?? 200,
      headers: answer.headers as Record<string, string>,
      body: String(answer.body),
    });
  });
  const page = await context.newPage();
  if (javaScriptEnabled) await page.clock.install({ time: AT });
  await page.goto(`${ORIGIN}/d/${secret}${PART}`);
  if (javaScriptEnabled) await page.clock.pauseAt(new Date(Date.parse(AT) + 3_600_000));
  return page;
}

const box = (page: Page) => page.getByRole('textbox', { name: LABEL, exact: true });
const status = (page: Page) => page.locator('form[data-saves] [role=status]');

describe('with scripts', () => {
  it('saves some seconds after the last key, says when, and not again for twenty seconds', async () => {
    const page = await open(true);
    await box(page).fill('Reading');
    await page.clock.runFor(2_000);
    expect(sent).toEqual([]);
    await page.clock.runFor(2_000);
    await expect.poll(() => status(page).textContent()).toBe('Saved at 10:42');
    expect(await savedText()).toBe('Reading');
    await box(page).fill('Reading and writing');
    await page.clock.runFor(10_000);
    expect(sent).toHaveLength(1);
    await page.clock.runFor(12_000);
    await expect.poll(savedText).toBe('Reading and writing');
    expect(sent.map(({ step }) => step)).toEqual(['save', 'save']);
    expect((await opened()).decision.status).toBe('open');
  });

  it('goes on by its button from what was saved', async () => {
    const page = await open(true);
    await box(page).fill('Reading');
    await page.clock.runFor(4_000);
    await expect.poll(() => status(page).textContent()).toBe('Saved at 10:42');
    await box(page).fill('Reading, writing');
    await page.getByRole('button', { name: 'Save this part' }).click();
    await expect.poll(savedText).toBe('Reading, writing');
    expect(await page.getByText('Somebody else saved this form').count()).toBe(0);
  });

  it('takes a saving of which nothing was heard for its own when its button is pressed', async () => {
    const page = await open(true);
    loses = true;
    await box(page).fill('Reading');
    await page.clock.runFor(4_000);
    await expect.poll(() => status(page).textContent()).toContain('could not be saved just now');
    expect(await savedText()).toBe('Reading');
    loses = false;
    await box(page).fill('Reading, writing');
    await page.getByRole('button', { name: 'Save this part' }).click();
    await expect.poll(savedText).toBe('Reading, writing');
    expect(await page.getByText('Somebody else saved this form').count()).toBe(0);
  });

  it('tells of somebody who saved the same part meanwhile, keeps both texts and saves no more', async () => {
    const page = await open(true);
    const theirs = { part: 'self-evaluation', priorities: 'Theirs', 'draft-version': '0' };
    await takeForm(await opened(), theirs, AT, deps, site);
    await box(page).fill('Mine');
    await page.clock.runFor(4_000);
    await expect.poll(() => status(page).textContent()).toContain('Somebody else saved this form');
    await box(page).fill('Mine, and more');
    await page.clock.runFor(60_000);
    expect([sent.length, await savedText(), await box(page).inputValue()]).toEqual([1, 'Theirs', 'Mine, and more']);
  });

  it('says that nothing is saved while there is no connection, and saves once there is', async () => {
    const page = await open(true);
    await context.setOffline(true);
    await box(page).fill('Reading');
    await page.clock.runFor(4_000);
    await expect.poll(() => status(page).textContent()).toContain('You are offline');
    expect(await savedText()).toBeUndefined();
    await context.setOffline(false);
    await page.clock.runFor(30_000);
    await expect.poll(savedText).toBe('Reading');
  });

  it('counts words, and says what is too many', async () => {
    const page = await open(true);
    const count = page.locator('#priorities-info + .app-textarea-note');
    expect(await count.textContent()).toBe('0 words so far, 3,000 characters left');
    await box(page).fill(`One two ${'x'.repeat(2_993)}`);
    await page.clock.runFor(1_000);
    expect(await count.textContent()).toBe('3 words so far, 1 character too many');
  });
});

it('without scripts saves by its button alone, and nothing else is on the page', async () => {
  const page = await open(false);
  await box(page).fill('Reading');
  expect(await status(page).count()).toBe(0);
  await page.getByRole('button', { name: 'Save this part' }).click();
  expect([sent.length, await savedText()]).toEqual([1, 'Reading']);
});
