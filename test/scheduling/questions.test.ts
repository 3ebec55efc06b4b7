import { load } from 'cheerio';
import { renderToStaticMarkup } from 'react-dom/server';
import { beforeEach, describe, expect, test } from 'vitest';
import { givenAnswers } from '../../lambdas/pages/kit.ts';
import type { Asked, BoundQuestion } from '../../lambdas/questions/question.ts';
import { agreeDates } from '../../lambdas/scheduling/questions/agree-dates.tsx';
import { chooseDates } from '../../lambdas/scheduling/questions/choose-dates.tsx';
import { settleDates } from '../../lambdas/scheduling/questions/settle-dates.tsx';
import { questions } from '../../lambdas/scheduling/questions.ts';
import { datesOf, type Met, type ReviewDates } from '../../lambdas/scheduling/review-dates.ts';
import { takePlace } from '../../lambdas/scheduling/week-places.ts';
import { useStore } from '../support/store.ts';
import {
  ABOUT,
  askedOf,
  dateBoxes,
  datesWith,
  errorsOf,
  fillWeek,
  LATER,
  pageHtml,
  pageText,
  TPR,
  takenOf,
  testDeps,
  writeReview,
  writeWorld,
} from './fixture.ts';

const fresh = useStore();
beforeEach(() => writeWorld(fresh.store));

const answering = { person: 'head-1', role: 'host', at: LATER } as const;
const row = async (): Promise<ReviewDates> => datesOf(await fresh.store.needReview(ABOUT), 1);
const offered = (met: Met = { wish: 'window', rank: 1 }) => ({
  round: 1,
  day1: '2027-01-19',
  met,
  expiresAt: '2026-07-29T16:00:00.000Z',
});

/** The entries of a list by what each sends. */
function entriesOf(bound: BoundQuestion, name: string) {
  const $ = load(pageHtml(bound));
  return new Map(
    $(`select[name="${name}"] option`)
      .toArray()
      .map((option) => [
        option.attribs.value ?? '',
        { text: $(option).text(), disabled: option.attribs.disabled !== undefined },
      ]),
  );
}

test('the stage has three questions, all in its own stage of a review', () => {
  expect(questions.map(({ name, stage }) => [name, stage])).toEqual([
    ['choose-dates', 'scheduling'],
    ['agree-dates', 'scheduling'],
    ['settle-dates', 'scheduling'],
  ]);
});

