/** What state each review and membership is in. */
import { aRoundHasGoneSince, daysAfter, londonDay } from './days.ts';
import type { EndingIndex, KnownReview } from './ending-index.ts';
import type { Invariant } from './invariant.ts';

/** Which statuses a review may have in each stage, beside 'paused' and 'cancelled'. */
const STATUSES: Readonly<Record<string, readonly string[]>> = {
  planned: ['planned', 'under-way'],
  scheduling: ['under-way'],
  team: ['under-way'],
  preparation: ['under-way'],
  visit: ['under-way'],
  report: ['under-way'],
  publication: ['under-way', 'agreed', 'published'],
  feedback: ['published'],
  closed: ['published'],
};

export const knownState: Invariant = {
  name: 'known-state',
  promise:
    'Every review is somewhere: it sleeps until a day, somebody or a workflow has it in hand, it stands still on record, or it is over.',
  find: (ending) => {
    const woken = new Map(
      ending.wakeUps.flatMap(({ about, what, nextActionAt }) =>
        what === 'begin-review' && nextActionAt !== undefined ? [[about, nextActionAt] as const] : [],
      ),
    );
    const paused = new Set(ending.news.flatMap(({ what, about }) => (what === 'paused' ? [about] : [])));
    return ending.reviews.flatMap((known) => {
      const wrong = whyNowhere(known, { woken, paused, ending });
      return wrong === undefined
        ? []
        : [`${known.review.about}, ${known.review.stage}, ${known.review.status}: ${wrong}`];
    });
  },
};

interface Around {
  readonly woken: ReadonlyMap<string, string>;
  readonly paused: ReadonlySet<string>;
  readonly ending: EndingIndex;
}

function whyNowhere({ review }: KnownReview, { woken, paused, ending }: Around): string | undefined {
  const { about, stage, status } = review;
  if (status === 'cancelled') return stage === 'closed' ? undefined : 'is no such state';
  if (status === 'paused') return paused.has(about) ? undefined : 'nobody is told that it stands still';
  if (!STATUSES[stage]?.includes(status)) return 'is no such state';
  if (stage === 'closed') return undefined;
  const runs = ending.runningAbout(about).some(({ machine }) => machine === 'review');
  if (runs) return undefined;
  const wakes = woken.get(about);
  if (wakes === undefined) return 'no workflow has it, and nothing wakes it';
  return aRoundHasGoneSince(wakes, ending.now) ? `should have been woken on ${wakes}` : undefined;
}

export const theYearEnds: Invariant = {
  name: 'the-year-ends',
  promise:
    'By a month after the last week in which a year has reviews, each of them is over, moved on record, or stands still on record.',
  find: ({ reviews, years, now }) =>
    reviews.flatMap(({ review }) => {
      const { about, year, stage, status, day1, week } = review;
      const ends = years.get(year)?.ends;
      if (ends === undefined || stage === 'closed' || status === 'paused') return [];
      const last = [ends, day1 ?? week].toSorted().at(-1) ?? ends;
      // Report, publication and feedback take some twelve weeks after the visit, the longest ways nine weeks more.
      return londonDay(now) > daysAfter(last, 21 * 7)
        ? [`${about} is at ${stage} since the year ended on ${ends}`]
        : [];
    }),
};

const SETTLED = new Set(['signed', 'declined', 'refused', 'lapsed']);

export const membershipsAreSettled: Invariant = {
  name: 'memberships-are-settled',
  promise:
    'Whoever was asked for a year has signed, declined or lapsed by its start, or is still asked by an open question.',
  find: (ending) =>
    ending.memberships.flatMap(({ member, year, status }) => {
      const starts = ending.years.get(year)?.starts;
      if (SETTLED.has(status) || starts === undefined || londonDay(ending.now) < starts) return [];
      const about = `membership-${year}-${member}`;
      const asked = ending.runningAbout(about).length > 0;
      return asked ? [] : [`${about} is ${status}, and nobody is asked`];
    }),
};

export const nothingFails: Invariant = {
  name: 'nothing-fails',
  promise: 'No workflow fails: what goes wrong between people is an outcome.',
  find: ({ ending }) =>
    ending.executions
      .filter(({ status }) => status === 'FAILED' || status === 'TIMED_OUT')
      .map(({ machine, name, status }) => `${machine} ${name}: ${status}`),
};

export const reviewInvariants: readonly Invariant[] = [knownState, theYearEnds, membershipsAreSettled, nothingFails];
