/** A form by a link that was followed before: its link is read with the rest, and it is counted once, whatever becomes of it. */
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import type { APIGatewayProxyEventV2, Context } from 'aws-lambda';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import { htmlResponse, oneOf, parseForm, Radios, TextArea, textField } from '../../lambdas/pages/kit.ts';
import { openedBy } from '../../lambdas/portal/opened-by.ts';
import type { PortalResponse } from '../../lambdas/portal/portal.ts';
import { formsOfOurs } from '../../lambdas/portal/sent-form.ts';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { rememberLink } from '../../lambdas/questions/known-links.ts';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { openKnownLink } from '../../lambdas/questions/open-link.ts';
import type { BoundQuestion, FormPart, Question } from '../../lambdas/questions/question.ts';
import type { WaitingDeps } from '../../lambdas/questions/what-waits.ts';
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
const Answer = z.object({
  lunch: oneOf(['yes', 'no'], { label: 'whether there is lunch' }),
  menu: textField({ label: 'the menu' }),
});
const PARTS: readonly FormPart[] = [
  {
    name: 'lunch',
    title: 'Lunch',
    body: (form) => (
      <Radios form={form} name="lunch" legend="Is there lunch?" options={[{ value: 'yes', text: 'Yes' }]} />
    ),
  },
  { name: 'menu', title: 'Menu', body: (form) => <TextArea form={form} name="menu" label="Menu" /> },
];

let deps: FakeDeps & WaitingDeps;
let question: Question;
let secret: string;
let hash: string;

beforeEach(async () => {
  await writeHost(fresh.store);
  await writeReview(fresh.store);
  const plain = lunchQuestion(fresh.store);
  question = {
    ...plain,
    async bind(...args): Promise<BoundQuestion> {
      const bound = await plain.bind(...args);
      const body: FormPart['body'] = (form) => PARTS.map(({ name, body }) => <div key={name}>{body(form)}</div>);
      return {
        ...bound,
        page: () => ({ title: 'Lunch?', caption: 'QAR', binding: true, longForm: true, parts: PARTS, body }),
        read: (fields, answering) => {
          const parsed = parseForm(Answer, fields);
          return parsed.ok ? bound.read({ lunch: parsed.value.lunch }, answering) : parsed;
        },
      };
    },
  };
  deps = { ...fakeDeps(fresh.store), catalogue: () => question };
  await ask(question, asked(), 'token-1', deps);
  secret = secretOf(deps.mails[0]?.content);
  hash = hashOfLink(secret) ?? '';
});
afterEach(() => vi.restoreAllMocks());

/** Sends a form as API Gateway gives it to the function. */
async function send(fields: Readonly<Record<string, string>>): Promise<PortalResponse> {
  const forms = formsOfOurs(site, fresh.store, async (form) => {
    const { opened } = await openedBy(form, deps, () => question, NOON);
    return opened ? takeForm(opened, form.fields, NOON, deps, site) : htmlResponse(404, 'Nothing');
  });
  const event = {
    rawPath: `/d/${secret}`,
    pathParameters: { secret },
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    requestContext: { timeEpoch: Date.parse(NOON), http: { sourceIp: '192.0.2.1' } },
    body: new URLSearchParams(fields).toString(),
    isBase64Encoded: false,
  };
  return forms(event as unknown as APIGatewayProxyEventV2, {} as Context);
}

const countedSoFar = async () => (await fresh.store.link(hash))?.forms ?? 0;
const lunch = { part: 'lunch', lunch: 'yes', 'draft-version': '0', 'go-on': 'menu' };
const menu = { part: 'menu', menu: 'Soup', 'draft-version': '1', 'go-on': 'check-all' };

/** What it asks of the table, by its actions. */
async function requestsOf(work: () => Promise<unknown>): Promise<readonly string[]> {
  const spy = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
  await work();
  const names = spy.mock.calls.map(([command]) => command.constructor.name);
  spy.mockRestore();
  return names;
}

describe('a form by a link that was followed before', () => {
  it('is counted with the part that it saves: three requests, and the next part or the check is shown', async () => {
    expect((await send(lunch)).statusCode).toBe(200);
    let shown: PortalResponse | undefined;
    const requests = await requestsOf(async () => {
      shown = await send(menu);
    });
    expect(requests).toEqual(['QueryCommand', 'BatchGetCommand', 'TransactWriteCommand']);
    expect(String(shown?.body)).toContain('Check your answer');
    expect(await countedSoFar()).toBe(2);
    expect((await fresh.store.draft(ABOUT, 'agree-lunch.1.1'))?.fields).toMatchObject({ lunch: 'yes', menu: 'Soup' });
  });

  it('is counted with the answer that it sends', async () => {
    await send({ ...lunch, menu: '' });
    await fresh.store.entities.draft
      .patch({ about: ABOUT, decision: 'agree-lunch.1.1' })
      .set({ fields: { lunch: 'yes', menu: 'Soup' } })
      .go();
    expect((await send({ step: 'send', 'draft-version': '1' })).statusCode).toBe(200);
    expect((await fresh.store.decision(ABOUT, 'agree-lunch.1.1'))?.status).toBe('answered');
    expect(await countedSoFar()).toBe(2);
  });

  it('is counted by itself where it writes nothing', async () => {
    await send(lunch);
    expect((await send({ step: 'send', 'draft-version': '0' })).statusCode).toBe(409);
    expect(await countedSoFar()).toBe(2);
  });

  it('is counted once each where several come at the same moment', async () => {
    await send(lunch);
    const all = await Promise.all(['Soup', 'Stew', 'Salad'].map((text) => send({ ...menu, menu: text })));
    expect(all.map(({ statusCode }) => statusCode).toSorted()).toEqual([200, 409, 409]);
    expect(await countedSoFar()).toBe(4);
  });

  it('is counted where it fails', async () => {
    await send(lunch);
    vi.spyOn(fresh.store, 'write').mockRejectedValue(new Error('The table does not answer.'));
    await expect(send(menu)).rejects.toThrow('does not answer');
    vi.restoreAllMocks();
    expect(await countedSoFar()).toBe(2);
  });

  it('opens nothing by what is remembered when the link opens nothing any more', async () => {
    await send(lunch);
    await fresh.store.entities.decisionLink.patch({ hash }).set({ notMeAt: NOON }).go();
    expect((await send(menu)).statusCode).toBe(404);
    expect(await countedSoFar()).toBe(2);
  });
});

describe('a page by a link that was followed before', () => {
  const again = () => openKnownLink(hash, deps, () => question, NOON);

  it('takes a request less, and is of the link as it is now', async () => {
    expect(await again()).toBeUndefined();
    const link = await fresh.store.link(hash);
    if (link) rememberLink(fresh.store, link);
    expect(await requestsOf(again)).toEqual(['QueryCommand', 'BatchGetCommand']);
    await fresh.store.countForm(hash);
    expect((await again())?.link.forms).toBe(1);
    await fresh.store.entities.decisionLink.patch({ hash }).set({ notMeAt: NOON }).go();
    expect(await again()).toBeUndefined();
  });
});