describe('choose-dates', () => {
  const bind = (changes: Partial<Asked> = {}) => chooseDates.bind(askedOf(chooseDates, changes), testDeps(fresh.store));
  const fields = {
    'window-1': '2027-01-12',
    'window-2': '2027-01-18',
    'window-3': '2027-02-26',
    'away-1-from': '2027-01-15',
    'away-1-to': '2027-01-15',
    'away-reason': 'Training day',
  };

  test('asks a head who works at another school too on behalf of the one that is reviewed', async () => {
    await writeReview(fresh.store);
    await fresh.store.entities.person.patch({ person: 'head-1' }).set({ member: '900777' }).go();

    expect((await bind()).addressee).toMatchObject({ person: 'head-1', organisation: '900001' });
  });

  test('asks the head, with weeks near the first thought filled in', async () => {
    await writeReview(fresh.store);
    const bound = await bind();

    expect(bound.addressee).toMatchObject({ person: 'head-1', hub: 'hub-1' });
    expect(bound.mail()).toMatchObject({
      subject: 'Please choose dates: QAR at Hill View Primary School',
      facts: [{ label: 'Our first thought', value: 'the week of Monday 11 January 2027' }],
    });
    expect(bound.dueAt).toBe('2026-08-03T16:00:00.000Z');
    expect(bound.page().values).toMatchObject({
      'window-1': '2027-01-11',
      'window-2': '2027-01-18',
      'window-3': '2027-01-04',
    });
  });

  test('what is filled in can be sent as it is', async () => {
    await writeReview(fresh.store);
    const bound = await bind();

    expect(takenOf(bound, bound.page().values ?? {}, answering).outcome).toEqual({ outcome: 'chosen' });
  });

  test('takes the first week that the page names for as long as it is open', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    const last = { ...answering, at: '2026-08-03T15:00:00.000Z' };
    const first = { ...fields, 'window-1': '2026-11-02' };

    expect(pageText(bound)).toContain('Mon 2 to Fri 6 November: free');
    expect(takenOf(bound, first, last).outcome).toEqual({ outcome: 'chosen' });
  });

  test('shows the known breaks, three weeks to choose and five ranges, one of them at once', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    const text = pageText(bound);

    expect(text).toContain('Monday 26 to Friday 30 October 2026: Autumn half-term');
    expect(text).toContain('Third choice: the week that suits you third best');
    expect(text.match(/Days out \d/g)).toHaveLength(10);
    expect(pageHtml(bound)).toMatch(/<details class="govuk-details"><summary[^>]*><span[^>]*>More days/);
    expect(pageHtml(bound, { values: { 'away-4-from': '2027-03-01' }, errors: {} })).toMatch(
      /<details class="govuk-details" open=""><summary[^>]*><span[^>]*>More days/,
    );
  });

  test('says of each week in words whether it can be chosen', async () => {
    await writeReview(fresh.store);
    await fillWeek(fresh.store, '2027-01-11', 30);
    await fillWeek(fresh.store, '2027-01-18', 27);
    await fillWeek(fresh.store, '2027-01-25', 26);
    const bound = await bind();
    const options = entriesOf(bound, 'window-1');

    expect(options.get('2027-01-11')).toEqual({ text: 'Mon 11 to Fri 15 January: full', disabled: true });
    expect(options.get('2027-01-18')).toEqual({ text: 'Mon 18 to Fri 22 January: nearly full', disabled: false });
    expect(options.get('2027-01-25')).toEqual({ text: 'Mon 25 to Fri 29 January: free', disabled: false });
    expect(options.get('2027-02-15')).toEqual({
      text: 'Mon 15 to Fri 19 February: February half-term',
      disabled: true,
    });
    expect(bound.page().values).toMatchObject({ 'window-1': '2027-01-18', 'window-2': '2027-01-04' });
  });

  test('an ordinary answer takes at most twelve touches', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    const $ = load(pageHtml(bound));
    const inSight = $('select, input, textarea').filter((_, field) => $(field).closest('details').length === 0);

    // All three weeks chosen anew are two touches each, days out two fields and their reason; then 'Continue' and the sending.
    expect($('select')).toHaveLength(3);
    expect(inSight.length - 3).toBe(3);
    expect(2 * $('select').length + (inSight.length - 3) + 2).toBeLessThanOrEqual(12);
    // The weeks that are chosen already can be sent as they are.
    expect($('select option[selected]')).toHaveLength(3);
  });

  test('a week that became full meanwhile is refused in words, and what was chosen is kept', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    expect(takenOf(bound, fields, answering).outcome).toEqual({ outcome: 'chosen' });
    await fillWeek(fresh.store, '2027-01-18', 30);
    const now = await bind();
    const errors = errorsOf(now, fields);

    expect(errors).toEqual({ 'window-2': 'The week of Monday 18 January 2027 is full by now. Choose another' });
    expect(load(pageHtml(now, { values: fields, errors }))('#window-2 option[selected]').text()).toBe(
      'Mon 18 to Fri 22 January: full',
    );
  });

  test('where fewer weeks have room than are ranked, full ones may be ranked too', async () => {
    await writeReview(fresh.store);
    const all = [...entriesOf(await bind(), 'window-1')].filter(([, { disabled }]) => !disabled).map(([week]) => week);
    for (const week of all.slice(2)) await fillWeek(fresh.store, week, 30);

    const bound = await bind();
    const [, first, second] = all.map((week) => entriesOf(bound, 'window-1').get(week));
    expect(first).toMatchObject({ text: expect.stringMatching(/: free$/), disabled: false });
    expect(second).toMatchObject({ text: expect.stringMatching(/: full$/), disabled: false });
    expect(takenOf(bound, fields, answering).outcome).toEqual({ outcome: 'chosen' });
  });

  test('shows what is wrong beside the field, with what was typed', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    const values = { ...fields, 'window-2': '2026-10-27' };
    const errors = errorsOf(bound, values);
    const html = pageHtml(bound, { values, errors });

    expect(errors['window-2']).toMatch(/^The week of Monday 26 October 2026 is too soon/);
    expect(html).toContain('id="window-2-error"');
    expect(html).toContain('value="Training day"');
  });

  test('keeps weeks and days out on the review', async () => {
    await writeReview(fresh.store);
    const bound = await bind();
    const taken = takenOf(bound, fields, answering);
    await fresh.store.write(taken.effects());

    expect(await row()).toMatchObject({
      turn: 1,
      windows: ['2027-01-11', '2027-01-18', '2027-02-22'],
      away: [{ from: '2027-01-15', to: '2027-01-15', reason: 'Training day' }],
    });
    expect(bound.said(taken.answer)).toContain('the week of Monday 11 January 2027, then the week of');
  });

  test('silence is told as silence', async () => {
    await writeReview(fresh.store);

    expect((await bind()).silence(LATER).outcome).toEqual({ outcome: 'silence' });
  });

  test('a trust reads of its trust', async () => {
    await writeReview(fresh.store, TPR);
    const bound = await bind({ about: TPR });

    expect(pageText(bound)).toContain('When we think your trust is closed');
    expect(bound.mail().whyYou).toContain('chief executive of Rivers Trust');
  });
});

