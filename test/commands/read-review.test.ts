/** The central team reads what was written in a review, by a link of its own that is on record. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { shownInWidget } from '../../lambdas/commands/shown-in-widget.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { EXAMPLE_REVIEW } from '../../lambdas/programmes/programmes.ts';
import { hashOfLink, isOfPage } from '../../lambdas/questions/links.ts';
import { isOver } from '../../lambdas/questions/open-link.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { draftReport } from '../../lambdas/report/questions/draft-report.tsx';
import { AT, askAndAnswer, qarFields, type World, writtenReview } from '../report/written-review.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
let world: World;

const readReview = (about: string) => steering.steer({ act: 'read-review', about, at: AT });

/** Opens the link of an answer as the portal does. */
async function opened(address: string, at: string, role?: Role) {
  const link = await fresh.store.link(hashOfLink(address.split('/d/')[1]) ?? '');
  if (!link || !isOfPage(link) || isOver(link, at)) return undefined;
  const { page, of, reader } = pageOpened(link);
  const shown = await READING_PAGES[page]?.show(of, { ...reader, ...(role && { role }) }, world.deps, at);
  return shown && load(readingPage(site, shown));
}

beforeEach(async () => {
  world = await writtenReview(fresh.store);
});

describe('reading what was written in a review', () => {
  it('is by a link that opens for a day, and is in the audit', async () => {
    const steered = await readReview(world.about);
    expect(steered).toMatchObject({ done: true, link: { text: 'Read what was written' } });
    const address = steered.done ? (steered.link?.address ?? '') : '';
    expect(address).toMatch(/\/d\/[\w-]{43}$/);
    expect(await fresh.store.audit(world.about)).toMatchObject([
      { who: 'central-team', entry: 'steered.read-review', what: 'had a link made to what was written' },
    ]);
    expect((await opened(address, '2027-01-19T09:59:59.000Z'))?.('h1').text()).toBe('QAR at Hill View Primary School');
    expect(await opened(address, '2027-01-19T10:00:00.000Z')).toBeUndefined();
  });

  it('shows the report, the findings, the form, the surveys without names and who may see it', async () => {
    const { entities } = fresh.store;
    const { about } = world;
    await askAndAnswer(world, draftReport, qarFields);
    const [{ content, writtenBy } = {}] = (await fresh.store.needWholeReview(about)).versions;
    const rewritten = JSON.parse(JSON.stringify(content).replace('Reading is taught with care.', 'Reading is a joy.'));
    await entities.reportVersion
      .create({ about, version: '002', hash: 'b', content: rewritten, writtenBy: writtenBy ?? '', writtenAt: AT })
      .go();
    await entities.survey
      .create({
        about,
        person: 'reviewer-1',
        role: 'reviewer',
        answers: { scale: { informed: 5, again: 1 }, best: 'The welcome.', better: '' },
        answeredAt: AT,
      })
      .go();
    await entities.review
      .patch({ about })
      .set({
        publishedAt: AT,
        audience: 'public',
        preparation: {
          informationForm: {
            context: 'By the sea.',
            selfEvaluation: 'Good.',
            priorities: 'Reading.',
            visitorsShouldKnow: '',
            safeguardingRole: 'deputy head',
            arrival: 'Gate B.',
          },
        },
      })
      .go();
    const steered = await readReview(about);
    const $ = await opened(steered.done ? (steered.link?.address ?? '') : '', AT);
    const text = $?.('main').text() ?? '';
    for (const one of [
      'Anybody can read it on a page of ours',
      'Version 2, of Monday 18 January 2027',
      'Reading is a joy.',
      'Version 1, of Monday 18 January 2027',
      'Reading is taught with care.',
      'By the sea.',
      'I would go on a review again.Strongly disagree',
      'The welcome.',
      'What would have made it betterNothing written',
      'None are recorded.',
    ]) {
      expect(text).toContain(one);
    }
    expect(text).not.toContain('Sample reviewer-1');
    const ids =
      $?.('[id]')
        .map((_, one) => $(one).attr('id'))
        .get() ?? [];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('shows a review of which nothing is written as such', async () => {
    const steered = await readReview(world.about);
    const $ = await opened(steered.done ? (steered.link?.address ?? '') : '', AT);
    const text = $?.('main').text() ?? '';
    for (const one of ['It is not published.', 'No draft has been written.', 'Nobody has answered one.']) {
      expect(text).toContain(one);
    }
  });

  it('is for the central team alone, whatever a link says', async () => {
    const steered = await readReview(world.about);
    const address = steered.done ? (steered.link?.address ?? '') : '';
    for (const role of ['host', 'lead', 'reviewer', 'hub-manager'] as const) {
      expect(await opened(address, AT, role)).toBeUndefined();
    }
  });

  it('is refused of a review that there is not', async () => {
    expect(await readReview('qar-2026-999999')).toEqual({
      done: false,
      sentence: `There is no review 'qar-2026-999999'. Its name looks like ${EXAMPLE_REVIEW}.`,
    });
  });
});

it('a dashboard shows the sentence and where it leads', () => {
  const shown = shownInWidget({
    done: true,
    sentence: 'Here & now.',
    link: { address: 'https://a.example/d/x"y', text: 'Read' },
  });
  const $ = load(shown);
  expect($('a').attr('href')).toBe('https://a.example/d/x"y');
  expect($('a').attr('rel')).toContain('noreferrer');
  expect($('p').first().text()).toBe('Done. Here & now.');
});
