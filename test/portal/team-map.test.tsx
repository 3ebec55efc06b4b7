/** Where a team comes from, on the page of its review: in words, on a map, and the way there. */
import { load } from 'cheerio';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, expect, it } from 'vitest';
import { reviewPage } from '../../lambdas/portal/review-page.tsx';
import { TeamMap } from '../../lambdas/portal/team-map.tsx';
import { readTeamJourneys } from '../../lambdas/questions/team-journeys.ts';
import { rightsOf } from '../../lambdas/questions/who-sees-what.ts';
import { type World, writtenReview } from '../report/written-review.ts';
import { useStore } from '../support/store.ts';

const fresh = useStore();
const site = { charityName: 'The Lanterns', helpAddress: 'help@lanterns.example', urgentTelephone: '01632 960100' };
let world: World;

const memberAt = (member: string, name: string, more: object = {}) =>
  fresh.store.entities.member.put({ member, name, kind: 'school', standing: 'member', ...more }).go();

beforeEach(async () => {
  world = await writtenReview(fresh.store);
  await memberAt('100183', 'Hill View Primary School', {
    ...{ easting: 400_000, northing: 300_000, postcode: 'B1 2AA', head: 'head' },
  });
  await memberAt('100200', 'Oak School', { easting: 432_187, northing: 300_000 });
  await memberAt('100300', 'Ash School', { easting: 400_000, northing: 316_093 });
});

const journeys = async () => readTeamJourneys(await fresh.store.needReviewAtHand(world.about), fresh.store);
const drawn = async () => load(renderToStaticMarkup(<TeamMap journeys={await journeys()} />), null, false);

it('lists the schools of the team with their miles, the nearest first, and nobody who belongs to none', async () => {
  const $ = await drawn();
  const rows = $('.govuk-summary-list__row').toArray();
  expect(rows.map((row) => [$(row).find('dt').text(), $(row).find('dd').text()])).toEqual([
    ['Ash School', '10 miles'],
    ['Oak School', '20 miles'],
  ]);
  expect($.text()).not.toContain('lead');
});

it('draws each from the middle of its square of 5 km, and says nothing finer', async () => {
  const { schools, host } = await journeys();
  expect(schools.map(({ place }) => place)).toEqual([
    { easting: 402_500, northing: 317_500 },
    { easting: 432_500, northing: 302_500 },
  ]);
  expect(host).toEqual({ easting: 400_000, northing: 300_000 });
  const $ = await drawn();
  expect($('svg').attr('role')).toBe('img');
  expect(Number($('svg').attr('width'))).toBe(340);
  expect($.html()).not.toContain('432187');
});

it('leads to directions by the postcode alone, and loads nothing from there', async () => {
  const $ = await drawn();
  const link = $('a');
  expect(link.attr('href')).toBe('https://www.openstreetmap.org/directions?to=B1%202AA');
  expect(link.attr('rel')).toBe('noreferrer');
  expect($('img, iframe, script, [src]')).toHaveLength(0);
});

it('says what is not known, and draws no map of it', async () => {
  await memberAt('100183', 'Hill View Primary School');
  const $ = await drawn();
  expect($('dd').first().text()).toBe('distance not known');
  expect($('svg, a')).toHaveLength(0);
});

it('leaves out who lost their place, and is nothing without a team and a postcode', async () => {
  await memberAt('100183', 'Hill View Primary School');
  const { seat } = fresh.store.entities;
  for (const one of ['seat-1', 'seat-2'])
    await seat.patch({ about: world.about, seat: one }).set({ status: 'open' }).go();
  expect((await drawn()).html()).toBe('');
});

it('is shown to those who may know the team, and to nobody else', async () => {
  const whole = await fresh.store.needReviewAtHand(world.about);
  const page = async (standing: 'in-team' | 'hub-manager') =>
    reviewPage(whole, rightsOf(standing, whole), site, { journeys: await journeys() });
  expect(await page('in-team')).toContain('The way to the visit');
  expect(await page('hub-manager')).not.toMatch(/The way to the visit|Oak School|B1 2AA/);
});
