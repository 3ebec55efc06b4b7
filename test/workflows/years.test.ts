/** Three years of one school, with all that happens to it meanwhile: as `npm start -- --years 3 --json` plays them. */
import { load } from 'cheerio';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { londonDate } from '../../lambdas/calendar/london.ts';
import { developerStore } from '../../local/endpoint/developer-store.ts';
import { attend } from '../../local/people/people.ts';
import { PLAYED_YEAR, playStart } from '../../local/play/play.ts';
import { readNetwork, seedNetwork } from '../../local/play/seed-network.ts';
import { happenings } from '../../local/play/years/happenings.ts';
import { playYears, type YearReport } from '../../local/play/years/play-years.ts';
import { PlayedYears } from '../../local/play/years/played-years.ts';
import { type LocalStack, startLocalStack } from '../../local/stack.ts';
import { synthesize } from '../../local/synth.ts';

describe('three years of one school', () => {
  let stack: LocalStack;
  let years: readonly YearReport[];
  const told: string[] = [];

  beforeAll(async () => {
    const start = playStart();
    stack = await startLocalStack({ cdkOut: await synthesize(), start, print: () => {} });
    const network = readNetwork({ today: londonDate(start.toISOString()) });
    await seedNetwork(stack, network, PLAYED_YEAR);
    const played = new PlayedYears(stack, developerStore(stack), {
      network,
      count: 3,
      tell: (what) => told.push(what),
    });
    for (const happening of happenings) happening(played);
    const goHome = attend(stack, { react: (reached) => played.react(reached) });
    const report = await playYears(played, new AbortController().signal);
    goHome();
    years = report?.years ?? [];
  });
  afterAll(() => stack?.stop());

  it('are each published, the third at the academy that the school has become, and nothing went wrong', () => {
    expect(stack.problems.messages).toEqual([]);
    expect(years).toMatchObject([
      { year: '2026', review: 'qar-2026-900001', host: '900001', status: 'published' },
      { year: '2027', review: 'qar-2027-900001', host: '900001', status: 'published' },
      { year: '2028', review: 'qar-2028-900001', host: '990001', status: 'published' },
    ]);
  });

  it('cost about the same each', () => {
    for (const { mails, transitions, requests } of years) {
      expect(mails).toBeGreaterThan(40);
      expect(mails).toBeLessThan(70);
      expect(transitions).toBeGreaterThan(80);
      expect(transitions).toBeLessThan(110);
      expect(requests).toBeGreaterThan(800);
      expect(requests).toBeLessThan(3500);
    }
  });

  it('saw everything happen, and show what had to hold then', () => {
    expect(years.map(({ happenings }) => happenings)).toEqual([
      ['The head withdraws the public report.', 'The head publishes the report again.'],
      [
        expect.stringContaining('have been trained again'),
        'Hill View Primary School has another head.',
        'A reviewer of the team leaves the network.',
      ],
      [
        expect.stringContaining('have been trained again'),
        'Hill View Primary School (900001) closes and opens as an academy (990001); its 4 people go with it.',
        'The central team lets the review go on at the academy.',
      ],
    ]);
    const all = years.flatMap(({ seen }) => seen);
    expect(all.filter(({ holds }) => !holds)).toEqual([]);
    expect(told).toHaveLength(8);
    const sentences = all.map(({ sentence }) => sentence);
    for (const part of [
      'answer with 404 after that',
      'answer with 200 after that',
      'shows the 6 points of 2026',
      'shows the 6 points of 2027',
      'none of 21 links that were mailed to the former head',
      'The new head has answered the form.',
      'Somebody else has the place of the reviewer who left.',
      'The reviewer who left is not in the team.',
      'The review is of the academy.',
      "Nobody of last year's team is among the 4",
      'mails about qar-2026-900001 was sent once',
      'mails about qar-2028-900001 was sent once',
    ]) {
      expect(sentences).toContainEqual(expect.stringContaining(part));
    }
  });

  it('stand on the first page, with the year that the academy has begun by its own number', async () => {
    const $ = load(await (await fetch(`${stack.portalOrigin}/_local/`)).text());
    const titles = $('h2')
      .toArray()
      .map((heading) => $(heading).text())
      .filter((title) => title.startsWith('QAR at'));
    expect(titles).toEqual([
      'QAR at Hill View Primary School, 2026 to 2027 published',
      'QAR at Hill View Primary School, 2027 to 2028 published',
      'QAR at Hill View Primary Academy, 2028 to 2029 published',
      'QAR at Hill View Primary Academy, 2029 to 2030 under way',
    ]);
  });
});
