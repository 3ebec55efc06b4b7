/** What an answered page reads back: each form of a review as it was sent, by the words of its labels, and as a PDF. */
import { load } from 'cheerio';
import { renderToStaticMarkup } from 'react-dom/server';
import { getDocumentProxy } from 'unpdf';
import { beforeEach, describe, expect, it } from 'vitest';
import { catalogue } from '../../lambdas/app/catalogue.ts';
import { answerPdf } from '../../lambdas/documents/answer-pdf.ts';
import { type FormFields, givenAnswers } from '../../lambdas/pages/kit.ts';
import { settledPage } from '../../lambdas/portal/question-page.tsx';
import { printedAnswer } from '../../lambdas/portal/what-was-sent.tsx';
import type { Asked } from '../../lambdas/questions/question.ts';
import { agreedReview } from '../publication/final.ts';
import { AT, askAndOpen, asking, type World } from '../report/written-review.ts';
import { putSettings } from '../support/settings.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };

let world: World;
beforeEach(async () => {
  world = await agreedReview(fresh.store);
  await putSettings(fresh.store);
});

/** What each question of a review is asked with, and what somebody adds to the samples of its form. */
const BEFORE_THE_VISIT = '2026-12-01T10:00:00.000Z';

const ASKED: Readonly<Record<string, { readonly asked?: Partial<Asked>; readonly fields?: FormFields }>> = {
  'information-form': { asked: { at: BEFORE_THE_VISIT }, fields: { 'visitors-should-know': 'A building site' } },
  'propose-timetable': { asked: { at: BEFORE_THE_VISIT } },
  'agree-timetable': { asked: { at: BEFORE_THE_VISIT }, fields: { answer: 'change', changes: 'Start at nine' } },
  'pre-review-call': { asked: { at: '2027-01-05T10:00:00.000Z' } },
  'confirm-attendance': { asked: { at: BEFORE_THE_VISIT, person: 'head', subject: 'head' } },
  'confirm-team': { fields: { answer: 'object', 'object-seat-1': 'yes', 'reason-seat-1': 'A former colleague' } },
  'settle-team': { fields: { decision: 'change', go: ['reviewer-1'] } },
  'choose-dates': { asked: { at: '2026-09-14T10:00:00.000Z' } },
  'settle-dates': { fields: { decision: 'pause' } },
  'evening-note': {},
  findings: { fields: { 'leadership-www': 'They read\nThey write' } },
  'agree-findings': { fields: { answer: 'disagree', disagreement: 'The second point' } },
  'draft-report': { asked: { round: 2 } },
  'check-facts': { fields: { checked: 'right' } },
  'quality-read': {},
  'amend-report': { asked: { round: 2 } },
  'agree-report': { asked: { subject: 'host', round: 2 }, fields: { agreed: 'no', reason: 'The third point' } },
  'settle-report': { asked: { round: 2 } },
  'choose-audience': {},
  'change-publication': { fields: { audience: 'public', address: '' } },
  survey: { asked: { person: 'head', subject: 'head' } },
};

/** What a willing person sends of a question's form, with what is already in it. */
async function samplesOf(name: string, asked: Partial<Asked>): Promise<FormFields> {
  const bound = await catalogue(name).bind(asking(world, catalogue(name), asked), world.deps);
  const { body, values = {} } = bound.page();
  const samples = givenAnswers(body, values).map(({ sample }) => sample ?? {});
  const texts = givenAnswers(body, values).flatMap(({ names, names: [first = ''], sample }) =>
    sample === undefined && names.length === 1 ? [[first, `Words about ${first}`]] : [],
  );
  const hidden = load(renderToStaticMarkup(body({ values, errors: {} })))('input[type=hidden]').toArray();
  const unseen = hidden.map(({ attribs }) => [attribs['name'], attribs['value']]);
  return Object.assign({}, Object.fromEntries([...texts, ...unseen]), ...samples, values);
}

async function answered(name: string) {
  const { asked = {}, fields = {} } = ASKED[name] ?? {};
  const sent = { ...(await samplesOf(name, asked)), ...fields };
  const question = catalogue(name);
  const { open, send } = await askAndOpen(world, question, asked);
  expect(await send(sent)).toMatchObject({ kind: 'recorded' });
  const opened = await open();
  return { opened, sent };
}

