/** The pages that anybody may read: what every one of them keeps, and what each has to say. */
import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { privacyPage } from '../../lambdas/app/privacy-page.tsx';
import { accessibilityPage } from '../../lambdas/app/public/accessibility-page.tsx';
import { helpPage } from '../../lambdas/app/public/help-page.tsx';
import { howItWorksPage } from '../../lambdas/app/public/how-it-works-page.tsx';
import { startPage } from '../../lambdas/app/public/start-page.tsx';
import { emptyForm, htmlResponse, notFoundPage, publicResponse } from '../../lambdas/pages/kit.ts';
import { interestPage } from '../../lambdas/subscription/interest.tsx';
import { settingsOf } from '../report/written-review.ts';

const site = {
  charityName: 'Bright <Lanterns> & Friends',
  helpAddress: 'help@lanterns.example',
  urgentTelephone: '01632 960100',
  telephoneHours: 'Monday to Friday, 8am to 5pm',
  membershipCost: 'A school pays 600 pounds a year.',
  accessibilityTestedOn: '2026-11-30',
};
const PAGES = {
  '/': startPage(site),
  '/how-it-works': howItWorksPage(site, { settings: settingsOf('QAR'), year: '2026' }),
  '/help': helpPage(site),
  '/privacy': privacyPage(site, { surveyNamesDays: 0, contactsYears: 6, joinFormDays: 7 }),
  '/accessibility': accessibilityPage(site),
  '/join': interestPage(site, emptyForm),
  'not found': notFoundPage(site),
};
const words = (html: string) => load(html)('main').text().replace(/\s+/g, ' ');

describe.each(Object.entries(PAGES))('%s', (_path, html) => {
  const $ = load(html);

  it('has one first heading, and leaves out no level below it', () => {
    expect($('h1')).toHaveLength(1);
    const levels = $('h1, h2, h3, h4')
      .toArray()
      .map(({ tagName }) => Number(tagName.slice(1)));
    expect(levels.every((level, index) => level <= (levels[index - 1] ?? 0) + 1)).toBe(true);
  });

  it('needs no script, and says in its title whose it is', () => {
    expect($('script, style, [style], [onclick]')).toHaveLength(0);
    expect($('title').text()).toMatch(/ – Bright <Lanterns> & Friends$/);
    expect($('html').attr('lang')).toBe('en-GB');
  });

  it('leads to pages that there are, and to help, privacy and the statement from its foot', () => {
    const own = $('a[href^="/"]')
      .toArray()
      .map((link) => $(link).attr('href') ?? '');
    expect(own.filter((href) => !['/links', ...Object.keys(PAGES)].includes(href))).toEqual([]);
    const foot = $('footer a')
      .toArray()
      .map((link) => $(link).attr('href'));
    for (const href of ['/how-it-works', '/help', '/privacy', '/accessibility', 'tel:+441632960100']) {
      expect(foot).toContain(href);
    }
  });
});

it('joining says what it means and costs, what happens next and what becomes of what is typed', () => {
  const text = words(PAGES['/join']);
  for (const said of [
    site.membershipCost,
    'hosts one review a year',
    'before you sign',
    'deleted within weeks unless you confirm it',
  ]) {
    expect(text).toContain(said);
  }
});

it('help has address, number and the hours of it', () => {
  const $ = load(PAGES['/help']);
  expect($('main a[href="mailto:help@lanterns.example"]')).toHaveLength(1);
  expect($('main a[href="tel:+441632960100"]').text()).toBe('01632 960100');
  expect(words(PAGES['/help'])).toContain(site.telephoneHours);
});

it('the accessibility statement has the parts that the regulations ask for, in their order', () => {
  const text = words(PAGES['/accessibility']);
  const parts = [
    'This statement is about',
    'How accessible they are',
    'Web Content Accessibility Guidelines version 2.2, AA',
    'Feedback and contact',
    'Enforcement procedure',
    'Equality Advisory and Support Service',
    'Technical information',
    'prepared on Monday 30 November 2026',
  ].map((part) => text.indexOf(part));
  expect(parts.every((at, index) => at > (parts[index - 1] ?? -1))).toBe(true);
});

it('search engines may list what is for anybody, and nothing else', () => {
  expect(publicResponse('').headers).not.toHaveProperty('x-robots-tag');
  expect(htmlResponse(200, '').headers?.['x-robots-tag']).toContain('noindex');
});

it('how it works says who is asked for what and when, by the year’s settings, and nothing of it without any', () => {
  const text = words(PAGES['/how-it-works']);
  expect(text).toContain('Who is asked for what, and when');
  expect(text).toContain('The information formBy 4 weeks before the visit');
  expect(words(howItWorksPage(site))).not.toContain('Who is asked for what');
});
