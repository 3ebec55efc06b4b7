/** The page on which a school's public reports stand by year. */
import { load } from 'cheerio';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it } from 'vitest';
import { publicReport, publicReportBody } from '../../lambdas/publication/public-report.tsx';
import { publicReports, publicReportsBody } from '../../lambdas/publication/public-reports.tsx';
import { publishReport } from '../../lambdas/publication/publish-report.ts';
import type { World } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';
import { agreedReview, stepDeps } from './final.ts';

const fresh = useStore();
const FINAL = '2027-02-10T11:00:00.000Z';
let world: World;

beforeEach(async () => {
  world = await agreedReview(fresh.store);
  const { entities } = fresh.store;
  await entities.review.patch({ about: world.about }).set({ audience: 'public' }).go();
  await publishReport({ about: world.about, turn: 1, at: FINAL }, stepDeps(world));
  const earlier = await fresh.store.needReview(world.about);
  const settings = await fresh.store.programmeSettings('2026', 'QAR', '001');
  await entities.programmeSettings.put({ ...settings, year: '2025', programme: 'QAR', version: '001' } as never).go();
  await entities.review.put({ ...earlier, about: 'qar-2025-100183', year: '2025' }).go();
});

const change = (changes: object) => fresh.store.entities.review.patch({ about: world.about }).set(changes).go();
const titles = async (host: string) => (await publicReports(host, fresh.store))?.reports.map(({ title }) => title);

it('lists them by year, the latest first, with a link to each and nobody’s name', async () => {
  const reports = await publicReports('100183', fresh.store);
  if (!reports) throw new Error('There are reports.');
  const $ = load(renderToStaticMarkup(publicReportsBody(reports)));
  expect($('h1').text()).toContain('Hill View Primary School');
  expect(
    $('li a')
      .toArray()
      .map((one) => [$(one).text(), $(one).attr('href')]),
  ).toEqual([
    ['2026 to 2027: Quality Assurance Review', '/reports/qar-2026-100183'],
    ['2025 to 2026: Quality Assurance Review', '/reports/qar-2025-100183'],
  ]);
  expect($.html()).not.toContain('Sample');
});

it('leaves out what is private, shared with the hub, withdrawn, called off or not final', async () => {
  for (const changes of [{ audience: 'private' }, { audience: 'hub' }]) {
    await change(changes);
    expect(await titles('100183')).toEqual(['2025 to 2026: Quality Assurance Review']);
  }
  await change({ audience: 'public', withdrawnAt: FINAL });
  expect(await titles('100183')).toEqual(['2025 to 2026: Quality Assurance Review']);
  await fresh.store.entities.review
    .patch({ about: world.about })
    .remove(['withdrawnAt'])
    .set({ status: 'cancelled' })
    .go();
  expect(await titles('100183')).toEqual(['2025 to 2026: Quality Assurance Review']);
  await fresh.store.entities.review
    .patch({ about: world.about })
    .set({ status: 'agreed' })
    .remove(['publishedAt'])
    .go();
  expect(await titles('100183')).toEqual(['2025 to 2026: Quality Assurance Review']);
});

it('is nothing for a school that has none, is not known, or is no name of one', async () => {
  await fresh.store.entities.member
    .create({ member: '100200', kind: 'school', name: 'Oak Primary School', standing: 'member' })
    .go();
  for (const host of ['100200', '999999', '', '../d/x', 'A B']) {
    expect(await publicReports(host, fresh.store)).toBeUndefined();
  }
});

it('is one page for a school and the one that has followed it, each report under the name of then', async () => {
  const { entities } = fresh.store;
  await entities.member
    .create({
      member: '150001',
      kind: 'school',
      name: 'Hill View Academy',
      standing: 'member',
      predecessors: ['100183'],
    })
    .go();
  await entities.member.patch({ member: '100183' }).set({ standing: 'closed', successor: '150001' }).go();
  const reports = await publicReports('150001', fresh.store);
  expect(reports).toMatchObject({ host: 'Hill View Academy', reports: [{ of: 'Hill View Primary School' }, {}] });
  expect(await publicReports('100183', fresh.store)).toEqual(reports);
});

it('is of both schools after a merger, for as many years as there are, by the address of each', async () => {
  const { entities, store } = { entities: fresh.store.entities, store: fresh.store };
  const row = await store.needReview(world.about);
  const settings = await store.programmeSettings('2026', 'QAR', '001');
  const years = ['2020', '2021', '2022', '2023', '2024'];
  for (const year of years) {
    await entities.programmeSettings.put({ ...settings, year, programme: 'QAR', version: '001' } as never).go();
    for (const host of ['100183', '100184']) {
      await entities.review
        .put({
          ...row,
          about: `qar-${year}-${host}`,
          year,
          host,
          ...(host === '100184' && { hostName: 'Oak Infants' }),
        })
        .go();
    }
  }
  const merged = { kind: 'school', name: 'Hill View and Oak', standing: 'member' } as const;
  await entities.member.create({ ...merged, member: '150001', predecessors: ['100183', '100184'] }).go();
  await entities.member.put({ ...merged, member: '100184', standing: 'closed', successor: '150001' }).go();
  await entities.member.patch({ member: '100183' }).set({ standing: 'closed', successor: '150001' }).go();
  const page = await publicReports('150001', store);
  expect(page?.reports.map(({ about }) => about)).toEqual([
    'qar-2026-100183',
    'qar-2025-100183',
    ...years.toReversed().flatMap((year) => [`qar-${year}-100183`, `qar-${year}-100184`]),
  ]);
  for (const host of ['100183', '100184']) expect(await publicReports(host, store)).toEqual(page);
});

it('has a report where it is whose it is, once a closure was taken back after the review had gone on at the successor', async () => {
  const { entities } = fresh.store;
  await entities.member
    .create({
      ...{ member: '150001', kind: 'school', name: 'Hill View Academy', standing: 'member' },
      predecessors: ['100183'],
    })
    .go();
  await change({ goesOnAt: '150001' });
  const report = await publicReport(world.about, fresh.store);
  expect(report?.host).toBe('150001');
  expect(await titles('150001')).toEqual(['2026 to 2027: Quality Assurance Review']);
  expect(await titles('100183')).toEqual(['2025 to 2026: Quality Assurance Review']);
});

it('is linked from each report, which says of which year it is and since when it is final', async () => {
  const report = await publicReport(world.about, fresh.store);
  if (!report) throw new Error('It is public.');
  const $ = load(renderToStaticMarkup(publicReportBody(world.about, report)));
  expect($('a[href="/published/100183"]').text()).toBe('All published reports of this school');
  expect($.text()).toContain('Report of 2026 to 2027');
  expect($.text()).toContain('final since Wednesday 10 February 2027');
});
