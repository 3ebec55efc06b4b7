import { expect, test } from 'vitest';
import { answerFigures } from '../../../local/rehearsal/figures/answers.ts';
import { centralTeamFigures } from '../../../local/rehearsal/figures/central-team.ts';
import { costsOf } from '../../../local/rehearsal/figures/costs.ts';
import { mailFigures } from '../../../local/rehearsal/figures/mails.ts';
import { PeakFinder, peakOf } from '../../../local/rehearsal/figures/peak.ts';
import { placementFigures } from '../../../local/rehearsal/figures/placements.ts';
import { brokenPromises, transitionFigures } from '../../../local/rehearsal/figures/report.ts';
import { reviewFigures } from '../../../local/rehearsal/figures/reviews.ts';
import { seatFigures } from '../../../local/rehearsal/figures/seats.ts';
import { inBands, spreadOf } from '../../../local/rehearsal/figures/spread.ts';
import { travelFigures } from '../../../local/rehearsal/figures/travel.ts';
import { index } from './history.ts';

test('a spread has the median and what nine of ten are not above', () => {
  // Ninety hundredths of the way from the first to the last of five are 3.6 steps: 4 and 0.6 of the way to 10.
  expect(spreadOf([10, 1, 2, 3, 4])).toEqual({ count: 5, least: 1, median: 3, ninety: 7.6, most: 10 });
  expect(spreadOf([])).toEqual({ count: 0, least: 0, median: 0, ninety: 0, most: 0 });
});

test('a bound belongs to the part that begins with it', () => {
  expect(inBands([9, 10, 19, 20, 500], [10, 20])).toEqual([
    { below: 10, count: 1 },
    { from: 10, below: 20, count: 2 },
    { from: 20, count: 2 },
  ]);
});

test('a peak is the most in any stretch of time, wherever it begins', () => {
  expect(peakOf([0, 999, 1_000, 1_900, 5_000], 1_000)).toEqual({ count: 3, at: '1970-01-01T00:00:01.900Z' });
  expect(peakOf([], 1_000)).toEqual({ count: 0 });
});

test('a peak is found among many moments that are past', () => {
  const finder = new PeakFinder(1_000);
  for (let moment = 0; moment < 5_000; moment += 1) finder.add(moment * 1_000);
  for (const at of [5_000_000, 5_000_000, 5_000_100]) finder.add(at);
  expect(finder.peak).toEqual({ count: 3, at: '1970-01-01T01:23:20.100Z' });
});

test('reviews are told of by week and stage, those of the next year not', () => {
  const { reviews, ended, weeks } = reviewFigures(index, { from: '2026-12-30', years: ['2026'] });
  expect(reviews).toBe(2);
  expect(ended).toEqual([
    { where: 'closed', reviews: 1 },
    { where: 'cancelled', reviews: 1 },
  ]);
  expect(weeks.map(({ week }) => week)).toHaveLength(14);
  const of = (week: string) => weeks.find((one) => one.week === week);
  expect(of('2026-12-28')).toEqual({ week: '2026-12-28', visits: 0, stages: {} });
  expect(of('2027-01-04')).toEqual({ week: '2027-01-04', visits: 0, stages: { team: 2 } });
  expect(of('2027-01-18')).toEqual({ week: '2027-01-18', visits: 0, stages: { team: 1, preparation: 1 } });
  // The visit of the review that is off counts for nothing; the other one is closed by the end of the week.
  expect(of('2027-03-08')).toEqual({ week: '2027-03-08', visits: 1, stages: { team: 1 } });
});

test('answers are late, never given or open, and escalations count for what they name', () => {
  const { all, questions } = answerFigures(index);
  expect(all).toEqual({
    ...{ asked: 5, late: 1, never: 1, open: 1, overdue: 3, told: 1 },
    // 1, 2 and 10 days: nine of ten are 1.8 steps along, 2 and 0.8 of the way to 10.
    days: { count: 3, least: 1, median: 2, ninety: 8.4, most: 10 },
  });
  expect(questions.map(({ question, asked, told }) => [question, asked, told])).toEqual([
    ['invite', 3, 0],
    ['confirm-team', 1, 1],
    ['fill-seat', 1, 0],
  ]);
});

