/** A long form as a list of parts: each says how far it is, is saved by itself, and nobody's text is lost. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { z } from 'zod';
import {
  DateInput,
  dateField,
  type FormFields,
  oneOf,
  parseForm,
  Radios,
  TextArea,
  textField,
} from '../../lambdas/pages/kit.ts';
import { questionPage } from '../../lambdas/portal/question-page.tsx';
import { takeForm } from '../../lambdas/portal/take-form.ts';
import { ask } from '../../lambdas/questions/ask.ts';
import { openLink } from '../../lambdas/questions/open-link.ts';
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
  from: dateField({ label: 'the first day' }),
});

const PARTS: readonly FormPart[] = [
  {
    name: 'food',
    title: 'Food',
    body: (form) => (
      <>
        <Radios
          form={form}
          name="lunch"
          legend="Is there lunch?"
          options={[
            { value: 'yes', text: 'Yes' },
            { value: 'no', text: 'No' },
          ]}
        />
        <TextArea form={form} name="menu" label="Menu" />
      </>
    ),
  },
  { name: 'day', title: 'Day', body: (form) => <DateInput form={form} name="from" label="From" /> },
];

let deps: FakeDeps & WaitingDeps;
let question: Question;
let secret: string;
/** What the form begins with. */
let begun: FormFields | undefined;

