import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb';
import { load } from 'cheerio';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { z } from 'zod';
import {
  Checkboxes,
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
import type { BoundQuestion, Question } from '../../lambdas/questions/question.ts';
import type { WaitingDeps } from '../../lambdas/questions/what-waits.ts';
import { checkedAnswer, readPage } from '../../local/people/form.ts';
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
  menu: textField({ label: 'the menu', optional: true, max: 500 }),
  from: dateField({ label: 'the first day', optional: true }),
});

let deps: FakeDeps & WaitingDeps;
let question: Question;
let secret: string;

/** The lunch question as a page with several fields, which binds or is long. */
function lunchForm(kinds: { readonly binding?: true; readonly longForm?: true }): Question {
  const plain = lunchQuestion(fresh.store);
  return {
    ...plain,
    async bind(...args): Promise<BoundQuestion> {
      const bound = await plain.bind(...args);
      return {
        ...bound,
        page: () => ({
          title: 'Is there lunch?',
          caption: 'QAR at Hill View Primary School',
          button: 'Send to the kitchen',
          ...kinds,
          body: (form) => (
            <>
              <Radios
                form={form}
                name="lunch"
                legend="Is there lunch?"
                options={[
                  { value: 'yes', text: 'Yes, there is' },
                  { value: 'no', text: 'No, bring your own' },
                ]}
              />
              <TextArea form={form} name="menu" label="What is there?" />
              <DateInput form={form} name="from" label="From which day?" />
              <Checkboxes
                form={form}
                name="diets"
                legend="Diets"
                options={['vegan', 'halal', 'coeliac'].map((value) => ({ value, text: value }))}
              />
            </>
          ),
        }),
        read: (fields, answering) => {
          const parsed = parseForm(Answer, fields);
          return parsed.ok ? bound.read({ lunch: parsed.value.lunch }, answering) : parsed;
        },
      };
    },
  };
}

async function begin(kinds: { readonly binding?: true; readonly longForm?: true }): Promise<void> {
  question = lunchForm(kinds);
  await ask(question, asked(), 'token-1', deps);
  secret = secretOf(deps.mails[0]?.content);
}

async function opened() {
  const link = await openLink(secret, deps, () => question, NOON);
  if (!link) throw new Error('The link opens nothing.');
  return link;
}

const shown = async () => readPage(questionPage(await opened(), site, { at: NOON }), 200);

async function press(fields: FormFields, at = NOON) {
  const response = await takeForm(await opened(), fields, at, deps, site);
  return readPage(response.body ?? '', response.statusCode ?? 0);
}

const decision = () => fresh.store.decision(ABOUT, 'agree-lunch.1.1');
const draft = () => fresh.store.draft(ABOUT, 'agree-lunch.1.1');
const main = (html: string): string => load(html)('main').text();

beforeEach(async () => {
  deps = Object.assign(fakeDeps(fresh.store), { catalogue: () => question });
  await writeReview(fresh.store);
  await writeHost(fresh.store);
});

describe('an answer that binds', () => {
  const typed = { lunch: 'no', menu: 'Soup & bread', from: '2027-01-12' };

  it('is shown once more in words, and decides nothing until it is sent', async () => {
    await begin({ binding: true });
    const check = await press({ ...typed, diets: ['vegan', 'coeliac'] });
    expect(check).toMatchObject({ status: 200, title: 'Check your answer before you send it', toCheck: true });
    const facts = load(check.html)('.govuk-summary-list__row')
      .toArray()
      .map((row) => load(check.html)(row).text());
    expect(facts).toEqual([
      'Is there lunch?No, bring your own',
      'What is there?Soup & bread',
      'From which day?Tuesday 12 January 2027',
      'Dietsvegancoeliac',
    ]);
    expect(await decision()).toMatchObject({ status: 'open' });

    const thanks = await press(checkedAnswer(check) as FormFields);
    expect(thanks).toMatchObject({ status: 200, title: 'Thank you' });
    expect(await decision()).toMatchObject({ status: 'answered', answer: { lunch: 'no' } });
  });

  it('goes back to the form with everything in it', async () => {
    await begin({ binding: true });
    const check = await press({ ...typed, diets: ['vegan', 'coeliac'] });
    const form = await press({ ...checkedAnswer(check), step: 'change' } as FormFields);
    expect(Object.fromEntries((form.controls ?? []).map(({ name, value }) => [name, value]))).toMatchObject({
      ...typed,
      lunch: ['no'],
      diets: ['vegan', 'coeliac'],
    });
    expect(await decision()).toMatchObject({ status: 'open' });
  });

  it('is not shown to be checked while something is wrong with it', async () => {
    await begin({ binding: true });
    const wrong = await press({ menu: 'Soup' });
    expect(wrong).toMatchObject({ status: 422, errors: ['Select whether there is lunch'] });
    expect(await press({ menu: 'Soup', step: 'send' })).toMatchObject({ status: 422 });
    expect(await decision()).toMatchObject({ status: 'open' });
  });

  it('needs no second look where nothing binds', async () => {
    await begin({});
    expect(await press({ lunch: 'no' })).toMatchObject({ title: 'Thank you' });
  });

  it('takes a step that no button has for the main button', async () => {
    await begin({ binding: true });
    for (const step of ['sent', ['change!', 'send'], ''])
      expect((await press({ lunch: 'no', step })).toCheck).toBe(true);
  });
});