test('mails are counted a person, a day and a second, and nobody is named', () => {
  const figures = mailFigures(index);
  expect(figures.mails).toBe(6);
  expect(figures.toNobodyKnown).toBe(1);
  expect(figures.byRole.map(({ role, mails, each }) => [role, mails, each.most])).toEqual([
    ['hub manager', 1, 1],
    ['head or chief executive', 3, 3],
    ['lead reviewer', 1, 1],
  ]);
  expect(figures.most[0]).toEqual({ who: 'a head or chief executive, host of 2 reviews', mails: 3 });
  expect(figures.most.map(({ who }) => who)).toContain('a lead reviewer in 1 team');
  expect(figures.busiestDay).toEqual({ day: '2027-01-04', mails: 3 });
  expect(figures.busiestSecond).toEqual({ count: 3, at: '2027-01-04T09:00:00.999Z' });
});

test('a seat is empty until it is taken, and again from when it was given back', () => {
  const figures = seatFigures(index);
  expect(figures.seats).toBe(3);
  expect(Object.fromEntries(figures.empty.map(({ weeksBefore, seats }) => [weeksBefore, seats]))).toEqual({
    ...{ 12: 3, 10: 3 }, // 15 December and 29 December
    8: 2, // 12 January: seat-1 was taken on 6 January
    6: 1, // 26 January: the lead since 14 January; seat-2 never
    4: 2, // 9 February: seat-1 was given back the day before
    ...{ 2: 1, 1: 1, 0: 1 },
  });
  // The lead from Thursday 14 January: 38 working days; seat-1 again from Thursday 11 February: 18.
  expect(figures.filled).toEqual({ count: 2, least: 18, median: 28, ninety: 36, most: 38 });
  expect(figures.neverFilled).toBe(1);
  expect(figures.filledInBands.filter(({ count }) => count > 0)).toEqual([
    { from: 10, below: 20, count: 1 },
    { from: 30, below: 40, count: 1 },
  ]);
});

test('travel is in miles, of places that were kept', () => {
  const { miles, total, unknown, inBands: parts } = travelFigures(index);
  expect(miles).toMatchObject({ count: 2, least: 10, most: 50 });
  expect(total).toBe(60);
  expect(unknown).toBe(0);
  expect(parts.filter(({ count }) => count > 0).map(({ from }) => from)).toEqual([10, 50]);
});

test('placements are owed with what was left over, and given when they were kept', () => {
  expect(placementFigures(index, ['2026'])).toEqual({
    years: [
      {
        ...{ year: '2026', owed: 7, given: 6 },
        members: [
          { member: 'a', owed: 4, given: 1 },
          { member: 'b', owed: 3, given: 3 },
          { member: 'c', owed: 0, given: 2 },
        ],
      },
    ],
  });
});

test('the central team’s hours are its questions times the minutes of each', () => {
  const figures = centralTeamFigures(index, { from: '2027-01-04', minutesAQuestion: 20, commands: { remind: 2 } });
  expect(figures).toMatchObject({ questions: 1, minutesAQuestion: 20, hours: 0.33 });
  expect(figures.weeks.filter(({ questions }) => questions > 0)).toEqual([
    { week: '2027-02-08', questions: 1, hours: 0.33 },
  ]);
  expect(figures.commands).toEqual([{ command: 'remind', times: 2 }]);
});

test('costs are told by service, what is used apart from what is paid whoever uses it', () => {
  const figures = costsOf({
    use: [
      { service: 'SES', dollars: 0.25 },
      { service: 'SES', dollars: 0.25 },
      { service: 'Lambda', dollars: 0.1 },
      { service: 'CloudTrail', dollars: 0 },
    ],
    aMonth: [{ service: 'CloudWatch', dollars: 12 }],
    ...{ months: 2, reviews: 4 },
  });
  expect(figures).toEqual({
    ...{ months: 2, use: 0.6, useAReview: 0.15, standing: 24 },
    services: [
      { service: 'CloudWatch', use: 0, standing: 24 },
      { service: 'SES', use: 0.5, standing: 0 },
      { service: 'Lambda', use: 0.1, standing: 0 },
    ],
  });
});

test('transitions are told by machine and a review', () => {
  expect(transitionFigures({ review: 30, placement: 70 }, 4)).toEqual({
    ...{ transitions: 100, aReview: 25 },
    byMachine: [
      { machine: 'placement', transitions: 70 },
      { machine: 'review', transitions: 30 },
    ],
  });
});

test('a promise that is broken in many places is told once, with the first of them', () => {
  const broken = Array.from({ length: 7 }, (_, place) => ({
    ...{ invariant: 'led', promise: 'Every visit is led.', found: `place ${place}` },
  }));
  expect(brokenPromises(broken)).toEqual([
    {
      ...{ invariant: 'led', promise: 'Every visit is led.', times: 7 },
      found: ['place 0', 'place 1', 'place 2', 'place 3', 'place 4'],
    },
  ]);
});