beforeEach(async () => {
  begun = undefined;
  await writeHost(fresh.store);
  await writeReview(fresh.store);
  const plain = lunchQuestion(fresh.store);
  question = {
    ...plain,
    async bind(...args): Promise<BoundQuestion> {
      const bound = await plain.bind(...args);
      return {
        ...bound,
        page: () => ({
          title: 'What about lunch?',
          caption: 'QAR at Hill View Primary School',
          binding: true,
          longForm: true,
          parts: PARTS,
          ...(begun && { values: begun, beginsWith: 'what was agreed' }),
          body: (form) => PARTS.map(({ name, body }) => <div key={name}>{body(form)}</div>),
        }),
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
});

async function opened() {
  const link = await openLink(secret, deps, () => question, NOON);
  if (!link) throw new Error('The link does not open.');
  return link;
}

async function send(fields: FormFields) {
  const { statusCode, body } = await takeForm(await opened(), fields, NOON, deps, site);
  return { status: statusCode, $: load(String(body)) };
}

const food = (menu: string, seen: number): FormFields => ({
  part: 'food',
  lunch: 'yes',
  menu,
  'draft-version': String(seen),
});
const day = (from: string, seen: number): FormFields => ({ part: 'day', from, 'draft-version': String(seen) });
const saved = async () => (await fresh.store.draft(ABOUT, (await opened()).decision.decision))?.fields;
const states = ($: ReturnType<typeof load>) =>
  $('main dl dd')
    .toArray()
    .map((one) => $(one).text());

describe('a part that was changed', () => {
  it('is put back to what it began with by one button, and the other parts stay', async () => {
    begun = { menu: 'As agreed', lunch: 'yes' };
    const page = async () => load(questionPage(await opened(), site, { at: NOON, part: 'food' }));
    const button = ($: ReturnType<typeof load>) => $('button[value=start-again]').text();
    expect(button(await page())).toBe('');
    await send(day('2027-01-12', 0));
    await send(food('Soup', 1));
    expect(button(await page())).toBe('Start this part again from what was agreed');
    const { status, $ } = await send({ ...food('Stew', 2), step: 'start-again' });
    expect([status, $('textarea').text(), $('.govuk-notification-banner').text()]).toEqual([
      200,
      'As agreed',
      expect.stringContaining('This part is again what was agreed'),
    ]);
    expect(await saved()).toEqual({ from: '2027-01-12' });
    expect(button($)).toBe('');
  });

  it('is not put back over what somebody saved of it meanwhile', async () => {
    begun = { menu: 'As agreed', lunch: 'yes' };
    await send(food('Soup', 0));
    await send(food('Stew', 1));
    expect((await send({ ...food('Soup', 1), step: 'start-again' })).status).toBe(409);
    expect(await saved()).toMatchObject({ menu: 'Stew' });
  });
});

describe('the list of parts', () => {
  it('says of each whether it is not started, begun or done', async () => {
    expect(states(load(questionPage(await opened(), site, { at: NOON })))).toEqual(['Not started', 'Not started']);
    expect((await send(food('', 0))).status).toBe(422);
    expect(states(load(questionPage(await opened(), site, { at: NOON })))).toEqual([
      'Begun. To be corrected: Enter the menu',
      'Not started',
    ]);
    expect(states((await send(food('Soup', 1))).$)).toEqual(['Done', 'Not started']);
  });

  it('leads on to check the whole once all are done, and what is sent is what was saved', async () => {
    await send(food('Soup', 0));
    await send(day('2027-01-12', 1));
    const check = await send({ 'draft-version': '2' });
    expect(check.$('h1').text()).toContain('Check your answer');
    expect((await send({ 'draft-version': '2', step: 'send' })).status).toBe(200);
    expect((await opened()).decision.status).toBe('answered');
  });

  it('refuses to go on while a part is not done, in a sentence', async () => {
    await send(food('Soup', 0));
    const refused = await send({ 'draft-version': '1' });
    expect([refused.status, refused.$('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('which are not done'),
    ]);
  });
});

describe('the main button of a part', () => {
  const mainButton = async (part: string) =>
    load(questionPage(await opened(), site, { at: NOON, part }))('main form button').first();

  it('saves and leads to the next part, and after the last one to check the whole', async () => {
    const [first, last] = [await mainButton('food'), await mainButton('day')];
    expect([first.text(), first.val()]).toEqual(['Save. Next: Day', 'day']);
    expect(last.text()).toBe('Save. Next: check all of it');
    await send({ ...food('Soup', 0), 'go-on': 'day' });
    const check = await send({ ...day('2027-01-12', 1), 'go-on': String(last.val()) });
    expect([check.status, check.$('h1').text()]).toEqual([200, expect.stringContaining('Check your answer')]);
    expect(check.$('[name="draft-version"]').val()).toBe('2');
    expect((await opened()).decision.status).toBe('open');
    expect((await send({ 'draft-version': '2', step: 'send' })).status).toBe(200);
    expect((await opened()).decision.status).toBe('answered');
  });

  it('leads from the last part to the list where another is not done, and keeps what was typed', async () => {
    const list = await send({ ...day('2027-01-12', 0), 'go-on': String((await mainButton('day')).val()) });
    expect([list.status, list.$('.govuk-error-summary').text()]).toEqual([
      422,
      expect.stringContaining('which are not done'),
    ]);
    expect(await saved()).toMatchObject({ from: '2027-01-12' });
  });
});

describe('a part', () => {
  it('goes on to the next or the one before, which saves it too', async () => {
    const next = await send({ ...food('Soup', 0), 'go-on': 'day' });
    expect([next.status, next.$('h1').text()]).toEqual([200, 'Day']);
    const back = await send({ ...day('2027-01-12', 1), 'go-on': 'food' });
    expect(back.$('h1').text()).toContain('Food');
    expect(back.$('textarea').text().trim()).toBe('Soup');
    expect(await saved()).toMatchObject({ menu: 'Soup', from: '2027-01-12' });
  });

  it('is in nobody’s way who saves another one at the same time', async () => {
    expect((await send(food('Soup', 0))).status).toBe(200);
    expect((await send(day('2027-01-12', 0))).status).toBe(200);
    expect(await saved()).toMatchObject({ menu: 'Soup', from: '2027-01-12' });
  });

  it('that two people save shows whoever comes later both texts, and keeps the first', async () => {
    await send(food('Soup', 0));
    const later = await send(food('Salad', 0));
    expect(later.status).toBe(409);
    expect(later.$('.govuk-inset-text').text()).toContain('Soup');
    expect(later.$('textarea').text().trim()).toBe('Salad');
    expect(await saved()).toMatchObject({ menu: 'Soup' });
    expect((await send(food('Soup and salad', 1))).status).toBe(200);
    expect(await saved()).toMatchObject({ menu: 'Soup and salad' });
  });

  it('of a draft that an earlier release saved is held to the version of the whole', async () => {
    await send(food('Soup', 0));
    const { decision } = await opened();
    await fresh.store.entities.draft.patch({ about: ABOUT, decision: decision.decision }).remove(['parts']).go();
    expect((await send(day('2027-01-12', 0))).status).toBe(409);
    expect((await send(day('2027-01-12', 1))).status).toBe(200);
  });

  it('keeps the day of a part that a page of an earlier release sends in three boxes', async () => {
    await send(food('Soup', 0));
    const old = { part: 'day', 'from-day': '12', 'from-month': 'jan', 'from-year': '2027', 'draft-version': '1' };
    expect((await send(old)).status).toBe(200);
  });

  it('takes a page of an earlier release, which has all fields on it and a day in three boxes', async () => {
    const old = { lunch: 'no', menu: 'None', 'from-day': '12', 'from-month': 'jan', 'from-year': '2027' };
    expect(states((await send({ ...old, 'draft-version': '0' })).$)).toEqual(['Done', 'Done']);
    expect((await send({ 'draft-version': '1', step: 'send' })).status).toBe(200);
  });
});
