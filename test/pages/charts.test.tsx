import { type CheerioAPI, load } from 'cheerio';
import type { ReactNode } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BarChart } from '../../lambdas/pages/charts/bar-chart.tsx';
import { JourneyMap, journeysByDistance } from '../../lambdas/pages/charts/journey-map.tsx';
import outline from '../../lambdas/pages/charts/outline.json' with { type: 'json' };
import { ShareChart } from '../../lambdas/pages/charts/share-chart.tsx';
import { StageChart } from '../../lambdas/pages/charts/stage-chart.tsx';
import { WeekChart } from '../../lambdas/pages/charts/week-chart.tsx';
import { YearChart } from '../../lambdas/pages/charts/year-chart.tsx';
import { yearOfReview } from '../../lambdas/settings/review-year.ts';

const draw = (picture: ReactNode): CheerioAPI => load(renderToStaticMarkup(picture), null, false);
const parts = [
  { name: 'done', colour: '#111111' },
  { name: 'open', colour: '#222222' },
];
const numbers = ($: CheerioAPI, selector: string, attribute: string): number[] =>
  $(selector)
    .toArray()
    .map((one) => Number($(one).attr(attribute)));

describe('every picture', () => {
  it('is one image that says in words what it shows', () => {
    const $ = draw(<BarChart says="Three wait." parts={parts} lines={[{ name: 'heads', counts: [1, 2] }]} />);
    expect($('svg').attr('role')).toBe('img');
    expect($('svg').attr('aria-label')).toBe('Three wait.');
  });

  it('has no style of its own, which the policy of the pages forbids', () => {
    for (const picture of [
      <BarChart key="1" says="" parts={parts} lines={[{ name: 'heads', counts: [1, 2] }]} />,
      <WeekChart key="2" says="" parts={parts} weeks={[{ week: '2027-01-11', counts: [1, 1] }]} now="2027-01-11" />,
      <YearChart key="3" spans={[{ name: 'Team', from: '2026-11-02' }]} today="2026-11-10" />,
      <StageChart key="5" says="" parts={parts} weeks={[{ week: '2027-01-11', counts: [1, 1] }]} />,
      <ShareChart key="6" says="" lines={[{ name: 'a place', median: 1, most: 4 }]} />,
      <JourneyMap key="4" says="" hosts={[london]} journeys={[]} />,
    ]) {
      expect(draw(picture).html()).not.toMatch(/ style=|<style|<script|<use/);
    }
  });
});

describe('progress by week', () => {
  const $ = draw(
    <StageChart
      says="x"
      parts={parts}
      weeks={[
        { week: '2027-01-11', counts: [0, 4] },
        { week: '2027-01-25', counts: [3, 1] },
      ]}
    />,
  );
  const [done = '', open = ''] = $('path')
    .toArray()
    .map((one) => $(one).attr('d') ?? '');
  const points = (path: string): [number, number][] =>
    [...path.matchAll(/([\d.]+),([\d.]+)/g)].map(([, x, y]) => [Number(x), Number(y)]);

  it('has a part as high as its number, on top of the parts before it', () => {
    const heights = (path: string) => {
      const all = points(path);
      const at = (x: number) => all.filter(([one]) => one === x).map(([, y]) => y);
      const [left, right] = [Math.min(...all.map(([x]) => x)), Math.max(...all.map(([x]) => x))];
      return [left, right].map((x) => Math.max(...at(x)) - Math.min(...at(x)));
    };
    const [none, three] = heights(done);
    const [four, one] = heights(open);
    expect(none).toBe(0);
    expect(three).toBeCloseTo(3 * (one ?? 0), 0);
    expect(four).toBeCloseTo(4 * (one ?? 0), 0);
  });

  it('holds a week’s numbers until the next that was counted', () => {
    const xs = [...new Set(points(done).map(([x]) => x))].toSorted((a, b) => a - b);
    expect(xs).toHaveLength(3);
    const [first = 0, second = 0, end = 0] = xs;
    expect((second - first) / (end - second)).toBeCloseTo(2, 1);
    // A step has two corners above and two below, a slope one of each.
    expect(points(done).filter(([x]) => x === second)).toHaveLength(4);
  });

  it('is nothing without a week', () => {
    expect(draw(<StageChart says="x" parts={parts} weeks={[]} />).html()).toBe('');
  });
});

