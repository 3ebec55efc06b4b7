/** The reports of rehearsals, as axe and a phone see them. */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type Camera, openCamera } from '../../local/pictures/camera.ts';
import { compared } from '../../local/rehearsal/comparison/comparison.ts';
import { comparisonPage } from '../../local/rehearsal/report-page/comparison-page.ts';
import { reportPage } from '../../local/rehearsal/report-page/report-page.ts';
import { sampleReport } from '../rehearsal/figures/sample-report.ts';

let camera: Camera;
const folder = mkdtempSync(join(tmpdir(), 'rehearsal-report-'));
beforeAll(async () => {
  camera = await openCamera(async () => '');
});
afterAll(async () => {
  await camera.close();
  rmSync(folder, { recursive: true });
});

const open = (html: string): string => html.replaceAll('<details>', '<details open>');
const wrongWith = (html: string) => camera.shoot(html, (width) => join(folder, `${width}.png`));

test('the page of one rehearsal breaks no rule, closed and with all numbers open', async () => {
  const html = await reportPage(sampleReport());
  expect(await wrongWith(html)).toEqual([]);
  expect(await wrongWith(open(html))).toEqual([]);
});

test('the page of two settings breaks no rule', async () => {
  const pairs = [1, 2, 3, 4, 5].map((seed) => {
    const one = sampleReport(seed);
    return { seed, one, other: { ...one, mails: { ...one.mails, mails: one.mails.mails + seed } } };
  });
  const html = await comparisonPage(compared(pairs, { files: ['a.json', 'b.json'], changes: ['QAR: more.'] }));
  expect(await wrongWith(open(html))).toEqual([]);
});