describe('agree-dates', () => {
  const bind = () => agreeDates.bind(askedOf(agreeDates), testDeps(fresh.store));
  const proposal = (day1: string) => ({ decision: 'propose', proposal: day1, reason: 'A trip' });

  test('shows the three days in words and why these', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const bound = await bind();

    expect(pageText(bound)).toContain(
      'Day 1 Tuesday 19 January 2027 Day 2 Wednesday 20 January 2027 Day 3 Thursday 21 January 2027',
    );
    expect(pageText(bound)).toContain('They are in the week that suits you best.');
    expect(bound.facts).toEqual({ day1: '2027-01-19', why: 'They are in the week that suits you best.' });
    expect(bound.dueAt).toBe('2026-08-03T16:00:00.000Z');
  });

  test.each([
    [{ wish: 'proposal' }, 'These are the days that you proposed.'],
    [
      { wish: 'window', rank: 2 },
      'They are in the week that suits you second best: there was no place left before it.',
    ],
    [
      { wish: 'near', week: '2027-01-11' },
      'None of the weeks that you ranked had a place left, so these are the nearest free days to the week of Monday 11 January 2027.',
    ],
  ] as const)('says why for %o', async (met, why) => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered(met)] }));

    expect((await bind()).mail().paragraphs[0]).toBe(why);
  });

  test('an agreement is kept on the review', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const bound = await bind();
    const taken = takenOf(bound, { decision: 'agree' }, answering);
    await fresh.store.write(taken.effects());

    expect(taken.outcome).toEqual({ outcome: 'agreed' });
    expect((await row()).agreed).toEqual({ day1: '2027-01-19', by: 'host', person: 'head-1' });
    expect(bound.said(taken.answer)).toBe('You agreed to Tuesday 19 to Thursday 21 January 2027.');
  });

  test('days that the host chooses are agreed at once, and the place moves to their week', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    await fresh.store.entities.weekLoad
      .put({ programme: 'QAR', week: '2027-01-18', reviews: [ABOUT, 'x'], count: 2 })
      .go();
    const bound = await bind();
    const taken = takenOf(bound, proposal('2027-03-08'), answering);
    expect(await fresh.store.write(taken.effects())).toEqual({ written: true });

    expect(taken.outcome).toEqual({ outcome: 'agreed' });
    expect(await row()).toMatchObject({
      proposals: [{ round: 1, day1: '2027-03-08', reason: 'A trip' }],
      agreed: { day1: '2027-03-08', by: 'host' },
    });
    expect((await fresh.store.weekLoad('QAR', '2027-03-08'))?.reviews).toEqual([ABOUT]);
    expect(await fresh.store.weekLoad('QAR', '2027-01-18')).toMatchObject({ reviews: ['x'], count: 1 });
    expect(bound.said(taken.answer)).toContain('Monday 8 to Wednesday 10 March 2027');
  });

  test('other days of the week that is kept need no other place', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    await fillWeek(fresh.store, '2027-01-18', 29);
    await fresh.store.write([takePlace(fresh.store, { about: ABOUT, programme: 'QAR' }, '2027-01-18', 30)]);
    const taken = takenOf(await bind(), proposal('2027-01-18'), answering);

    expect(await fresh.store.write(taken.effects())).toEqual({ written: true });
    expect((await fresh.store.weekLoad('QAR', '2027-01-18'))?.count).toBe(30);
    expect((await row()).agreed?.day1).toBe('2027-01-18');
  });

  test('days in a week that is full are not offered, and refused in words', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    await fillWeek(fresh.store, '2027-03-08', 30);
    const bound = await bind();

    expect(entriesOf(bound, 'proposal').get('2027-03-08')).toMatchObject({ disabled: true });
    expect(load(pageHtml(bound))('optgroup[label="Week of 8 March 2027: full"]')).toHaveLength(1);
    expect(errorsOf(bound, proposal('2027-03-08'))).toEqual({
      proposal: 'The week of Monday 8 to Wednesday 10 March 2027 is full by now. Choose other days',
    });
  });

  test('whoever takes the last place in between is told of in a sentence, and nothing is written', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const taken = takenOf(await bind(), proposal('2027-03-08'), answering);
    await fillWeek(fresh.store, '2027-03-08', 30);

    expect((await fresh.store.write(taken.effects())).written).toBe(false);
    expect(taken.conflict?.()).toMatchObject({ sentence: expect.stringContaining('nothing was sent') });
    expect((await row()).agreed).toBeUndefined();
  });

  test('a page of an earlier release proposes days in three boxes', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const old = { decision: 'propose', ...dateBoxes('proposal', '2027-03-08'), reason: 'A trip' };

    expect(takenOf(await bind(), old, answering).answer).toEqual({
      decision: 'propose',
      day1: '2027-03-08',
      reason: 'A trip',
    });
  });

  test('whoever wants to be offered other days says why, and the central team can read it', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const bound = await bind();
    const taken = takenOf(bound, { decision: 'others', reason: 'The hall is being rebuilt' }, answering);
    await fresh.store.write(taken.effects());

    expect(taken.outcome).toEqual({ outcome: 'counter-proposed' });
    expect((await row()).refusals).toEqual([{ round: 1, reason: 'The hall is being rebuilt' }]);
    const settle = await settleDates.bind(askedOf(settleDates), testDeps(fresh.store));
    expect(pageText(settle)).toContain('Why days did not suit The hall is being rebuilt');
  });

  test.each([
    ['2027-01-19', 'These are the days that we offered. Say yes to them, or choose others'],
    ['2026-07-13', 'The first day you choose must be in the future'],
    ['2026-09-15', 'The visit can begin on Monday 12 October 2026 at the earliest'],
    ['2027-07-30', 'The visit must end by Saturday 31 July 2027, the end of the partnership year'],
    [
      '2027-01-14',
      'The three days must be in one week, so they cannot begin on Thursday 14 January 2027. Choose a Monday, Tuesday or Wednesday',
    ],
    ['2027-02-16', 'All three days must be school days, and Tuesday 16 February 2027 is not: February half-term'],
    ['2027-05-03', 'All three days must be school days, and Monday 3 May 2027 is not: it is a bank holiday'],
    ['2027-03-01', 'All three days must be school days, and Tuesday 2 March 2027 is not: Exams'],
  ])('a proposal of %s is refused in words', async (day1, sentence) => {
    const away = [{ from: '2027-03-02', to: '2027-03-02', reason: 'Exams' }];
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()], away }));

    expect(errorsOf(await bind(), proposal(day1))).toEqual({ proposal: sentence });
  });

  test('says what is missing', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const bound = await bind();

    expect(errorsOf(bound, {})).toEqual({ decision: 'Select whether these days suit you' });
    expect(errorsOf(bound, { decision: 'propose' })).toEqual({
      proposal: 'Select the days that suit you',
    });
    expect(errorsOf(bound, { decision: 'others' })).toEqual({ reason: 'Enter why the offered days do not suit you' });
  });

  test('still tells what was offered after the dates were given up', async () => {
    await writeReview(fresh.store);
    await fresh.store.entities.decision
      .put({
        about: ABOUT,
        decision: 'agree-dates.1.1',
        question: 'agree-dates',
        turn: 1,
        round: 1,
        stage: 'scheduling',
        status: 'answered',
        person: 'head-1',
        role: 'host',
        hostName: 'Hill View Primary School',
        facts: { day1: '2027-01-19', why: 'They are in the week that suits you best.' },
        askedAt: LATER,
        dueAt: LATER,
        expiresAt: LATER,
        schedule: [],
        nextActionAt: LATER,
        mails: 1,
      })
      .go();

    expect(pageText(await bind())).toContain('Tuesday 19 January 2027');
    await expect(agreeDates.bind(askedOf(agreeDates, { round: 2 }), testDeps(fresh.store))).rejects.toThrow(/round 2/);
  });

  test('silence goes to the central team', async () => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));

    expect((await bind()).silence(LATER).outcome).toEqual({ outcome: 'silence' });
  });
});