describe.each(Object.keys(ASKED))('an answer to ‘%s’', (name) => {
  it('is read back as it was sent', async () => {
    const { opened, sent } = await answered(name);
    const { bound, decision } = opened;
    const back = bound.sent?.(decision.answer);
    expect(back).toBeDefined();
    // The same form, filled in with what is read back, is the same answer; but for a team in which the seat is another's by now.
    const again = bound.read({ ...sent, ...(back?.fields ?? {}) }, { person: 'x', role: 'host', at: AT });
    if (!back?.body) expect(again.ok ? again.taken.answer : again.errors).toEqual(decision.answer);

    const html = load(settledPage(opened, decision, site, { at: AT }));
    expect(html('h2').text()).toContain('What was sent');
    const printed = printedAnswer(opened, site);
    expect(printed?.sent.length).toBeGreaterThan(0);
    const page = html('dl').text().replaceAll(/\s+/g, '');
    for (const { value } of printed?.sent ?? []) expect(page).toContain(value.replaceAll(/\s+/g, ''));
  });
});

it('tells the name to whoever answered, and to the head in whose place a colleague did; and to nobody else', async () => {
  const { opened } = await answered('choose-audience');
  const text = (html: string): string => load(html)('main').text();
  const shown = (link: object) =>
    text(settledPage({ ...opened, link: { ...opened.link, ...link } }, opened.decision, site, { at: AT }));
  expect(shown({})).toContain('Hill View Primary School (Sample head)');
  expect(shown({ person: 'another-head' })).toContain('Hill View Primary School (Sample head)');
  expect(shown({ person: 'manager', role: 'hub-manager' })).not.toContain('Sample head');
});

it('falls back to the sentence where an earlier release kept the answer in another shape', async () => {
  const { opened } = await answered('information-form');
  const { about, decision } = opened.decision;
  await fresh.store.entities.decision
    .patch({ about, decision })
    .set({ answer: { context: 7 } })
    .go();
  const changed = { ...opened, decision: { ...opened.decision, answer: { informationForm: 7 } } };
  expect(printedAnswer(changed, site)).toBeUndefined();
  expect(load(settledPage(changed, changed.decision, site))('main').text()).toContain('The information form was sent');
});

it('says of a field that it is optional where it is asked, and not where its answer is told', async () => {
  const { opened } = await answered('information-form');
  const asked = renderToStaticMarkup(opened.bound.page().body({ values: {}, errors: {} }));
  expect(load(asked)('label[for=visitors-should-know]').text()).toBe('What visitors should know (optional)');
  expect(printedAnswer(opened, site)?.sent.map(({ label }) => label)).toContain('What visitors should know');
});

it('keeps the lines in which it was written', async () => {
  const { opened } = await answered('findings');
  const values = printedAnswer(opened, site)?.sent.map(({ value }) => value);
  expect(values).toContain('They read\nThey write');
});

it('is a tagged PDF with what was asked, by whom and when it was answered, and each label above its words', async () => {
  const { opened } = await answered('information-form');
  const printed = printedAnswer(opened, site);
  if (!printed) throw new Error('Nothing to print.');
  const pdf = await getDocumentProxy(new Uint8Array(await answerPdf(printed)));
  const words: string[] = [];
  for (let number = 1; number <= pdf.numPages; number += 1) {
    const { items } = await (await pdf.getPage(number)).getTextContent();
    words.push(...items.map((item) => ('str' in item ? item.str : '')));
  }
  const text = words.join(' ').replaceAll(/\s+/g, ' ');
  expect(await pdf.getMarkInfo()).toMatchObject({ Marked: true });
  expect((await pdf.getMetadata()).info).toMatchObject({
    Title: printed.title,
    Author: 'The Lanterns',
    Language: 'en-GB',
  });
  expect(text).toContain('Hill View Primary School (Sample head)');
  for (const { label, value } of printed.sent) {
    expect(text).toContain(label);
    expect(text).toContain(value.split('\n')[0]);
  }
});
