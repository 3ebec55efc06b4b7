/** What two settings are held against each other by: a number of a report each, with its words. */
import type { RehearsalReport } from '../figures/report-form.ts';

export interface Measure {
  /** 'seats empty 8 weeks before day 1' */
  readonly name: string;
  readonly of: (report: RehearsalReport) => number;
  /** Digits after the point that mean anything. */
  readonly digits: number;
  /** '9 fewer seats empty 8 weeks before day 1', of an amount in words. */
  readonly fewer: (amount: string) => string;
  readonly more: (amount: string) => string;
  /** 'mails: from 3 fewer to 7 more' */
  readonly range: (fewer: string, more: string) => string;
}

/** Things that are counted. */
const things = (one: string, many: string, of: Measure['of']): Measure => {
  const words = (word: string) => (amount: string) => `${amount} ${word} ${amount === '1' ? one : many}`;
  return {
    ...{ name: many, of, digits: 0, fewer: words('fewer'), more: words('more') },
    range: (fewer, more) => `${many}: from ${fewer} fewer to ${more} more`,
  };
};

/** An amount of something that there is once. */
const amount = (
  name: string,
  unit: (amount: string) => string,
  [less, more]: readonly [string, string],
  of: Measure['of'],
  digits = 1,
): Measure => ({
  ...{ name, of, digits },
  fewer: (of) => `${name}: ${unit(of)} ${less}`,
  more: (of) => `${name}: ${unit(of)} ${more}`,
  range: (from, to) => `${name}: from ${unit(from)} ${less} to ${unit(to)} ${more}`,
});

const unitOf = (one: string, many: string) => (amount: string) => `${amount} ${amount === '1' ? one : many}`;
const days = unitOf('day', 'days');

const emptySeats = (weeksBefore: number): Measure => {
  const when = weeksBefore === 0 ? 'on the morning of day 1' : `${weeksBefore} weeks before day 1`;
  return things(
    `seat empty ${when}`,
    `seats empty ${when}`,
    ({ seats }) => seats.empty.find((one) => one.weeksBefore === weeksBefore)?.seats ?? 0,
  );
};

const ended = (where: string, one: string, many: string): Measure =>
  things(one, many, ({ reviews }) => reviews.ended.find((each) => each.where === where)?.reviews ?? 0);

export const MEASURES: readonly Measure[] = [
  ...[12, 10, 8, 6, 4, 2, 0].map(emptySeats),
  things('seat that nobody had in the end', 'seats that nobody had in the end', ({ seats }) => seats.neverFilled),
  amount(
    'time by which half of the seats are filled',
    unitOf('working day', 'working days'),
    ['later', 'earlier'],
    ({ seats }) => seats.filled.median,
  ),
  things('mail', 'mails', ({ mails }) => mails.mails),
  things('mail to whoever got most', 'mails to whoever got most', ({ mails }) => mails.most[0]?.mails ?? 0),
  things('mail in the busiest second', 'mails in the busiest second', ({ peaks }) => peaks.mailsASecond.count),
  things('question asked', 'questions asked', ({ answers }) => answers.all.asked),
  amount('time to half of the answers', days, ['shorter', 'longer'], ({ answers }) => answers.all.days.median),
  things('late answer', 'late answers', ({ answers }) => answers.all.late),
  things('question never answered', 'questions never answered', ({ answers }) => answers.all.never),
  things(
    'mail about somebody’s silence to a hub manager or the central team',
    'mails about somebody’s silence to a hub manager or the central team',
    ({ answers }) => answers.all.told,
  ),
  things('question to the central team', 'questions to the central team', ({ centralTeam }) => centralTeam.questions),
  things('mile of travel, one way', 'miles of travel, one way', ({ travel }) => travel.total),
  ended('closed', 'review carried to its end', 'reviews carried to their end'),
  ended('paused', 'review that stands still', 'reviews that stand still'),
  ended('cancelled', 'cancelled review', 'cancelled reviews'),
  amount(
    'state transitions a review',
    (of) => of,
    ['fewer', 'more'],
    ({ transitions }) => transitions.aReview,
  ),
  amount(
    'what AWS bills for use',
    (of) => `${of} dollars`,
    ['less', 'more'],
    ({ costs }) => costs.use,
    2,
  ),
  things('promise not kept', 'promises not kept', ({ broken }) => broken.length),
  things('problem', 'problems', ({ problems }) => problems.length),
];
