import { describe, expect, it } from 'vitest';
import { lines } from '../../lambdas/documents/report-lines.ts';
import { draftPdf, reportPdf } from '../../lambdas/documents/report-pdf.ts';
import { readReport } from '../../lambdas/report/report-form.ts';
import { qar, qarFields, tpr, tprFields } from '../report/written-review.ts';
import { everything, NOT_SHOWN, readPdf, squeezed } from './read-pdf.ts';

const cover = {
  host: 'Hill View',
  hub: 'Riverside',
  phase: 'Primary',
  dates: 'Tuesday 12 to Thursday 14 January 2027',
};

function printed(fields: typeof qarFields, framework: typeof qar) {
  const read = readReport(fields, framework, cover);
  if (!read.ok) throw new Error(JSON.stringify(read.errors));
  return {
    title: 'Quality Assurance Review: Hill View',
    charityName: 'The Lanterns',
    content: read.value,
    framework,
    writtenAt: '2027-02-15T10:00:00.000Z',
  };
}

describe('a report as a PDF', () => {
  it('is tagged, with a title, a language and headings in order', async () => {
    const { pdf, tagged, metadata, mark } = await readPdf(await reportPdf(printed(qarFields, qar)));
    expect(mark).toMatchObject({ Marked: true });
    expect(metadata.info).toMatchObject({
      Title: 'Quality Assurance Review: Hill View',
      Author: 'The Lanterns',
      Language: 'en-GB',
    });
    const headings = tagged.filter(({ role }) => /^H\d$/.test(role));
    expect(headings[0]).toEqual({ role: 'H1', text: 'Quality Assurance Review: Hill View' });
    const levels = headings.map(({ role }) => Number(role.slice(1)));
    expect(levels.filter((level) => level === 1)).toHaveLength(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    const outline = await pdf.getOutline();
    expect(outline.map(({ title }) => title)).toEqual(
      headings.filter(({ role }) => role === 'H2').map(({ text }) => text),
    );
  });

  it.each([
    ['QAR', qarFields, qar],
    ['TPR', tprFields, tpr],
  ] as const)('says every line of a %s, each inside a tag; nothing is outside', async (_, fields, framework) => {
    const report = printed(fields, framework);
    const { tagged, untagged } = await readPdf(await reportPdf(report));
    const all = tagged.map(({ text }) => squeezed(text)).join('');
    for (const { text } of lines(report.content, framework)) expect(all).toContain(squeezed(text));
    // The foot of a page is an artifact, which a reader is not told of; nothing else may stand outside.
    expect(untagged.filter((text) => text.trim() !== '')).toEqual([]);
  });

  const withContext = async (...context: readonly string[]) => {
    const report = printed(qarFields, qar);
    return readPdf(await reportPdf({ ...report, content: { ...report.content, context: [...context] } }));
  };

  it.each([
    ['Arabic', 'أهلا وسهلا'],
    ['Urdu', 'پڑھائی'],
    ['Bengali', 'পড়া।'],
    ['Tamil', 'படிப்பு'],
    ['Hebrew', 'ברוכים'],
    ['Hindi', 'पढ़ाई।'],
    ['Gujarati', 'વાંચન'],
    ['Punjabi', 'ਪੜ੍ਹਾਈ॥'],
    ['Welsh, Polish and Ukrainian', 'Dŵr, Łódź, Київ, ✓ →'],
  ])('shows every letter of %s', async (_, words) => {
    const read = await withContext(`At the door: ${words} (2027).`);
    const shown = everything(read);
    for (const letter of squeezed(words)) expect(shown).toContain(letter);
    expect(shown).not.toMatch(NOT_SHOWN);
    expect(read.untagged.filter((text) => text.trim() !== '')).toEqual([]);
  });

  it('writes what is read from right to left in that order, with its numbers and brackets', async () => {
    const { pdf } = await withContext('אבג (27) דהו');
    const { items } = await (await pdf.getPage(1)).getTextContent();
    const placed = items.flatMap((item) => ('str' in item && /[א-ת\d()]/.test(item.str) ? [item] : []));
    const at = (text: string) => placed.findLast(({ str }) => str.includes(text))?.transform[4] as number;
    // The first word is the rightmost; the opening bracket stands to the right of the number.
    expect(at('ג')).toBeGreaterThan(at('27'));
    expect(at('27')).toBeGreaterThan(at('ד'));
  });

  it.each([
    ['Chinese', '您好'],
    ['an emoji', '🎓'],
    ['an emoji of several signs', '👩‍🔬'],
    ['a star', '★'],
    ['a sign of a font of somebody’s own', '\uF0FF'],
    ['half a character', '\uD83C'],
  ])('says that it cannot show %s, and what stands for it', async (_, words) => {
    const shown = everything(await withContext(`We say ${words} here`));
    expect(shown).toContain('We say □');
    expect(shown).toContain('Some signs of this report are not in the fonts of this document.');
    expect(shown).not.toContain('\u0000');
  });

  it('says nothing of the kind when it shows everything', async () => {
    const shown = everything(await withContext('\uF0B7 Word’s bullet, a\ttab, a\u00A0space and a joiner\u200D'));
    expect(shown).toContain('• Word’s bullet, a tab, a space and a joiner');
    expect(shown).not.toContain('Some signs of this report');
    expect(shown).not.toMatch(NOT_SHOWN);
  });

  it('keeps long names and words inside the page, and the number at its foot', async () => {
    const title = `Quality Assurance Review: ${'The Holy Family and Saint Somebody '.repeat(6)}Primary School`;
    const report = printed(qarFields, qar);
    const context = ['Wordwithoutanend'.repeat(30), 'كلمة'.repeat(120), `${'خط '.repeat(200)}`];
    const { pdf } = await readPdf(await reportPdf({ ...report, title, content: { ...report.content, context } }));
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const page = await pdf.getPage(number);
      const { items } = await page.getTextContent();
      const placed = items.flatMap((item) => ('str' in item && item.str.trim() !== '' ? [item] : []));
      // Of joined letters the reader adds up widths that they have apart.
      const rightOf = ({ dir, transform, width }: (typeof placed)[number]) =>
        transform[4] + (dir === 'rtl' ? 0 : width);
      expect(placed.filter((one) => one.transform[4] < 56 || rightOf(one) > 595 - 55)).toEqual([]);
      expect(placed.map(({ str }) => str).join('')).toContain(`page ${number} of ${pdf.numPages}`);
    }
  });

  it('claims PDF/UA-1, and has none of the lists of glyphs that would break it', async () => {
    // `npm run check:pdf` has veraPDF look at it, in several scripts; with the lists it finds 7.21.4.2-2.
    const bytes = await reportPdf(printed(qarFields, qar));
    expect(bytes.toString('latin1')).toContain('<pdfuaid:part>1</pdfuaid:part>');
    expect(bytes.includes('/FontFile2')).toBe(true);
    expect(bytes.includes('/CIDSet')).toBe(false);
  });

  it('opens each font once, however often two take turns', async () => {
    const report = printed(qarFields, qar);
    const context = [`${'word كلمة '.repeat(50)} שלום`];
    const bytes = await reportPdf({ ...report, content: { ...report.content, context } });
    // The library counts the fonts that it opens, and names each by its number.
    const numbers = [...bytes.toString('latin1').matchAll(/\/F(\d+) \d+ 0 R/g)].map(([, number]) => Number(number));
    expect([...new Set(numbers)].sort()).toEqual([1, 2, 3, 4]);
  });

  it('is the same bytes for the same report', async () => {
    const report = printed(qarFields, qar);
    expect((await reportPdf(report)).equals(await reportPdf(report))).toBe(true);
  });

  it('goes on over pages without losing a line or leaving an empty page', async () => {
    const report = printed(qarFields, qar);
    const support = Array.from({ length: 120 }, (_, index) => `Point ${index + 1}: ${'words that go on '.repeat(12)}`);
    const { pdf, tagged } = await readPdf(await reportPdf({ ...report, content: { ...report.content, support } }));
    expect(pdf.numPages).toBeGreaterThan(5);
    expect(tagged.filter(({ role, text }) => role === 'LBody' && /^Point \d+:/.test(text))).toHaveLength(120);
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      expect(items.length).toBeGreaterThan(2);
    }
  });
});

