/** The dashboard at work: a season of one review, whose lead is reminded by a button. */
import { afterAll, beforeAll } from 'vitest';
import { dashboard } from './scenarios/dashboard.ts';
import { noScanner } from './support/scanner.ts';
import { playSeason, type Season } from './support/season.ts';

/** The review is closed, and its follow-up is months away. */
const END = '2026-11-13T18:00:00Z';

let season: Season | undefined;

beforeAll(async () => {
  season = await playSeason([dashboard], END, () => ({
    scanner: noScanner,
    repeats: { repeated: new Set(), differences: [] },
  }));
});
afterAll(() => season?.stack.stop());

dashboard.check(() => {
  if (!season) throw new Error('The season was not played.');
  return season;
});
