import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays } from '../../lambdas/calendar/dates.ts';
import {
  ableInThatWeek,
  fewFirstTimers,
  freeOnTheDays,
  type HostFacts,
  noColleagueInTheTeam,
  noDeclaredRelationship,
  noSwap,
  notObjectedTo,
  notOfTheHost,
  notOfTheSameHub,
  notOfTheSameTrust,
  notTwoYearsRunning,
  stillInPost,
  trained,
  whyNoTime,
  whyNotAble,
  whyNotInThisTeam,
  whyNotThisHost,
  withinTermLimit,
  withinYearlyLimit,
} from '../../lambdas/members/hard-rules.ts';
import { DAYS, HOST, reviewer } from '../team/network.ts';

const host = (changes: Partial<HostFacts> = {}): HostFacts => ({
  programme: 'QAR',
  hostKind: 'school',
  host: HOST,
  family: new Set([changes.host ?? HOST]),
  trust: 'trust-1',
  hub: 'hub-near',
  days: DAYS,
  sameHubAllowed: false,
  reviewedLastYear: new Set(),
  visitedByHost: new Set(),
  objectedTo: new Set(),
  ...changes,
});

test('a trained reviewer from elsewhere may go', () => {
  expect(whyNotThisHost(reviewer(1), host())).toBeUndefined();
});

describe('the rules between a person and a host', () => {
  test('training has to be for this programme and hold from the first to the last day', () => {
    const until = (date: string) => reviewer(1, { training: [{ programme: 'QAR', from: '2024-01-01', until: date }] });
    expect(trained(until('2027-01-14'), host())).toBeUndefined();
    expect(trained(until('2027-01-13'), host())).toBe('has no QAR training that is in date on the days of the visit');
    const from = reviewer(1, { training: [{ programme: 'QAR', from: '2027-01-13', until: '2028-01-01' }] });
    expect(trained(from, host())).toContain('no QAR training');
    expect(trained(until('2028-01-01'), host({ programme: 'TPR' }))).toContain('no TPR training');
    expect(trained(reviewer(1, { training: undefined }), host())).toContain('no QAR training');
  });

  test('nobody of the host itself, its trust or its hub', () => {
    expect(notOfTheHost(reviewer(1, { member: HOST }), host())).toBe('works at the school itself');
    expect(notOfTheSameTrust(reviewer(1, { trust: 'trust-1' }), host())).toBe('works in the same trust');
    expect(notOfTheSameHub(reviewer(1, { hub: 'hub-near' }), host())).toBe('works in the same hub');
  });

  test('whoever leads two organisations is of both, and of their trusts', () => {
    const leads = (...alsoOf: string[]) => reviewer(1, { alsoOf });
    expect(notOfTheHost(leads('900777', HOST), host())).toBe('works at the school itself');
    expect(notOfTheSameTrust(leads('trust-1'), host())).toBe('works in the same trust');
    expect(noSwap(leads('900777'), host({ visitedByHost: new Set(['900777']) }))).toContain('would make a swap');
    expect(
      noColleagueInTheTeam(leads('900777'), [
        { seat: 'seat-2', kind: 'reviewer', member: '900777', firstTimer: false },
      ]),
    ).toContain('same school');
    expect(whyNotThisHost(leads('900777', 'trust-7'), host())).toBeUndefined();
  });

  test('schools that belong to no trust or hub share none', () => {
    const alone = host({ trust: undefined, hub: undefined });
    const person = reviewer(1, { trust: undefined, hub: undefined });
    expect(whyNotThisHost(person, alone)).toBeUndefined();
  });

  test('a hub can be allowed', () => {
    expect(notOfTheSameHub(reviewer(1, { hub: 'hub-near' }), host({ sameHubAllowed: true }))).toBeUndefined();
  });

  test('a trust is reviewed by nobody of its schools', () => {
    const trust = host({ hostKind: 'trust', host: 'trust-7', trust: undefined });
    expect(notOfTheSameTrust(reviewer(1, { trust: 'trust-7' }), trust)).toBe('works in the same trust');
    expect(notOfTheHost(reviewer(1, { member: 'trust-7' }), trust)).toBe('works at the trust itself');
  });

  test('a declared relationship with the host or its trust', () => {
    expect(noDeclaredRelationship(reviewer(1, { relationships: [HOST] }), host())).toBeDefined();
    expect(noDeclaredRelationship(reviewer(1, { relationships: ['trust-1'] }), host())).toBeDefined();
    expect(noDeclaredRelationship(reviewer(1, { relationships: ['900002'] }), host())).toBeUndefined();
  });

  test('not the same host two years running', () => {
    expect(notTwoYearsRunning(reviewer(1), host({ reviewedLastYear: new Set(['person-1']) }))).toBe(
      'reviewed this host last year',
    );
    expect(notTwoYearsRunning(reviewer(2), host({ reviewedLastYear: new Set(['person-1']) }))).toBeUndefined();
  });

  test('no swap in one year, neither of schools nor of trusts', () => {
    const person = reviewer(1, { member: '910001', trust: 'trust-2' });
    expect(noSwap(person, host({ visitedByHost: new Set(['910001']) }))).toContain('swap');
    expect(noSwap(person, host({ visitedByHost: new Set(['trust-2']) }))).toContain('swap');
    expect(noSwap(person, host({ visitedByHost: new Set(['910002']) }))).toBeUndefined();
  });

  test('nobody who has left or was objected to', () => {
    expect(stillInPost(reviewer(1, { left: true }), host())).toBe('has left');
    expect(notObjectedTo(reviewer(1), host({ objectedTo: new Set(['person-1']) }))).toContain('objected');
  });
});