describe('a draft as a PDF', () => {
  it('has DRAFT at the head of each page, which nobody has read to them, and says so in title and first sentence', async () => {
    const report = printed(qarFields, qar);
    const context = Array.from({ length: 60 }, (_, index) => `Line ${index + 1} of the context.`);
    const draft = {
      ...report,
      content: { ...report.content, context },
      state: 'version 2, of Monday 15 February 2027',
    };
    const { pdf, tagged, untagged, metadata } = await readPdf(await draftPdf(draft));
    expect(pdf.numPages).toBeGreaterThan(2);
    for (let number = 1; number <= pdf.numPages; number += 1) {
      const { items } = await (await pdf.getPage(number)).getTextContent();
      const heads = items.filter((item) => 'str' in item && item.str === 'DRAFT');
      expect(heads).toHaveLength(1);
      // Above everything that is tagged: A4 is 842 points high, and the text begins 57 below its edge.
      for (const head of heads) expect('transform' in head && head.transform[5]).toBeGreaterThan(842 - 57);
    }
    expect(metadata.info).toMatchObject({ Title: 'Draft: Quality Assurance Review: Hill View' });
    expect(tagged[0]).toEqual({ role: 'H1', text: 'Draft: Quality Assurance Review: Hill View' });
    expect(tagged[1]?.text).toContain('This is a draft, version 2, of Monday 15 February 2027. It changes until');
    expect(tagged.some(({ text }) => text.includes('DRAFT'))).toBe(false);
    expect(untagged.filter((text) => text.trim() !== '')).toEqual([]);
    expect((await draftPdf(draft)).equals(await draftPdf(draft))).toBe(true);
    const final = await readPdf(await reportPdf(report));
    const { items } = await (await final.pdf.getPage(1)).getTextContent();
    expect(items.some((item) => 'str' in item && item.str === 'DRAFT')).toBe(false);
  });
});
