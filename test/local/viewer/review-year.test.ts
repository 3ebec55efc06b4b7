import { load } from 'cheerio';
import { describe, expect, it } from 'vitest';
import type { Decision, Membership, Review } from '../../../lambdas/store/store.ts';
import type { Mail } from '../../../local/inbox/mail.ts';
import { type ReviewYear, yearOf } from '../../../local/viewer/years/review-year.ts';
import { strip } from '../../../local/viewer/years/strip.ts';

const review = {
  ...{ programme: 'QAR', hostName: 'Hill View Primary School', year: '2026', status: 'under-way', host: '900001' },
  stage: 'team',
  stages: { scheduling: { from: '2026-07-21', to: '2026-07-21' }, team: { from: '2026-11-17' } },
} as unknown as Review;
const membership = {
  ...{ openedAt: '2026-02-02T09:00:00.000Z', decidedAt: '2026-02-03T15:00:00.000Z' },
} as unknown as Membership;
const asked = (stage: string, askedAt: string): Decision =>
  ({ stage, askedAt, question: 'any' }) as unknown as Decision;
const decisions = [asked('scheduling', '2026-07-21T06:30:00.000Z'), asked('team', '2026-11-17T09:00:00.000Z')];
const mail = (id: string, at: string): Mail => ({ id, at: Date.parse(at), subject: id }) as unknown as Mail;
const mails = [
  mail('sign', '2026-02-02T09:00:00Z'),
  mail('digest', '2026-05-04T06:00:00Z'),
  mail('dates', '2026-07-21T06:30:00Z'),
  mail('early on the day of the team', '2026-11-17T07:00:00Z'),
  mail('invite', '2026-11-17T09:00:00Z'),
];

const stagesOf = ({ stages }: Pick<ReviewYear, 'stages'>) =>
  stages.map(({ stage, state, from, to, mails: sent }) => [stage, state, from, to, sent.map(({ id }) => id)]);

describe("a review's year", () => {
  it('has the stages with their days, and each mail in the stage in which it went', () => {
    const year = yearOf(review, membership, decisions, mails);
    expect(year.title).toBe('QAR at Hill View Primary School, 2026 to 2027');
    expect(stagesOf(year)).toEqual([
      ['subscription', 'done', '2026-02-02', '2026-02-03', ['sign', 'digest']],
      ['scheduling', 'done', '2026-07-21', '2026-07-21', ['dates', 'early on the day of the team']],
      ['team', 'now', '2026-11-17', undefined, ['invite']],
      ...['preparation', 'visit', 'report', 'publication', 'feedback', 'progress'].map((stage) => [
        ...[stage, 'later', undefined, undefined, []],
      ]),
    ]);
  });

  it('ends with what became of it, which is over when it was answered or can be no more', () => {
    const progress = { question: 'report-progress', askedAt: '2027-09-01T08:00:00.000Z' };
    const last = (more: object) =>
      yearOf(review, membership, [...decisions, { ...progress, ...more } as unknown as Decision], []).stages.at(-1);
    expect(last({ status: 'open' })).toMatchObject({ state: 'now', from: '2027-09-01' });
    expect(last({ status: 'answered', answeredAt: '2027-09-02T10:00:00.000Z' })).toMatchObject({
      ...{ state: 'done', to: '2027-09-02' },
    });
    expect(last({ status: 'expired', expiresAt: '2027-10-01T10:00:00.000Z' })).toMatchObject({ to: '2027-10-01' });
  });
});

describe('the strip of a year', () => {
  const year: ReviewYear = { ...yearOf(review, membership, decisions, mails), about: 'qar-2026-900001' };
  const now = Date.parse('2026-11-17T12:30:00Z');

  it('shows the clock behind the stage that is under way, and links to the mails of what has begun', () => {
    const $ = load(String(strip(year, { clockAt: now, stage: 'team' })));
    const items = $('li').toArray();
    expect(items.map((item) => $(item).attr('class'))).toEqual([
      ...['done', 'done', 'now shown', 'clock-here', 'later', 'later', 'later', 'later', 'later', 'later'],
    ]);
    expect($('.clock-here').text()).toBe('The clockTuesday 17 November 2026, 12:30');
    expect($('.shown a').attr()).toEqual({
      href: '/_local/?review=qar-2026-900001&stage=team#mails',
      'aria-current': 'true',
    });
    expect($('.shown').text()).toContain('1 mail');
    expect($('.later a')).toHaveLength(0);
  });

  it('shows the clock between two stages, behind the last, or not where another year has it', () => {
    const over = { ...year, stages: year.stages.map((stage) => ({ ...stage, state: 'done' as const })) };
    const sleeping = { ...year, stages: year.stages.toSpliced(2, 1, { ...year.stages[2], state: 'later' } as never) };
    const place = (each: ReviewYear, clockAt: number | undefined) =>
      load(String(strip(each, { clockAt, stage: undefined })))('li.clock-here').index();
    expect([place(over, now), place(sleeping, now), place(year, undefined)]).toEqual([9, 2, -1]);
  });
});
