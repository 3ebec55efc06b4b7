/** A school's own holidays and inset days: asked with the agreement, kept for the year, reckoned with from the planning on. */
import { beforeEach, describe, expect, it } from 'vitest';
import { breaksOf } from '../../lambdas/questions/review-context.ts';
import { possibleWeeks, windowRules } from '../../lambdas/scheduling/date-rules.ts';
import type { PartnershipYear } from '../../lambdas/settings/partnership-year.ts';
import { readSettingsFiles } from '../../lambdas/settings/settings-files.ts';
import { planReviews } from '../../lambdas/subscription/plan-reviews.ts';
import { signAgreement } from '../../lambdas/subscription/questions/sign-agreement.tsx';
import { breaksOfMember, daysBegunWith, readDays } from '../../lambdas/subscription/school-days.ts';
import { settingsOf2026 } from '../settings/settings-of-2026.ts';
import { useStore } from '../support/store.ts';
import {
  ABOUT,
  askedOf,
  errorsOf,
  LATER,
  OPENS,
  pageText,
  SCHOOL,
  TRUST,
  takenOf,
  testDeps,
  writeWorld,
} from './fixture.ts';

const fresh = useStore();
const { settings } = settingsOf2026();
const [year] = readSettingsFiles().years.filter((one) => one.year === '2026') as [PartnershipYear];
const SIGNED = { decision: 'sign', agreed: 'yes', role: 'Headteacher', use: 'both' };

/** A county whose autumn half-term is a week sooner, with an inset day. */
const OWN = [
  'Mon 19 Oct 2026 to Fri 23 Oct 2026, half-term',
  '2 November 2026: inset day',
  'Fri 18 Dec 2026 to Fri 1 Jan 2027',
  'Mon 12 Jul 2027 to Sat 31 Jul 2027, summer',
].join('\r\n');

const put = (of: string, member: string, more: object = {}) =>
  fresh.store.entities.membership
    .put({ member, year: of, kind: 'renewal', status: 'invited', openedAt: OPENS, ...more })
    .go();
const bind = (about = ABOUT) => signAgreement.bind(askedOf(signAgreement, { about }), testDeps(fresh.store));
const sign = async (days: string) => fresh.store.write(takenOf(await bind(), { ...SIGNED, days }).effects());
const kept = async () => (await fresh.store.membership(SCHOOL, '2026'))?.termBreaks;

beforeEach(async () => {
  await writeWorld(fresh.store);
  await put('2026', SCHOOL);
});