describe('settle-dates', () => {
  const bind = (): Promise<BoundQuestion> => settleDates.bind(askedOf(settleDates), testDeps(fresh.store));
  const central = { person: 'central-team', role: 'central-team', at: LATER } as const;
  const told = datesWith({
    away: [{ from: '2027-03-02', to: '2027-03-02', reason: 'Exams' }],
    offers: [offered()],
    proposals: [{ round: 1, day1: '2027-03-08', reason: 'A trip' }],
  });

  test('shows the central team all that was said, and the weeks', async () => {
    await writeReview(fresh.store, ABOUT, told);
    await fillWeek(fresh.store, '2027-01-11', 30);
    const bound = await bind();
    const text = pageText(bound);

    expect(bound.addressee.role).toBe('central-team');
    for (const said of [
      'the week of Monday 18 January 2027; the week of Monday 25 January 2027',
      'Tuesday 2 March 2027, Exams',
      'Tuesday 19 to Thursday 21 January 2027',
      'Monday 8 to Wednesday 10 March 2027 (A trip)',
    ]) {
      expect(text).toContain(said);
    }
    const weeks = load(pageHtml(bound))('optgroup')
      .toArray()
      .map((group) => group.attribs.label);
    expect(weeks).toContain('Week of 11 January 2027: 30 of 30, full');
    expect(weeks).toContain('Week of 18 January 2027: 0 of 30');
    expect(entriesOf(bound, 'day1').get('2027-01-11')).toMatchObject({ disabled: false });
    expect(bound.mail().subject).toBe('Please settle the dates: QAR at Hill View Primary School');
  });

  test('fixes days, even in a full week, and moves the place there', async () => {
    await writeReview(fresh.store, ABOUT, told);
    await fresh.store.entities.weekLoad
      .put({ programme: 'QAR', week: '2027-01-18', reviews: [ABOUT, 'x'], count: 2 })
      .go();
    await fillWeek(fresh.store, '2027-03-08', 30);
    const taken = takenOf(await bind(), { decision: 'fix', day1: '2027-03-09' }, central);

    expect(taken.outcome).toEqual({ outcome: 'agreed' });
    expect(await fresh.store.write(taken.effects())).toEqual({ written: true });
    expect((await row()).agreed).toEqual({ day1: '2027-03-09', by: 'central-team' });
    expect((await fresh.store.weekLoad('QAR', '2027-03-08'))?.count).toBe(31);
    expect(await fresh.store.weekLoad('QAR', '2027-01-18')).toMatchObject({ reviews: ['x'], count: 1 });
  });

  test('keeps the place it has in the week', async () => {
    await writeReview(fresh.store, ABOUT, told);
    await fresh.store.entities.weekLoad.put({ programme: 'QAR', week: '2027-01-18', reviews: [ABOUT], count: 1 }).go();
    const taken = takenOf(await bind(), { decision: 'fix', day1: '2027-01-18' }, central);
    await fresh.store.write(taken.effects());

    expect(await fresh.store.weekLoad('QAR', '2027-01-18')).toMatchObject({ reviews: [ABOUT], count: 1 });
  });

  test('says when the weeks changed meanwhile', async () => {
    await writeReview(fresh.store, ABOUT, told);
    const taken = takenOf(await bind(), { decision: 'fix', day1: '2027-01-18' }, central);
    await fresh.store.entities.weekLoad.put({ programme: 'QAR', week: '2027-01-18', reviews: [ABOUT], count: 1 }).go();

    expect((await fresh.store.write(taken.effects())).written).toBe(false);
    expect(taken.conflict?.()).toHaveProperty('sentence');
    expect((await row()).agreed).toBeUndefined();
  });

  test('must leave the invitations their twelve weeks', async () => {
    await writeReview(fresh.store, ABOUT, told);

    expect(errorsOf(await bind(), { decision: 'fix', day1: '2026-09-15' })).toEqual({
      day1: 'The visit can begin on Wednesday 7 October 2026 at the earliest',
    });
    expect(errorsOf(await bind(), { decision: 'fix' })).toEqual({ day1: 'Select the days of the visit' });
    expect(errorsOf(await bind(), {})).toEqual({ decision: 'Select whether to fix days or leave the review' });
  });

  test('left alone, or by silence, the review is paused', async () => {
    await writeReview(fresh.store, ABOUT, told);
    const bound = await bind();
    const silence = bound.silence(LATER);
    expect(takenOf(bound, { decision: 'pause' }, central).outcome).toEqual({ outcome: 'paused' });
    expect(silence.outcome).toEqual({ outcome: 'paused' });

    await fresh.store.write(silence.effects?.() ?? []);
    expect(await fresh.store.review(ABOUT)).toMatchObject({ status: 'paused', stage: 'scheduling' });
  });
});

test.each([
  [
    'choose-dates',
    chooseDates,
    { windows: ['2026-09-07', '2026-09-14', '2026-09-21'], away: [] },
    'the week of Monday 7 September 2026',
  ],
  [
    'agree-dates',
    agreeDates,
    { decision: 'propose', day1: '2026-09-08', reason: '' },
    'Tuesday 8 to Thursday 10 September 2026',
  ],
  ['settle-dates', settleDates, { decision: 'fix', day1: '2026-09-08' }, 'Tuesday 8 to Thursday 10 September 2026'],
] as const)(
  'what was sent to %s reads as days, though they can be chosen no more',
  async (_, question, answer, days) => {
    await writeReview(fresh.store, ABOUT, datesWith({ offers: [offered()] }));
    const bound = await question.bind(askedOf(question, { at: '2027-03-01T09:00:00.000Z' }), testDeps(fresh.store));
    const fields = bound.sent?.(answer)?.fields ?? {};

    const given = givenAnswers(bound.page().body, fields).map(({ value }) => load(renderToStaticMarkup(value)).text());
    expect(given).toContain(days);
  },
);
