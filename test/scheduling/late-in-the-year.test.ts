/** What a host reads and gets that is asked for its dates when the year is nearly over, or over. */
import { beforeEach, expect, test } from 'vitest';
import { ask } from '../../lambdas/questions/ask.ts';
import { offerDates } from '../../lambdas/scheduling/offer-dates.ts';
import { chooseDates } from '../../lambdas/scheduling/questions/choose-dates.tsx';
import { settleDates } from '../../lambdas/scheduling/questions/settle-dates.tsx';
import { datesOf } from '../../lambdas/scheduling/review-dates.ts';
import { type FakeDeps, fakeDeps } from '../questions/fixture.ts';
import { useStore } from '../support/store.ts';
import { ABOUT, askedOf, pageText, takenOf, testDeps, writeReview, writeWorld } from './fixture.ts';

const fresh = useStore();
let deps: FakeDeps;
const asked = (at: string) => askedOf(chooseDates, { at, expiresAt: '2027-12-31T16:00:00.000Z' });
const bind = (at: string) => chooseDates.bind(asked(at), testDeps(fresh.store));

beforeEach(async () => {
  await writeWorld(fresh.store);
  await writeReview(fresh.store);
  deps = fakeDeps(fresh.store);
});

test('with one week left, one week is asked for, and said to be the only one', async () => {
  const bound = await bind('2027-04-19T08:00:00.000Z');
  const text = pageText(bound);
  expect(text).toContain('Only one week is left in 2026 to 2027.');
  expect(text).toContain('Possible: the week of Monday 19 July 2027.');
  expect(text).toContain('First choice: the week that suits you best');
  expect(text).not.toContain('second best');
  expect(bound.mail().paragraphs).toContain('Only one week is left in 2026 to 2027.');
});

test('that none is possible leads to the first weeks after the year, and to none that was refused', async () => {
  const at = '2027-04-19T08:00:00.000Z';
  const bound = await bind(at);
  const taken = takenOf(bound, { none: 'yes' });
  expect(bound.said(taken.answer)).toBe('You said that none of the weeks that were left is possible.');
  expect(bound.sent?.(taken.answer)?.fields).toEqual({ none: 'yes' });
  await fresh.store.write(taken.effects());

  await offerDates({ about: ABOUT, turn: 1, round: 1, at }, { store: fresh.store });
  expect(datesOf(await fresh.store.needReview(ABOUT), 1).offers[0]?.day1).toBe('2027-09-07');
});

test('with none left in the year three of the first weeks after it are asked for', async () => {
  const bound = await bind('2027-05-10T08:00:00.000Z');
  const text = pageText(bound);
  expect(text).toContain(
    'No week is left in 2026 to 2027, so it is in the first weeks after it, and counts for 2026 to 2027 all the same.',
  );
  expect(text).toContain('Mon 6 to Fri 10 September: free');
  expect(text).toContain('Mon 15 to Fri 19 November: free');
  expect(text).toContain('third best');
});

test('where nothing at all is left nobody is asked: silence counts at once, and no mail goes', async () => {
  expect(await ask(chooseDates, asked('2027-11-01T08:00:00.000Z'), 'token-1', deps)).toBe('settled');
  expect(deps.delivered).toEqual([{ token: 'token-1', outcome: { outcome: 'silence' } }]);
  expect(deps.mails).toEqual([]);
  // A step that is run again after a crash finds it so.
  expect(await ask(chooseDates, asked('2027-11-01T08:00:00.000Z'), 'token-1', deps)).toBe('settled');
  expect((await fresh.store.audit(ABOUT)).map(({ what }) => what)).toContain(
    'was not asked, since there is nothing to choose from',
  );
});

test('the central team reads what is left, and fixes days after the year', async () => {
  const settle = (at: string) => settleDates.bind({ ...asked(at), question: 'settle-dates' }, testDeps(fresh.store));
  const late = await settle('2027-05-10T08:00:00.000Z');
  const why =
    'No week is left for it in 2026 to 2027. It can be in a week from Monday 6 September 2027 to Monday 15 November 2027, and counts for 2026 to 2027 all the same.';
  expect(late.mail().paragraphs).toContain(why);
  expect(pageText(late)).toContain(why);
  const fix = (bound: typeof late, day1: string) =>
    bound.read(
      { decision: 'fix', day1 },
      { person: 'central-team', role: 'central-team', at: '2027-05-12T08:00:00.000Z' },
    );
  expect(fix(late, '2027-09-14')).toMatchObject({ ok: true });
  expect(fix(late, '2027-12-07')).toMatchObject({
    ok: false,
    errors: { day1: 'The visit must end by Saturday 20 November 2027, the last day on which it can be' },
  });
  expect((await settle('2027-11-01T08:00:00.000Z')).mail().paragraphs.join(' ')).toContain(
    'No week is left for it in 2026 to 2027 or soon after.',
  );
});
