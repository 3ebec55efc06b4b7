/** Records and answers as PDFs, in the scripts in which people write their names and their answers. Reports: report-pdf.test.ts. */
import { describe, expect, it } from 'vitest';
import { printed, SCRIPTS, UNSHOWABLE } from './printed.ts';
import { everything, NOT_SHOWN, readPdf, squeezed } from './read-pdf.ts';

describe.each(['record', 'answer'] as const)('a %s', (kind) => {
  it.each(Object.entries(SCRIPTS))('shows every letter of %s, each inside a tag', async (_, words) => {
    const read = await readPdf(await printed[kind](words));
    const shown = everything(read);
    for (const letter of squeezed(words)) expect(shown).toContain(letter);
    expect(shown).not.toMatch(NOT_SHOWN);
    expect(shown).not.toContain('Some signs of');
    expect(read.untagged.filter((text) => text.trim() !== '')).toEqual([]);
  });

  it('says that it cannot show a sign, and what stands for it', async () => {
    const read = await readPdf(await printed[kind](UNSHOWABLE));
    expect(everything(read)).toContain(`Some signs of this ${kind} are not in the fonts of this document.`);
    expect(everything(read)).toContain('□');
    expect(everything(read)).not.toContain('\u0000');
  });

  it('is tagged, with a title, a language and headings in order', async () => {
    const { pdf, tagged, metadata, mark } = await readPdf(await printed[kind](SCRIPTS.Latin));
    expect(mark).toMatchObject({ Marked: true });
    expect(metadata.info).toMatchObject({
      Title: expect.stringMatching(/./),
      Author: 'The Lanterns',
      Language: 'en-GB',
    });
    const levels = tagged.filter(({ role }) => /^H\d$/.test(role)).map(({ role }) => Number(role.slice(1)));
    expect(levels[0]).toBe(1);
    for (const [index, level] of levels.entries()) expect(level - (levels[index - 1] ?? 0)).toBeLessThanOrEqual(1);
    expect(pdf.numPages).toBe(1);
  });

  it('is the same bytes for the same words', async () => {
    const [one, other] = await Promise.all([printed[kind](SCRIPTS.Arabic), printed[kind](SCRIPTS.Arabic)]);
    expect(one.equals(other)).toBe(true);
  });
});