describe('a long form', () => {
  beforeEach(() => begin({ longForm: true, binding: true }));

  it('keeps what was typed, also what is wrong or incomplete, for whoever opens the link next', async () => {
    const saved = await press({ menu: 'Soup', 'draft-version': '0', step: 'save' });
    expect(main(saved.html)).toContain('Nothing has been sent yet.');
    await press({ menu: 'Soup and bread', 'draft-version': '1' }, '2026-06-02T12:30:00.000Z');
    const again = await shown();
    expect(again.controls?.find(({ name }) => name === 'menu')?.value).toBe('Soup and bread');
    expect(main(again.html)).toContain('saved on Tuesday 2 June 2026, 13:30, is filled in');
    expect(await decision()).toMatchObject({ status: 'open' });
  });

  it('keeps the fields of its page and nothing else', async () => {
    await press({ menu: 'Soup', password: 'x', 'draft-version': '0', step: 'save' });
    expect((await draft())?.fields).toEqual({ menu: 'Soup' });
  });

  it('drops the draft with the answer', async () => {
    await press({ menu: 'Soup', 'draft-version': '0', step: 'save' });
    const check = await press({ lunch: 'no', menu: 'Soup', 'draft-version': '1' });
    expect(check.toCheck).toBe(true);
    await press(checkedAnswer(check) as FormFields);
    expect(await decision()).toMatchObject({ status: 'answered' });
    expect(await draft()).toBeUndefined();
  });

  it('tells the slower of two who write at once, and shows both texts', async () => {
    await press({ menu: 'Soup from one', 'draft-version': '0', step: 'save' });
    const told = await press({ lunch: 'no', menu: 'Bread from the other', 'draft-version': '0' });
    expect(told).toMatchObject({ status: 409, toCheck: false });
    expect(told.errors[0]).toContain('Somebody else saved this form, on Tuesday 2 June 2026, 12:00,');
    expect(main(told.html)).toContain('Soup from one');
    expect(told.controls?.find(({ name }) => name === 'menu')?.value).toBe('Bread from the other');
    expect((await draft())?.fields).toEqual({ menu: 'Soup from one' });

    const fields = Object.fromEntries((told.controls ?? []).map(({ name, value }) => [name, value])) as FormFields;
    const merged = await press({ ...fields, lunch: 'no', menu: 'Soup and bread from both' });
    expect(merged.toCheck).toBe(true);
    expect((await draft())?.fields).toMatchObject({ menu: 'Soup and bread from both' });
  });

  it('does not send an answer past a text that was saved after it was checked', async () => {
    const check = await press({ lunch: 'no', menu: 'Bread', 'draft-version': '0' });
    await press({ menu: 'Soup from elsewhere', 'draft-version': '1', step: 'save' });
    expect(await press(checkedAnswer(check) as FormFields)).toMatchObject({ status: 409 });
    expect(await decision()).toMatchObject({ status: 'open' });
  });

  it('takes two savings of the same text at the same moment as one', async () => {
    const link = await opened();
    const fields = { menu: 'Soup', 'draft-version': '0', step: 'save' };
    const both = await Promise.all([1, 2].map(() => takeForm(link, fields, NOON, deps, site)));
    expect(both.map(({ statusCode }) => statusCode)).toEqual([200, 200]);
    expect(await draft()).toMatchObject({ version: 1 });
  });

  it('gives a text back that comes after the answer', async () => {
    const link = await opened();
    await press({ lunch: 'no', menu: '', 'draft-version': '0', step: 'send' });
    const late = await takeForm(link, { lunch: 'yes', menu: 'A long text' }, '2026-06-02T12:00:00.000Z', deps, site);
    expect(late.statusCode).toBe(409);
    expect(main(late.body ?? '')).toContain('It was not sent. Copy from here what you want to keep.');
    expect(main(late.body ?? '')).toContain('A long text');
  });

  describe('that needs no check', () => {
    beforeEach(() => begin({ longForm: true }));
    afterEach(() => vi.restoreAllMocks());
    const sent = { lunch: 'no', menu: 'Soup', 'draft-version': '0' };

    it('goes with the answer alone, in one transaction', async () => {
      const link = await opened();
      const requests = vi.spyOn(DynamoDBDocumentClient.prototype, 'send');
      expect((await takeForm(link, sent, NOON, deps, site)).statusCode).toBe(200);
      const names = requests.mock.calls.map(([command]) => command.constructor.name);
      expect(names.filter((name) => name === 'TransactWriteCommand')).toHaveLength(1);
      expect(await decision()).toMatchObject({ status: 'answered' });
    });

    it('is kept where the answer is not taken', async () => {
      expect(await press({ menu: 'Soup', 'draft-version': '0' })).toMatchObject({ status: 422 });
      expect((await draft())?.fields).toMatchObject({ menu: 'Soup' });
    });

    it('is kept where the answer fails', async () => {
      const link = await opened();
      vi.spyOn(deps.store, 'write').mockRejectedValueOnce(new Error('Away'));
      await expect(takeForm(link, sent, NOON, deps, site)).rejects.toThrow('Away');
      expect((await draft())?.fields).toMatchObject({ menu: 'Soup' });
      expect(await decision()).toMatchObject({ status: 'open' });
    });

    it('does not go past a text that somebody saved since it was opened', async () => {
      const link = await opened();
      await press({ menu: 'Bread', 'draft-version': '0', step: 'save' });
      expect((await takeForm(link, sent, NOON, deps, site)).statusCode).toBe(409);
      expect(await decision()).toMatchObject({ status: 'open' });
      expect((await draft())?.fields).toMatchObject({ menu: 'Bread' });
    });
  });
});