describe('how long most of something took', () => {
  it('has bars as long as half of it, and nine in ten, took', () => {
    const lines = [
      { name: 'a', median: 2, most: 8 },
      { name: 'b', median: 4, most: 4 },
    ];
    const $ = draw(<ShareChart says="x" lines={lines} />);
    const [mostA = 0, halfA = 0, mostB = 0, halfB = 0] = numbers($, 'g[transform] rect[y]', 'width');
    expect(mostA / halfA).toBeCloseTo(4, 6);
    expect(mostB).toBe(halfB);
    expect(halfB / halfA).toBeCloseTo(2, 6);
  });
});

describe('reviews by week', () => {
  const $ = draw(
    <WeekChart
      says="x"
      parts={parts}
      capacity={10}
      now="2027-01-18"
      weeks={[
        { week: '2027-01-25', counts: [0, 8] },
        { week: '2027-01-11', counts: [2, 2] },
      ]}
    />,
  );
  const columns = numbers($, 'rect[fill^="#"]', 'height').slice(parts.length);

  it('has columns as high as their numbers', () => {
    const [two, twoMore, eight] = columns.toSorted((a, b) => a - b);
    expect(columns).toHaveLength(3);
    expect(two).toBeCloseTo(twoMore ?? 0, 6);
    expect(eight).toBeCloseTo(4 * (two ?? 0), 6);
  });

  it('leaves a week without a review free, and marks the present one there', () => {
    const xs = [...new Set(numbers($, 'rect[fill^="#"]', 'x').filter((x) => x > 0))].sort((a, b) => a - b);
    const width = numbers($, 'rect[fill="#222222"]', 'width').at(-1) ?? 0;
    expect((xs[1] ?? 0) - (xs[0] ?? 0)).toBeGreaterThan(2 * width);
    expect($('title').text()).toBe('this week');
  });

  it('draws the line of a full week at its number', () => {
    const heightOfEight = Math.max(...columns);
    const full = Number($('line[stroke-dasharray]').attr('y1'));
    const bottom = 230 - 24;
    expect(bottom - full).toBeCloseTo((heightOfEight * 10) / 8, 3);
    expect($.text()).toContain('a full week: 10');
  });

  it('says what a full week is, and draws no line, where that is far above all columns', () => {
    const far = draw(
      <WeekChart
        says="x"
        parts={parts}
        capacity={21}
        now="2027-01-18"
        weeks={[{ week: '2027-01-25', counts: [0, 8] }]}
      />,
    );
    expect(far('line[stroke-dasharray]')).toHaveLength(0);
    expect(far.text()).toContain('a full week: 21');
    expect(Math.max(...numbers(far, 'rect[fill="#222222"]', 'height'))).toBeGreaterThan(150);
  });
});

describe('bars', () => {
  it('are as long as their numbers, with the sum behind', () => {
    const $ = draw(
      <BarChart
        says="x"
        parts={parts}
        lines={[
          { name: 'heads', counts: [1, 3] },
          { name: 'leads', counts: [2, 0] },
        ]}
      />,
    );
    const [one, two] = numbers($, 'rect[fill="#111111"]', 'width').slice(1);
    const [three, none] = numbers($, 'rect[fill="#222222"]', 'width').slice(1);
    expect(two).toBeCloseTo(2 * (one ?? 0), 6);
    expect(three).toBeCloseTo(3 * (one ?? 0), 6);
    expect(none, 'nothing is drawn of nothing').toBeUndefined();
    expect($('text[font-weight=bold]').text()).toBe('42');
  });
});

