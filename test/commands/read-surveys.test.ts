/** The central team reads what people said of a year's reviews, by a link of its own that is on record. */
import { load } from 'cheerio';
import { beforeEach, describe, expect, it } from 'vitest';
import { READING_PAGES } from '../../lambdas/app/reading-pages.ts';
import { statements } from '../../lambdas/feedback/survey-questions.ts';
import { readingPage } from '../../lambdas/portal/reading-page.tsx';
import { hashOfLink } from '../../lambdas/questions/links.ts';
import { pageOpened } from '../../lambdas/questions/page-link.ts';
import type { Role } from '../../lambdas/questions/question.ts';
import { useSteering } from './fixture.ts';

const steering = useSteering();
const { fresh } = steering;
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
const AT = '2027-09-06T10:00:00.000Z';

const read = (more: object = {}) =>
  steering.steer({ act: 'read-surveys', year: '2026', programme: 'QAR', at: AT, ...more });

async function opened(address: string, reader: { person?: string; role?: Role } = {}) {
  const link = await fresh.store.link(hashOfLink(address.split('/d/')[1]) ?? '');
  if (!link) throw new Error('There is no link.');
  const page = pageOpened(link);
  const { store, centralTeam } = steering.deps();
  const shown = await READING_PAGES[page.page]?.show(
    page.of,
    { ...page.reader, ...reader },
    { store, centralTeam },
    AT,
  );
  return shown && load(readingPage(site, shown));
}

/** A closed review with a survey of its host, as a release wrote it that did not list it, or as it is written now. */
async function reviewed(host: string, points: number, words: string, listed: boolean): Promise<void> {
  const { entities } = fresh.store;
  const about = `qar-2026-${host}`;
  await entities.review
    .create({
      about,
      programme: 'QAR',
      year: '2026',
      settingsVersion: '001',
      host,
      hostKind: 'school',
      hostName: `School ${host}`,
      hub: 'hub-1',
      stage: 'closed',
      status: 'published',
      week: '2027-01-11',
      startsOn: '2026-07-13',
      turn: 1,
      executions: 1,
    })
    .go();
  await entities.seat.create({ about, seat: 'lead', kind: 'lead', status: 'filled', person: 'lead' }).go();
  const scale = Object.fromEntries(statements('host', 'school').map(({ key }) => [key, points]));
  await entities.survey
    .create({
      about,
      person: `head-${host}`,
      role: 'host',
      answers: { scale, best: words, better: '' },
      answeredAt: `2027-03-01T10:00:${host.slice(-2)}.000Z`,
      ...(listed && { year: '2026', programme: 'QAR', hub: 'hub-1', lead: 'lead' }),
    })
    .go();
}

beforeEach(async () => {
  const { partnershipYear } = fresh.store.entities;
  await partnershipYear
    .create({ year: '2026', starts: '2026-09-01', ends: '2027-07-31', renewalOpens: '2026-02-02', termBreaks: [] })
    .go();
});

describe('reading the surveys of a year', () => {
  it('is by a link that is in the audit, and shows counts, means and words without names', async () => {
    for (const [index, points] of [5, 5, 4, 4, 1].entries()) {
      await reviewed(`1001${index + 10}`, points, `Words ${index}.`, true);
    }
    const steered = await read();
    expect(steered).toMatchObject({ done: true, link: { text: 'Read the surveys of QAR, 2026 to 2027' } });
    expect(await fresh.store.audit('surveys-qar-2026')).toMatchObject([
      { who: 'central-team', entry: 'steered.read-surveys', what: 'had a link made to the surveys of the year' },
    ]);
    const $ = await opened(steered.done ? (steered.link?.address ?? '') : '');
    const table = $?.('table').first();
    expect(table?.find('caption').text()).toBe('The team understood our school and its context. Mean 3.8 of 5.');
    expect(
      table
        ?.find('tbody tr')
        .map((_, row) => $?.(row).text())
        .get(),
    ).toEqual(['Strongly agree2', 'Agree2', 'Neither agree nor disagree0', 'Disagree0', 'Strongly disagree1']);
    expect(table?.find('rect').first().attr('width')).toBe('40%');
    const text = $?.('main').text() ?? '';
    expect(text).toContain('QAR, 2026 to 2027');
    expect(text).toContain('Words 3.');
    expect(text).not.toMatch(/School|head-|qar-2026/);
  });

  it('brings in surveys of releases that listed none, once', async () => {
    for (let index = 0; index < 5; index += 1) await reviewed(`1001${index + 10}`, 4, 'Earlier words.', index > 2);
    const steered = await read();
    const $ = await opened(steered.done ? (steered.link?.address ?? '') : '');
    expect($?.('main').text()).toContain('5 answers.');
    const { data } = await fresh.store.entities.survey.query.byLead({ lead: 'lead' }).go();
    expect(data.map(({ hub, year }) => [hub, year])).toEqual(Array(5).fill(['hub-1', '2026']));
  });

  it('withholds what fewer than five people said', async () => {
    for (let index = 0; index < 4; index += 1) await reviewed(`1001${index + 10}`, 4, 'Only us.', true);
    const steered = await read();
    const $ = await opened(steered.done ? (steered.link?.address ?? '') : '');
    expect($?.('main').text()).toContain('Fewer than 5 people have answered, so nothing is shown.');
    expect($?.('table')).toHaveLength(0);
    expect($?.('main').text()).not.toContain('Only us.');
  });

  it('is for the central team alone, whatever a link says', async () => {
    const steered = await read();
    const address = steered.done ? (steered.link?.address ?? '') : '';
    expect(await opened(address)).toBeDefined();
    expect(await opened(address, { role: 'lead' })).toBeUndefined();
    expect(await opened(address, { person: 'manager' })).toBeUndefined();
  });

  it.each([
    [{ year: '2044' }, 'There is no partnership year 2044 to 2045.'],
    [{ year: 'last' }, 'year must be a partnership year, such as 2026'],
    [{ programme: 'XYZ' }, 'programme must be one of QAR, TPR'],
  ])('is refused in words: %j', async (more, sentence) => {
    const steered = await read(more);
    expect(steered).toMatchObject({ done: false, sentence: expect.stringContaining(sentence) });
  });
});
