import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import { keptUntilSent } from '../../lambdas/mail/message-log.ts';
import { renderMail } from '../../lambdas/mail/render-mail.ts';
import { charity, content } from './samples.ts';

const sections = [
  {
    title: 'Late: 14',
    entries: [
      { text: 'Hillside Primary School: the information form', note: 'the head, since Monday 4 January 2027' },
      { text: 'Brook Lane Academy', note: 'public', href: 'https://reviews.lanterns.example/reports/qar-2026-100183' },
    ],
    more: 12,
  },
  { title: 'Visits: 2', entries: [{ text: 'Tuesday', note: 'One School\nTwo School' }], more: 0 },
];
const mail = { ...content, button: undefined, by: undefined, facts: undefined, sections };

describe('lists under headings', () => {
  it('are headings of their own in HTML, and say how many more there are', async () => {
    const $ = load((await renderMail(mail, charity)).html);
    expect(
      $('h2')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['Late: 14', 'Visits: 2']);
    expect($('body').text()).toContain('and 12 more');
    expect($('body').text()).not.toContain('and 0 more');
    expect(
      $('a')
        .toArray()
        .map((link) => $(link).attr('href')),
    ).toEqual([sections[0]?.entries[1]?.href, 'tel:+441632960100', charity.privacyAddress]);
  });

  it('read the same in plain text', async () => {
    const { text } = await renderMail(mail, charity);
    expect(text).toContain(
      [
        'Late: 14',
        '--------',
        '- Hillside Primary School: the information form',
        '  the head, since Monday 4 January 2027',
        '- Brook Lane Academy',
        '  public',
        '  https://reviews.lanterns.example/reports/qar-2026-100183',
        'and 12 more',
        '',
        'Visits: 2',
        '---------',
        '- Tuesday',
        '  One School',
        '  Two School',
      ].join('\n'),
    );
  });

  it('are the same where no entry leads anywhere, and are kept with the mail until it has gone', async () => {
    const [, visits] = sections;
    const lists = [{ title: 'Dates fixed', entries: [{ text: 'QAR at Ash', note: 'Tuesday' }] }];
    const plain = { ...mail, lists, sections: visits && [visits] };
    const { html, text } = await renderMail(plain, charity);
    const $ = load(html);
    expect(
      $('h2')
        .toArray()
        .map((heading) => $(heading).text()),
    ).toEqual(['Dates fixed', 'Visits: 2']);
    expect(text).toContain('Dates fixed\n-----------\n- QAR at Ash\n  Tuesday\n\nVisits: 2');
    expect(keptUntilSent(plain)).toBeUndefined();
    expect(keptUntilSent({ ...plain, sections: undefined })).toMatchObject({ lists });
  });
});