describe('the year of a review', () => {
  const review = {
    day1: '2027-01-12',
    stages: {
      scheduling: { from: '2026-04-01T08:00:00.000Z', to: '2026-06-12T09:00:00.000Z' },
      team: { from: '2026-06-12T09:00:00.000Z' },
    },
    clock: { confirmTeam: { opens: '', due: '2026-11-30T17:00:00.000Z', expires: '' } },
  };
  const spans = yearOfReview(review, { scheduling: 'Dates', team: 'Team', visit: 'Visit' });

  it('has when stages began and ended, and by when they are to be done', () => {
    expect(spans).toEqual([
      { name: 'Dates', from: '2026-04-01', to: '2026-06-12', by: undefined },
      { name: 'Team', from: '2026-06-12', to: undefined, by: '2026-11-30' },
      { name: 'Visit', from: undefined, to: undefined, by: '2027-01-14' },
    ]);
  });

  it('says all of it in words', () => {
    expect(draw(<YearChart spans={spans} today="2026-11-10" />)('svg').attr('aria-label')).toBe(
      'Dates: Wednesday 1 April 2026 to Friday 12 June 2026. ' +
        'Team: since Friday 12 June 2026, to be done by Monday 30 November 2026. ' +
        'Visit: not begun, to be done by Thursday 14 January 2027',
    );
  });

  it('shows in another colour what took longer than planned', () => {
    const colourOn = (today: string) =>
      draw(<YearChart spans={spans} today={today} />)('rect')
        .last()
        .attr('fill');
    expect(colourOn('2026-11-30')).toBe(
      draw(<YearChart spans={spans} today="2026-07-01" />)('rect')
        .first()
        .attr('fill'),
    );
    expect(colourOn('2026-12-01')).not.toBe(colourOn('2026-11-30'));
  });
});

const london = { easting: 530_000, northing: 180_000 };
const reading = { easting: 471_000, northing: 173_000 };
const luton = { easting: 509_000, northing: 221_000 };
const leeds = { easting: 430_000, northing: 434_000 };

describe('journeys on a map', () => {
  const journeys = [
    { from: reading, to: london, miles: 37 },
    { from: luton, to: london, miles: 29 },
    { from: leeds, to: london, miles: 170 },
    { from: london, to: london, miles: 0 },
  ];

  it('are told apart by distance in miles', () => {
    expect(journeysByDistance(journeys).map(({ name, journeys: own }) => [name, own.length])).toEqual([
      ['up to 20 miles', 1],
      ['up to 50 miles', 2],
      ['farther', 1],
    ]);
    const far = (miles: number) =>
      journeysByDistance([{ from: london, to: leeds, miles }]).find(({ journeys: own }) => own.length > 0)?.name;
    expect([far(20), far(21), far(50), far(51)]).toEqual([
      'up to 20 miles',
      'up to 50 miles',
      'up to 50 miles',
      'farther',
    ]);
  });

  it('has north above and west on the left', () => {
    const $ = draw(<JourneyMap says="x" hosts={[london, leeds, reading]} journeys={[]} />);
    const [[londonX, londonY], [leedsX, leedsY], [readingX]] = $('circle')
      .toArray()
      .map((one) => [Number($(one).attr('cx')), Number($(one).attr('cy'))]) as [number[], number[], number[]];
    expect(leedsY).toBeLessThan(londonY ?? 0);
    expect(leedsX).toBeLessThan(londonX ?? 0);
    expect(readingX).toBeLessThan(londonX ?? 0);
  });

  it('stays within its picture, with one host alone as with all', () => {
    for (const hosts of [[london], [london, leeds]]) {
      const $ = draw(<JourneyMap says="x" hosts={hosts} journeys={journeys.slice(0, hosts.length)} />);
      const [, , width = 0, height = 0] = ($('svg').attr('viewBox') ?? '').split(' ').map(Number);
      expect(height).toBeGreaterThan(28);
      expect(height).toBeLessThan(800);
      for (const x of numbers($, 'circle', 'cx')) expect(x).toBeLessThanOrEqual(width);
      for (const y of numbers($, 'circle', 'cy')) expect(y).toBeLessThanOrEqual(height);
    }
  });

  it('lies on the coast of the same grid', () => {
    const inside = ([x, y]: readonly [number, number]): boolean =>
      outline.some((ring) => {
        let within = false;
        ring.forEach(([x1 = 0, y1 = 0], at) => {
          const [x2 = 0, y2 = 0] = ring[(at + 1) % ring.length] ?? [];
          if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) within = !within;
        });
        return within;
      });
    for (const place of [
      [530, 180],
      [430, 434],
      [318, 176],
      [459, 77 + 30],
      [325, 673],
    ] as const) {
      expect(inside(place), String(place)).toBe(true);
    }
    for (const sea of [
      [660, 300],
      [240, 420],
      [450, 60],
      [130, 20],
    ] as const)
      expect(inside(sea), String(sea)).toBe(false);
  });
});
