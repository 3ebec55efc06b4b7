import { beforeEach, describe, expect, test } from 'vitest';
import { DatesNotAgreed, fixDates } from '../../lambdas/scheduling/fix-dates.ts';
import { reviewClock } from '../../lambdas/settings/review-clock.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { useStore } from '../support/store.ts';
import { waitingMails } from '../support/waiting-mails.ts';
import { ABOUT, datesWith, type TestDeps, TPR, testDeps, writeReview, writeWorld } from './fixture.ts';

const fresh = useStore();
const AT = '2026-07-24T10:00:00.000Z';
const { settings, breaks } = settingsOf2026();
let deps: TestDeps;

const agreedOn = (day1: string, about = ABOUT) =>
  writeReview(fresh.store, about, datesWith({ agreed: { day1, by: 'host' } }));
const fix = (at = AT, about = ABOUT) => fixDates({ about, turn: 1, at }, deps);

beforeEach(async () => {
  await writeWorld(fresh.store);
  deps = testDeps(fresh.store);
});

test('writes day 1, week and clock', async () => {
  await agreedOn('2026-12-08');

  const clock = reviewClock('2026-12-08', settings, breaks);
  expect(await fix()).toEqual({ clock, farOff: true });
  expect(await fresh.store.review(ABOUT)).toMatchObject({
    day1: '2026-12-08',
    week: '2026-12-07',
    clock: { teamComplete: { due: '2026-10-13T16:00:00.000Z' } },
  });
  expect(await fresh.store.reviewsInWeeks('2026', '2026-12-07', '2026-12-07')).toHaveLength(1);
  expect(await fresh.store.reviewsInWeeks('2026', '2027-01-11', '2027-01-11')).toEqual([]);
  expect((await fresh.store.audit(ABOUT)).map(({ what }) => what)).toEqual(['fixed the dates: day 1 is 2026-12-08']);
});

test('thanks the head with the three days and what comes next, and leaves the hub manager to the morning', async () => {
  await agreedOn('2027-01-19');
  await fix();

  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(deps.notices[0]).toMatchObject({
    kind: 'dates-fixed.1',
    subject: 'Dates fixed: QAR at Hill View Primary School, Tuesday 19 to Thursday 21 January 2027',
    facts: [
      { label: 'Day 1', value: 'Tuesday 19 January 2027' },
      { label: 'Day 2', value: 'Wednesday 20 January 2027' },
      { label: 'Day 3', value: 'Thursday 21 January 2027' },
      { label: 'The team is complete', value: 'by Tuesday 24 November 2026' },
      { label: 'We ask about your school', value: 'on Tuesday 24 November 2026' },
    ],
  });
  expect(await waitingMails(fresh.store)).toMatchObject([
    {
      ...{ kind: 'dates-fixed-in-hub.1', person: 'manager-1', at: '2026-07-27T06:30:00.000Z' },
      content: {
        subject: 'Dates fixed: QAR at Hill View Primary School, Tuesday 19 to Thursday 21 January 2027',
        whyYou: 'You get this mail because Hill View Primary School belongs to the hub that you manage.',
      },
    },
  ]);
  expect(await fresh.store.unsentMessages('2099-01-01T00:00:00.000Z')).toEqual([]);
});

test('a head who manages the hub too is told once', async () => {
  await agreedOn('2027-01-19');
  const { host } = await fresh.store.needReview(ABOUT);
  const { head } = await fresh.store.needMember(host);
  await fresh.store.entities.hub
    .patch({ hub: 'hub-1' })
    .set({ manager: head ?? '' })
    .go();
  await fix();

  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(await waitingMails(fresh.store)).toEqual([]);
});

test('a trust is called a trust, and has no hub manager to tell', async () => {
  await agreedOn('2027-01-19', TPR);
  await fix(AT, TPR);

  expect(deps.delivered).toEqual(['chief@rivers.example']);
  expect(await waitingMails(fresh.store)).toEqual([]);
  expect(deps.notices[0]?.paragraphs[0]).toContain('at your trust');
  expect(deps.notices[0]?.whyYou).toBe('You get this mail because you are the chief executive of Rivers Trust.');
});

test('doing it again changes and sends nothing', async () => {
  await agreedOn('2027-01-19');
  const first = await fix();
  const before = await fresh.store.review(ABOUT);

  expect(await fix('2026-07-27T10:00:00.000Z')).toEqual(first);
  expect(await fresh.store.review(ABOUT)).toEqual(before);
  expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
  expect(deps.delivered).toHaveLength(1);
  expect(await waitingMails(fresh.store)).toHaveLength(1);
});

