import { load } from 'cheerio';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { renderMail } from '../../lambdas/mail/render-mail.ts';
import { charity, content } from './samples.ts';

describe('a mail', () => {
  it('says the same in HTML and in plain text', async () => {
    const { html, text } = await renderMail(content, charity);
    const words = load(html)('body').text();
    for (const said of [
      'Dear Alex Morgan,',
      content.firstLine,
      ...content.paragraphs,
      'Tuesday 12 to Thursday 14 January 2027',
      'Please answer by Monday 2 November 2026.',
      'If you do nothing, we ask somebody else.',
      'Say yes or no',
      content.whyYou,
      'help@lanterns.example',
      charity.name,
    ]) {
      expect(words).toContain(said);
      expect(text.replaceAll('\n', ' ')).toContain(said);
    }
  });

  it('has one button, and its whole address on a line of its own in plain text', async () => {
    const { html, text } = await renderMail(content, charity);
    const $ = load(html);
    const links = $('a').toArray();
    expect(new Set(links.map((link) => $(link).attr('href')))).toEqual(
      new Set([content.button?.href, 'tel:+441632960100', charity.privacyAddress]),
    );
    expect(text.split('\n')).toContain(content.button?.href);
  });

  it('says at its foot where to read what is kept, and why', async () => {
    const { html, text } = await renderMail(content, charity);
    expect(load(html)('a').last().attr('href')).toBe(charity.privacyAddress);
    expect(text).toContain(`What we keep about you, and why:\n${charity.privacyAddress}\n`);
  });

  it('fetches nothing: no image, no script, no style from elsewhere', async () => {
    const { html } = await renderMail(content, charity);
    const $ = load(html);
    expect($('img, script, link, iframe, object')).toHaveLength(0);
    expect(html).not.toMatch(/url\(|@import/);
  });

  it('shows dark text of at least 16 pixels', async () => {
    const { html } = await renderMail(content, charity);
    const sizes = [...html.matchAll(/font-size:(\d+)px/g)].map(([, size]) => Number(size));
    // The first belongs to the hidden line beside the subject or to none; all that is read is 16 or more.
    expect(Math.min(...sizes.filter((size) => size > 1))).toBeGreaterThanOrEqual(16);
  });

  it('lists several things with their dates and links', async () => {
    const items = [
      { text: 'Check the facts', href: 'https://reviews.lanterns.example/d/1', by: 'Friday 5 February 2027' },
      { text: 'The timetable was agreed' },
    ];
    const { html, text } = await renderMail({ ...content, button: undefined, by: undefined, items }, charity);
    expect(
      load(html)('a')
        .toArray()
        .map((link) => load(html)(link).attr('href')),
    ).toEqual([items[0]?.href, 'tel:+441632960100', charity.privacyAddress]);
    expect(text).toContain(
      '- Check the facts (by Friday 5 February 2027)\n  https://reviews.lanterns.example/d/1\n\n- The timetable was agreed\n',
    );
    expect(text).not.toContain('Please answer by');
  });

  it('has its date and button before a table that fills the screen of a phone, and after a short one', async () => {
    const facts = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ label: `Fact ${index}`, value: 'x' }));
    for (const [count, before] of [
      [7, true],
      [6, false],
    ] as const) {
      const { html, text } = await renderMail({ ...content, facts: facts(count) }, charity);
      for (const shown of [load(html)('body').text(), text]) {
        expect(shown.indexOf('Please answer by') < shown.indexOf('Fact 0')).toBe(before);
        expect(shown.indexOf('Say yes or no') < shown.indexOf('Fact 0')).toBe(before);
      }
    }
  });

  it('sets facts of several lines apart in plain text', async () => {
    const facts = [
      { label: 'Dates', value: 'Tuesday' },
      { label: 'Where', value: 'Norwich' },
      { label: 'Day 1', value: 'Meeting.\nMorning: a walk' },
      { label: 'Day 2', value: 'Looking.\nMorning: lessons' },
      { label: 'Please bring', value: 'Photo identification' },
    ];
    const { text } = await renderMail({ ...content, facts }, charity);
    expect(text).toContain(
      'Dates: Tuesday\nWhere: Norwich\n\nDay 1:\nMeeting.\nMorning: a walk\n\nDay 2:\nLooking.\nMorning: lessons\n\nPlease bring: Photo identification\n\n',
    );
  });

  it('keeps a postcode on one line', async () => {
    const { html } = await renderMail({ ...content, facts: [{ label: 'Where', value: 'Norwich, NR1 2AB' }] }, charity);
    expect(load(html)('td').text()).toContain('NR1\u00a02AB');
  });

  it('names somebody else who can help when told so', async () => {
    const { html, text } = await renderMail({ ...content, help: 'Your lead reviewer is Sam Okafor.' }, charity);
    expect(text).toContain('Your lead reviewer is Sam Okafor.');
    expect(text).not.toContain(charity.helpAddress);
    expect(html).not.toContain(charity.helpAddress);
  });

  it('keeps its subject on one line', async () => {
    const { subject } = await renderMail({ ...content, subject: 'QAR at Hill\r\nBcc: all@x.example\u2028' }, charity);
    expect(subject).toBe('QAR at Hill Bcc: all@x.example');
  });
});

it('shows any text as text in HTML, and as it is in plain text', async () => {
  await fc.assert(
    fc.asyncProperty(fc.string({ unit: 'grapheme-ascii', minLength: 1 }), async (typed) => {
      const { html, text } = await renderMail({ ...content, paragraphs: [typed] }, charity);
      const $ = load(html);
      expect(
        $('p')
          .toArray()
          .map((paragraph) => $(paragraph).text()),
      ).toContain(typed);
      expect(text.replaceAll('\n', ' ')).toContain(typed);
    }),
  );
});

it('breaks plain text between words into lines that every mail program shows whole', async () => {
  const words = fc.array(fc.stringMatching(/^[a-z]{1,30}$/), { minLength: 1, maxLength: 80 });
  await fc.assert(
    fc.asyncProperty(words, async (all) => {
      const { text } = await renderMail({ ...content, paragraphs: [all.join(' ')] }, charity);
      const lines = text.split('\n').filter((line) => !line.startsWith('https://'));
      expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(76);
      expect(text.replaceAll('\n', ' ')).toContain(all.join(' '));
    }),
  );
});

it.each([content, { ...content, help: 'Ask Robin.' }])(
  'says at its foot whom to telephone, as a number that a phone dials',
  async (mail) => {
    const { html, text } = await renderMail(mail, charity);
    expect(load(html)('a[href="tel:+441632960100"]').text()).toBe('01632 960100');
    expect(text.replaceAll('\n', ' ')).toContain('If it is urgent, telephone 01632 960100.');
  },
);