describe('the days without school of a school', () => {
  it('are kept with its membership, and no week that is offered falls in them', async () => {
    await sign(OWN);
    expect(await kept()).toEqual([
      { from: '2026-10-19', to: '2026-10-23', reason: 'half-term' },
      { from: '2026-11-02', to: '2026-11-02', reason: 'inset day' },
      { from: '2026-12-18', to: '2027-01-01' },
      { from: '2027-07-12', to: '2027-07-31', reason: 'summer' },
    ]);
    await planReviews({ member: SCHOOL, year: '2026', at: LATER }, testDeps(fresh.store));
    const breaks = breaksOf(await fresh.store.needReview(`qar-2026-${SCHOOL}`));
    expect(breaks).toContainEqual({ from: '2026-02-16', to: '2026-02-20', reason: 'February half-term' });
    const weeks = possibleWeeks(windowRules(LATER, { year, settings, breaks }));
    expect(weeks).not.toContain('2026-10-19');
    expect(weeks).toContain('2026-10-26');
    expect(weeks).toContain('2026-11-02');
    expect(weeks).not.toContain('2027-07-12');
    expect(weeks.at(-1)).toBe('2027-07-05');
  });

  it('are the usual ones where nothing else was said, and then the settings count, whatever these become', async () => {
    const { values } = (await bind()).page();
    await sign(String(values?.days));
    expect(await kept()).toBeUndefined();
    await put('2026', SCHOOL);
    await sign('');
    expect(await kept()).toBeUndefined();
    const [member, membership] = [await fresh.store.needMember(SCHOOL), await fresh.store.membership(SCHOOL, '2026')];
    expect(breaksOfMember(member, membership, year)).toEqual(year.termBreaks);
  });

  it.each([
    ['Fri 30 Oct 2026 to Mon 26 Oct 2026', 'ends before it begins'],
    ['Mon 26 Oct 2026 to Fri 29 Oct 2027, half-term', 'is not within the year: 1 September 2026 to 31 July 2027'],
    ['Mon 26 Oct 2026 to Fri 22 Jan 2027', 'is longer than 8 weeks'],
    ['1 Aug 2026, inset day', 'is not within the year'],
    ['Tue 26 Oct 2026, inset day', 'but 26 October 2026 is a Monday'],
    ['half-term', 'must have one date or two, such as 23 Oct 2026, inset day'],
    ['30 Feb 2027', 'which is not a date'],
  ])('are read with a sentence for %s', async (line, sentence) => {
    const errors = errorsOf(await bind(), { ...SIGNED, days: `Mon 19 Oct 2026 to Fri 23 Oct 2026\n${line}` });
    expect(errors).toEqual({ days: expect.stringContaining(sentence) });
    expect(errors.days).toContain('Line 2');
  });

  it('leave a week for a visit, and are not more than anybody reads', () => {
    const closed = Array.from({ length: 12 }, (_, index) => {
      const month = (index + 8) % 12;
      const of = index < 4 ? 2026 : 2027;
      const from = new Date(Date.UTC(of, month, 1)).toISOString().slice(0, 10);
      const to = new Date(Date.UTC(of, month + 1, 0)).toISOString().slice(0, 10);
      return { from, to };
    }).filter(({ to }) => to <= '2027-07-31');
    const words = (date: string) =>
      `${Number(date.slice(8))} ${MONTHS[Number(date.slice(5, 7)) - 1]} ${date.slice(0, 4)}`;
    const lines = closed.map(({ from, to }) => `${words(from)} to ${words(to)}`).join('\n');
    expect(readDays(lines, year)).toEqual({
      ok: false,
      sentence: expect.stringContaining('leave no three school days'),
    });
    expect(readDays('5 Oct 2026\n'.repeat(61), year)).toEqual({ ok: false, sentence: 'Give at most 60 lines' });
  });

  it('begin next year with what was given, and say so', async () => {
    await put('2025', SCHOOL, {
      status: 'signed',
      termBreaks: [
        { from: '2025-10-20', to: '2025-10-24', reason: 'half-term' },
        { from: '2025-12-19', to: '2026-01-02', reason: 'Christmas' },
        { from: '2026-07-13', to: '2026-07-31', reason: 'summer' },
      ],
    });
    const bound = await bind();
    expect(bound.page().values?.days).toBe(
      [
        'Mon 19 Oct 2026 to Fri 23 Oct 2026, half-term',
        'Fri 18 Dec 2026 to Fri 1 Jan 2027, Christmas',
        'Mon 12 Jul 2027 to Fri 30 Jul 2027, summer',
      ].join('\n'),
    );
    expect(pageText(bound)).toContain('These are the days that you gave last year, moved to this one.');
  });

  it('stand in the form of whoever returns in the same year, and a trust is asked for none', async () => {
    const own = [{ from: '2026-10-19', to: '2026-10-23', reason: 'half-term' }];
    expect(daysBegunWith({ termBreaks: own }, undefined, year)).toEqual({
      are: 'own',
      lines: 'Mon 19 Oct 2026 to Fri 23 Oct 2026, half-term',
    });
    await put('2026', TRUST);
    const trust = await bind(`membership-2026-${TRUST}`);
    expect(trust.page().values).not.toHaveProperty('days');
    expect(pageText(trust)).not.toContain('is closed');
  });
});

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