test('an attempt that broke off among the mails is carried on by the next', async () => {
  await agreedOn('2027-01-19');
  deps.failing = 1;

  await expect(fix()).rejects.toThrow('could not be sent');
  await fix();
  expect(deps.delivered).toEqual(['head@hillview.example']);
  expect(await waitingMails(fresh.store)).toHaveLength(1);
});

describe('a review whose dates are fixed', () => {
  const begins = async (instant: string) => (await fresh.store.agenda(instant)).reviews.map(({ about }) => about);

  test('sleeps until the day its team is due', async () => {
    await agreedOn('2027-06-15');

    const { clock, farOff } = await fix();
    expect(farOff).toBe(true);
    expect(clock.teamComplete.opens).toBe('2027-03-23T09:00:00.000Z');
    expect(await fresh.store.review(ABOUT)).toMatchObject({
      stage: 'planned',
      startsOn: '2027-03-23',
      day1: '2027-06-15',
      stages: { scheduling: { from: '2026-07-13', to: '2026-07-24' } },
    });
    expect(await begins('2027-03-22T07:30:00.000Z')).toEqual([]);
    expect(await begins('2027-03-23T07:30:00.000Z')).toEqual([ABOUT]);
    expect(await fix()).toEqual({ clock, farOff: true });
    expect(await fresh.store.audit(ABOUT)).toHaveLength(1);
  });

  test('begins with the next round when its team is due already', async () => {
    await agreedOn('2026-09-15');
    const { clock } = await fix();
    expect(clock.teamComplete.opens < AT).toBe(true);
    expect(await fresh.store.review(ABOUT)).toMatchObject({ stage: 'planned', startsOn: '2026-07-24' });
    expect(await begins('2026-07-27T06:30:00.000Z')).toEqual([ABOUT]);
  });

  test('is not put to sleep again by an attempt that comes after it was woken', async () => {
    await agreedOn('2026-09-15');
    await fix();
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ stage: 'team', startsOn: '2026-07-24' }).go();
    await fix('2026-07-27T10:00:00.000Z');
    expect(await fresh.store.review(ABOUT)).toMatchObject({ stage: 'team' });
  });

  test('is, when the dates of the same turn are fixed once more, though its mails have gone', async () => {
    await agreedOn('2027-01-19');
    await fix();
    await fresh.store.entities.review.patch({ about: ABOUT }).set({ stage: 'scheduling', startsOn: '2026-07-24' }).go();
    await fix('2026-08-24T10:00:00.000Z');
    expect(await fresh.store.review(ABOUT)).toMatchObject({
      stage: 'planned',
      datesFixedAt: '2026-08-24T10:00:00.000Z',
    });
    expect(deps.delivered).toHaveLength(1);
    expect(await waitingMails(fresh.store)).toHaveLength(1);
  });
});

test('nothing is fixed that nobody agreed to in this turn', async () => {
  await writeReview(fresh.store, ABOUT, datesWith({}));
  await expect(fix()).rejects.toThrow(DatesNotAgreed);

  await agreedOn('2027-01-19');
  await expect(fixDates({ about: ABOUT, turn: 2, at: AT }, deps)).rejects.toThrow(/turn 2/);
});

test('after the year it keeps name, year and settings, reckons with the autumn’s breaks, and tells the central team', async () => {
  await agreedOn('2027-11-02');
  // A school that gave breaks of its own gave those of its year.
  const own = [{ from: '2026-10-26', to: '2026-10-30' }];
  await fresh.store.entities.review.patch({ about: ABOUT }).set({ termBreaks: own }).go();
  await fix('2027-05-12T10:00:00.000Z');

  const review = await fresh.store.needReview(ABOUT);
  const autumn = breaks.filter(({ to }) => to > '2027-07-31');
  expect(review).toMatchObject({
    year: '2026',
    settingsVersion: '001',
    week: '2027-11-01',
    termBreaks: [...own, ...autumn],
  });
  expect(review.clock).toEqual(reviewClock('2027-11-02', settings, [...own, ...autumn]));
  const told = (await waitingMails(fresh.store)).find(({ person }) => person === 'central-team');
  expect(told).toMatchObject({
    kind: 'dates-after-year.1',
    content: { subject: 'After its year: QAR at Hill View Primary School, Tuesday 2 to Thursday 4 November 2027' },
  });
  expect(told?.content?.paragraphs[0]).toContain('places in its team count for 2026 to 2027 too');
});

test('in the year the central team hears nothing', async () => {
  await agreedOn('2027-01-19');
  await fix();
  expect((await waitingMails(fresh.store)).map(({ kind }) => kind)).toEqual(['dates-fixed-in-hub.1']);
});
