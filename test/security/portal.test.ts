/** What the product promises of its safety, tried from outside: one stack, its real HTTP API, and people who mean harm. */
import { afterAll, beforeAll, describe } from 'vitest';
import { noScanner } from '../workflows/support/scanner.ts';
import { playSeason, type Season } from '../workflows/support/season.ts';
import { checkCrossSite } from './checks/cross-site.ts';
import { checkFuzzedForms } from './checks/fuzzed-forms.ts';
import { checkHeaders } from './checks/headers.ts';
import { checkHostileForms } from './checks/hostile-forms.ts';
import { checkLinks } from './checks/links.ts';
import { checkReplays } from './checks/replays.ts';
import { checkScanners } from './checks/scanners.ts';
import { checkSecrecy } from './checks/secrecy.ts';
import { checkShownTexts } from './checks/shown-texts.ts';
import { checkThrottling } from './checks/throttling.ts';
import { besiege, bystander } from './support/besieged.ts';
import { harmedSeason } from './support/harmed-season.ts';
import type { Met } from './support/harmful-people.ts';

/** The afternoon of the day on which renewal opens: a question waits for every member. */
const ASKED = '2026-02-02T14:00:00Z';

/** Each test takes a member of its own, so that they stand beside one another. */
const MEMBERS = [
  ...['900002', '900004', '900006', '900007', '900008', '900010', '900011', '900012', '900014', '900018', '900019'],
  ...['900021', '900022', '900023', '900024', '900025', '900026', '900029', '900030', '900032', '900034', '900035'],
];

/** By then the review of those who mean harm is closed. */
const OVER = '2026-10-23T18:00:00Z';

const met: Met = { hasBegun: false, pages: new Map(), bound: new Map(), forged: new Map() };

let season: Season | undefined;
const played = (): Season => {
  if (!season) throw new Error('The stack has not started.');
  return season;
};
const portal = besiege(played);

beforeAll(async () => {
  season = await playSeason([...MEMBERS.map(bystander), ...harmedSeason(met)], ASKED, () => ({
    scanner: noScanner,
    repeats: { repeated: new Set(), differences: [] },
  }));
});
afterAll(async () => {
  await season?.stack.stop();
  season = undefined;
});

describe('while a question is open', () => {
  checkScanners(portal);
  checkLinks(portal);
  checkReplays(portal);
  checkCrossSite(portal);
  checkHostileForms(portal);
  checkHeaders(portal);
  checkThrottling(portal);
});

describe('when people who mean harm have answered everything', () => {
  beforeAll(async () => {
    met.hasBegun = true;
    await played().stack.clock.run({ until: Date.parse(OVER) });
  });

  checkShownTexts(portal, met);
  checkFuzzedForms(portal, met);
  checkSecrecy(portal);
});
