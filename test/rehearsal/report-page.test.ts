import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { compared } from '../../local/rehearsal/comparison/comparison.ts';
import { comparisonPage } from '../../local/rehearsal/report-page/comparison-page.ts';
import { reportPage } from '../../local/rehearsal/report-page/report-page.ts';
import { sampleReport } from './figures/sample-report.ts';

const pairs = [1, 2, 3, 4, 5].map((seed) => ({
  seed,
  one: sampleReport(seed),
  other: { ...sampleReport(seed), mails: { ...sampleReport(seed).mails, mails: 6 + seed } },
}));

const pages = {
  'of one rehearsal': await reportPage(sampleReport()),
  'of two settings': await comparisonPage(compared(pairs, { files: ['a.json', 'b.json'], changes: ['QAR: more.'] })),
};

describe.each(Object.entries(pages))('the page %s', (_, html) => {
  const $ = load(html);

  it('needs nothing but itself', () => {
    expect($('script, link, img, iframe, object')).toHaveLength(0);
    expect(html.replaceAll(/xmlns(:xlink)?="[^"]+"/g, '').match(/https?:|url\((?!#)|@import/g)).toBe(null);
    expect($('meta[http-equiv="Content-Security-Policy"]').attr('content')).toContain("default-src 'none'");
  });

  it('is in English, with one heading above all others', () => {
    expect($('html').attr('lang')).toBe('en-GB');
    expect($('h1')).toHaveLength(1);
    expect($('section > h2').length).toBe($('section').length);
  });

  it('follows each chart by its numbers', () => {
    expect($('figure').length).toBeGreaterThan(0);
    $('figure').each((_, figure) => {
      expect($(figure).find('svg[role="img"]').attr('aria-label')).toMatch(/\w{3}/);
      expect($(figure).find('.chart + details > summary')).toHaveLength(1);
      expect($(figure).find('details tbody tr').length).toBeGreaterThan(0);
    });
  });

  it('names the columns and lines of each table, and lets the keyboard reach what is wider than a phone', () => {
    expect($('table:not(:has(caption)), thead th:not([scope="col"]), tbody th:not([scope="row"])')).toHaveLength(0);
    expect($('.wide:not([tabindex="0"][role="region"][aria-label])')).toHaveLength(0);
  });

  it('has each id once', () => {
    const ids = $('[id]')
      .toArray()
      .map((one) => $(one).attr('id'));
    expect(new Set(ids).size).toBe(ids.length);
  });
});

describe('the page of one rehearsal', () => {
  const text = load(pages['of one rehearsal'])('body').text();

  it('says what broke first, each by a sentence', () => {
    expect(text).toContain('1 promise was not kept, and 1 thing went wrong out of sight.');
    expect(text).toContain('Every visit is led by one lead reviewer.');
    expect(text.indexOf('What broke')).toBeLessThan(text.indexOf('What was played'));
  });

  it('shows what was found as it was written, and takes none of it for markup', () => {
    expect(text).toContain('Something went wrong with <qar-2026-a>.');
  });

  it('says when, how long and by which options', () => {
    expect(text).toContain('Wednesday 30 December 2026 to Wednesday 31 March 2027');
    expect(text).toContain('--schools 3 --years 1 --seed 1 --people usual --faults none');
    expect(text).not.toContain('undefined');
    expect(text).toContain('1 minute and 35 seconds, of processor time 40 seconds');
  });

  it('says of a rehearsal that was stopped how far it came', async () => {
    const report = sampleReport();
    const stopped = await reportPage({ ...report, broken: [], played: { ...report.played, isDone: false } });
    expect(load(stopped)('.lead').text()).toContain('how far it was on Wednesday 31 March 2027.');
  });

  it('is made of a rehearsal in which nothing has happened yet', async () => {
    const report = sampleReport();
    const none = { count: 0, least: 0, median: 0, ninety: 0, most: 0 };
    const empty = await reportPage({
      ...report,
      reviews: { reviews: 0, ended: [], weeks: [] },
      answers: { all: { ...report.answers.all, asked: 0, days: none }, questions: [] },
      mails: { ...report.mails, mails: 0, byRole: [], most: [], busiestDay: { mails: 0 }, busiestSecond: { count: 0 } },
      seats: { ...report.seats, seats: 0 },
      travel: { ...report.travel, miles: none, total: 0 },
      placements: { years: [] },
      centralTeam: { ...report.centralTeam, weeks: [], byQuestion: [], commands: [] },
      transitions: { transitions: 0, aReview: 0, byMachine: [] },
    });
    expect(load(empty)('body').text()).toContain('There was no review.');
    expect(/Infinity|NaN|undefined/.test(empty)).toBe(false);
  });
});