describe('the rules within a team', () => {
  const member = (number: number, firstTimer: boolean) => ({
    seat: `seat-${number}`,
    kind: 'reviewer' as const,
    member: `91000${number}`,
    firstTimer,
  });

  test('no two people of one school', () => {
    expect(noColleagueInTheTeam(reviewer(1), [member(1, false)])).toContain('same school');
    expect(noColleagueInTheTeam(reviewer(2), [member(1, false)])).toBeUndefined();
  });

  test('people without a school are no colleagues of each other', () => {
    const independent = { seat: 'lead', kind: 'lead' as const, member: undefined, firstTimer: false };
    expect(noColleagueInTheTeam(reviewer(1, { member: undefined }), [independent])).toBeUndefined();
  });

  test('at most two first-timers, the lead not counted', () => {
    const first = reviewer(5, { reviewsDone: 0 });
    const two = [member(1, true), member(2, true)];
    expect(fewFirstTimers(first, two, 2)).toBe('would be one more than 2 first-timers in the team');
    expect(fewFirstTimers(reviewer(5, { reviewsDone: undefined }), two, 2)).toBeDefined();
    expect(fewFirstTimers(reviewer(5), two, 2)).toBeUndefined();
    expect(fewFirstTimers(first, [member(1, true), { ...member(2, true), kind: 'lead' }], 2)).toBeUndefined();
    expect(whyNotInThisTeam(first, 'lead', two, { maxFirstTimers: 2 })).toBeUndefined();
    expect(whyNotInThisTeam(first, 'reviewer', two, { maxFirstTimers: 2 })).toBeDefined();
  });
});

describe('the rules of a diary', () => {
  test('nobody on two reviews on one day', () => {
    expect(freeOnTheDays({ takenDays: new Set(['2027-01-14']) }, DAYS)).toContain('on these days');
    expect(freeOnTheDays({ takenDays: new Set(['2027-01-15']) }, DAYS)).toBeUndefined();
  });

  test('the limit of reviews a year is the person’s own, or the setting', () => {
    const limits = { defaultMaxReviewsAYear: 3 };
    expect(withinYearlyLimit(reviewer(1), { reviewsThisYear: 3 }, limits)).toContain('as many reviews');
    expect(withinYearlyLimit(reviewer(1), { reviewsThisYear: 2 }, limits)).toBeUndefined();
    expect(withinYearlyLimit(reviewer(1, { maxReviewsAYear: 1 }), { reviewsThisYear: 1 }, limits)).toBeDefined();
  });

  test('nobody in a week in which they cannot: a single day of it is enough', () => {
    const cannot = (from: string, to: string) => ({ cannot: [{ from, to }] });
    expect(ableInThatWeek(cannot('2027-01-11', '2027-01-15'), DAYS)).toBe('cannot in that week, as they told us');
    expect(ableInThatWeek(cannot('2027-01-14', '2027-01-14'), DAYS)).toBeDefined();
    expect(ableInThatWeek(cannot('2027-01-04', '2027-01-11'), DAYS)).toBeUndefined();
    expect(ableInThatWeek(cannot('2027-01-15', '2027-01-22'), DAYS)).toBeUndefined();
    expect(ableInThatWeek({ cannot: [] }, DAYS)).toBeUndefined();
  });

  test('as many reviews a term as they offered, and none of nobody', () => {
    const term = (reviews: number, most: number) => withinTermLimit({ term: { reviews, most } });
    expect(term(2, 2)).toBe('has as many reviews this term as they offered');
    expect(term(1, 2)).toBeUndefined();
    expect(term(0, 0)).toBe('goes on no review this term, as they told us');
    expect(withinTermLimit({ term: undefined })).toBeUndefined();
  });

  test('what somebody said of a term is enough to leave them out', () => {
    const week = [{ from: '2027-01-11', to: '2027-01-15' }];
    expect(whyNotAble(undefined, DAYS)).toBeUndefined();
    expect(whyNotAble({ cannot: week, maxReviews: 3 }, DAYS)).toContain('cannot in that week');
    expect(whyNotAble({ cannot: [], maxReviews: 0 }, DAYS)).toContain('no review this term');
    expect(whyNotAble({ cannot: [], maxReviews: 1 }, DAYS)).toBeUndefined();
  });

  const day = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2027-01-04', days));
  const range = fc.tuple(day, day).map(([a, b]) => (a <= b ? { from: a, to: b } : { from: b, to: a }));

  test('whoever has time is on no day on which they cannot, and stays within every number that they gave', () => {
    fc.assert(
      fc.property(
        fc.array(range, { maxLength: 4 }),
        fc.array(day, { maxLength: 6 }),
        day,
        fc.nat({ max: 4 }),
        fc.nat({ max: 4 }),
        fc.nat({ max: 6 }),
        (cannot, taken, first, inTerm, most, inYear) => {
          const days = [first, addDays(first, 1), addDays(first, 2)];
          const diary = { takenDays: new Set(taken), reviewsThisYear: inYear, cannot, term: { reviews: inTerm, most } };
          const isFree =
            days.every((one) => !taken.includes(one) && !cannot.some(({ from, to }) => from <= one && one <= to)) &&
            inTerm + 1 <= most &&
            inYear + 1 <= 3;
          expect(whyNoTime(reviewer(1), diary, days, { defaultMaxReviewsAYear: 3 }) === undefined).toBe(isFree);
        },
      ),
    );
  });
});
