/** The draft of a report by itself, as a page and as a PDF, for whoever is asked about it or is in the team. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { draftBehind } from '../../lambdas/app/own/draft-behind.ts';
import { survey } from '../../lambdas/feedback/questions/survey.tsx';
import { draftOfQuestion } from '../../lambdas/portal/draft-of-question.tsx';
import { questionPage, settledPage } from '../../lambdas/portal/question-page.tsx';
import type { Asked, Question } from '../../lambdas/questions/question.ts';
import { agreeReport } from '../../lambdas/report/questions/agree-report.tsx';
import { amendReport } from '../../lambdas/report/questions/amend-report.tsx';
import { checkFacts } from '../../lambdas/report/questions/check-facts.tsx';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { qualityRead } from '../../lambdas/report/questions/quality-read.tsx';
import { settleReport } from '../../lambdas/report/questions/settle-report.tsx';
import { fieldsAsShown } from '../report/pages.ts';
import { AT, askAndAnswer, askAndOpen, qarFields, type World, writtenReview } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
let world: World;

beforeEach(async () => {
  world = await writtenReview(fresh.store);
  await fresh.store.entities.review.patch({ about: world.about }).set({ stage: 'report' }).go();
});

const secret = (): string => world.mails.at(-1)?.content.button?.href.split('/').at(-1) ?? '';
const behind = (of?: string, at = AT) => draftBehind(secret(), of, world.deps, at);
const link = (html: string) => load(html)('a[href="?show=draft"]').text();

/** Some question's link of a reviewer. Asking it enters its stage, and the report is still being written. */
async function mailReviewer(): Promise<void> {
  await askAndOpen(world, survey, { subject: 'reviewer-1', person: 'reviewer-1' });
  expect(world.mails.at(-1)?.to).toBe('reviewer-1');
  await fresh.store.entities.review.patch({ about: world.about }).set({ stage: 'report' }).go();
}

describe('whoever writes the report', () => {
  it('previews what the form begins with, and then what is saved of it, finished or not', async () => {
    const { open } = await askAndOpen(world, draftReport);
    expect(link(questionPage(await open(), site, { at: AT }))).toBe('Preview the report');
    expect(await behind()).toMatchObject({
      title: 'Quality Assurance Review: Hill View Primary School',
      state: 'as its form begins; nothing of it was saved yet',
      writtenAt: AT,
      content: { cover: { host: 'Hill View Primary School', dates: 'Tuesday 12 to Thursday 14 January 2027' } },
    });
    const fields = { ...qarFields, 'estimate.overall': '', 'area.standing': '', context: '- One.\n\n• Two.' };
    const {
      link: { decision },
    } = await open();
    await fresh.store.entities.draft
      .put({
        ...{ about: world.about, decision, version: 1, fields, savedAt: '2027-01-19T09:00:00.000Z' },
        ...{ person: 'lead', expiresAtSeconds: 2_000_000_000 },
      })
      .go();
    const saved = await behind();
    expect(saved).toMatchObject({
      state: 'as it was saved on Tuesday 19 January 2027 and not sent yet',
      writtenAt: '2027-01-19T09:00:00.000Z',
      content: { context: ['One.', 'Two.'], estimates: { overall: '', headings: { leadership: 'leading' } } },
    });
    expect(saved?.content.areaOfExcellence).toBe(undefined);
    // Nobody else of the team reads what was not sent.
    await mailReviewer();
    expect(await behind()).toBe(undefined);
    expect(await behind(world.about)).toBe(undefined);
  });

  it('and amends or settles it previews that form', async () => {
    await askAndAnswer(world, draftReport, qarFields);
    for (const question of [amendReport, settleReport]) {
      await askAndOpen(world, question);
      expect(await behind()).toMatchObject({ content: { support: ['Examples of writing moderation.'] } });
    }
  });
});

describe('whoever is asked about a draft', () => {
  const cases: readonly (readonly [string, Question, Partial<Asked>])[] = [
    ['the quality reader', qualityRead, {}],
    ['the host for the facts', checkFacts, {}],
    ['the host for its agreement', agreeReport, { subject: 'host' }],
    ['the lead reviewer for theirs', agreeReport, { subject: 'lead' }],
  ];

  it.each(cases)(
    '%s reads it by itself while the question is open, and not by it afterwards',
    async (_, question, more) => {
      await askAndAnswer(world, draftReport, qarFields);
      const { open, send } = await askAndOpen(world, question, more);
      const opened = await open();
      expect(link(questionPage(opened, site, { at: AT }))).toBe('Read the draft by itself');
      expect(await behind()).toMatchObject({ state: 'version 1, of Monday 18 January 2027', writtenAt: AT });
      const yes = { ...fieldsAsShown(opened.bound), ready: 'ready', agreed: 'yes', checked: 'right' };
      expect(await send(yes)).toMatchObject({ kind: 'recorded' });
      const after = await open();
      expect(draftOfQuestion(after)).toBe(undefined);
      expect(await behind()).toBe(undefined);
      expect(link(settledPage(after, after.decision, site))).toBe('');
    },
  );

  it('does not read it by a link that answers no more, or of another question', async () => {
    await askAndAnswer(world, draftReport, qarFields);
    const { open } = await askAndOpen(world, checkFacts);
    const opened = await open();
    expect(draftOfQuestion({ ...opened, decides: false })).toBe(undefined);
    expect(draftOfQuestion({ ...opened, may: { ...opened.may, question: false } })).toBe(undefined);
    expect(await behind(world.about)).toBe(undefined);
    // Without a draft there is none to read.
    const { bound, ...rest } = opened;
    const { draft: _, ...without } = bound;
    expect(draftOfQuestion({ ...rest, bound: without })).toBe(undefined);
  });
});

it('a member of the team reads what was sent, by any link of theirs, until the report is final', async () => {
  await askAndAnswer(world, draftReport, qarFields);
  await mailReviewer();
  expect(await behind(world.about)).toMatchObject({ state: 'version 1, of Monday 18 January 2027' });
  expect(await behind('qar-2026-100999')).toBe(undefined);
  expect(await behind()).toBe(undefined);
  expect(await draftBehind(secret().slice(1), world.about, world.deps, AT)).toBe(undefined);
  await fresh.store.entities.review.patch({ about: world.about }).set({ stage: 'publication' }).go();
  expect(await behind(world.about)).toBe(undefined);
});
