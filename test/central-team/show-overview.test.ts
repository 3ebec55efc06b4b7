import { beforeEach, describe, expect, it } from 'vitest';
import { showOverview } from '../../lambdas/central-team/show-overview.ts';
import { useStore } from '../support/store.ts';
import {
  answered,
  look,
  personRow,
  questionRow,
  reviewRow,
  SHOW,
  STEER,
  seatRow,
  widgetContext,
  write,
  yearRow,
} from './network.ts';

const fresh = useStore();
const HILL = 'qar-2026-900001';
const OAK = 'qar-2026-900002';

describe('a call', () => {
  const deps = () => ({ store: fresh.store, endpoints: { show: SHOW, steer: STEER }, reviewExecutions: 'arn' });

  it('for documentation is answered with Markdown that names every view', async () => {
    const shown = await showOverview({ describe: true }, deps());
    expect(shown).toEqual({
      markdown: expect.stringMatching(/today.*reviews.*waiting.*late.*teams.*undelivered.*review/s),
    });
  });

  it.each([
    ['without a view', {}, "its parameter 'view' must be one of today, reviews"],
    ['for an unknown view', { view: 'weather' }, "its parameter 'view' must be one of today, reviews"],
    ['with a page that is none', { view: 'late', page: 0 }, "its parameter 'page' must be 1 or more"],
    ['for a year that is none', { view: 'reviews', year: 'soon' }, "its parameter 'year' must be a year such as 2026"],
  ])('%s is answered with a sentence', async (_what, params, sentence) => {
    expect((await look(fresh.store, params)).text).toContain(`This widget cannot be shown: ${sentence}`);
  });

  it('with keys that CloudWatch may add some day is shown all the same', async () => {
    expect((await look(fresh.store, { view: 'late', colour: 'red' })).text).not.toContain('cannot be shown');
  });

  it('for a time whose bank holidays nobody knows is answered with a sentence', async () => {
    const context = widgetContext();
    const event = { view: 'late', widgetContext: { ...context, timeRange: { start: 0, end: 1000 } } };
    expect(await showOverview(event, deps())).toContain('choose another time range');
  });

  it('has colours of its own for the dark theme', async () => {
    const shown = async (theme: string) =>
      showOverview({ view: 'late', widgetContext: { ...widgetContext(), theme } }, deps());
    expect(await shown('dark')).not.toEqual(await shown('light'));
  });
});

describe('what waits', () => {
  beforeEach(async () => {
    const { store } = fresh;
    await write(store, [
      reviewRow(store, { host: '900001', name: 'Hill View' }),
      personRow(store, 'p-head', 'Priya Shah', '900001'),
      personRow(store, 'p-lead', 'Alex Morgan'),
      questionRow(store, { about: HILL, question: 'choose-dates', person: 'p-head', hostName: 'Hill View' }),
      questionRow(store, {
        ...{ about: HILL, question: 'draft-report', person: 'p-lead', role: 'lead', hostName: 'Hill View' },
        ...{ askedAt: '2026-10-20T09:00:00.000Z', dueAt: '2026-11-04T17:00:00.000Z' },
      }),
      questionRow(store, { about: HILL, question: 'settle-dates', person: 'central-team', role: 'central-team' }),
      questionRow(store, { about: HILL, question: 'receive-report', person: 'p-head' }),
      questionRow(store, { about: HILL, question: 'confirm-team', person: 'p-head' }),
    ]);
    await write(store, [answered(store, { about: HILL, question: 'confirm-team' })]);
  });

  it('is listed with who, what, since when and by when, the longest waiting first', async () => {
    const { $, text } = await look(fresh.store, { view: 'waiting' });
    const rows = $('tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .slice(1, 5)
          .toArray()
          .map((cell) => $(cell).text()),
      );
    expect(rows.map(([who, what]) => [who, what])).toEqual([
      ['Alex Morgan (lead reviewer)p-lead@x.example', 'the draft of the report'],
      ['Priya Shah (head)p-head@x.example', 'the weeks that suit'],
      ['the central team', 'settling the dates'],
    ]);
    expect(rows[0]?.slice(2)).toEqual(['20 October 202615 working days ago', '4 November 20264 working days late']);
    expect(text).toContain('3 questions wait for an answer.');
    expect(text).not.toMatch(/secret/);
  });

  it('can be narrowed to those who are asked in one role', async () => {
    const { $, buttons } = await look(fresh.store, { view: 'waiting', role: 'lead' });
    expect($('tbody tr')).toHaveLength(1);
    expect(buttons.find(({ label }) => label === 'the head: 1')?.payload).toEqual({ view: 'waiting', role: 'host' });
  });

  it('is late once the person should have answered', async () => {
    const { $, text } = await look(fresh.store, { view: 'late' });
    expect($('tbody tr')).toHaveLength(1);
    expect(text).toContain('4 working days late');
  });

  it('can be narrowed to a school, which is kept in the field', async () => {
    const { $, text } = await look(fresh.store, { view: 'waiting' }, { host: 'HILL' });
    expect($('tbody tr').length).toBeGreaterThan(0);
    expect($('tbody tr').length).toBeLessThan(3);
    expect($('input[name=host]').attr('value')).toBe('HILL');
    expect(text).toContain('3 questions wait for an answer.');
    expect((await look(fresh.store, { view: 'waiting' }, { host: 'nowhere' })).text).toContain(
      'None of them is of a school or trust with ‘nowhere’ in its name.',
    );
  });

  it('can be narrowed to a hub, a trust and a stage, which stay in the fields', async () => {
    const { store } = fresh;
    const member = { kind: 'school', standing: 'member' } as const;
    await write(store, [
      store.rows.hub.put({ hub: 'hub-north', name: 'Kestrel Hub' }).commit(),
      store.rows.member.put({ ...member, member: 'trust-1', kind: 'trust', name: 'Harbour Trust' }).commit(),
      store.rows.member.put({ ...member, member: '900001', name: 'Hill View', hub: 'hub-north' }).commit(),
      store.rows.member.put({ ...member, member: '900002', name: 'Oakfield', trust: 'trust-1' }).commit(),
      questionRow(store, { about: OAK, question: 'choose-dates', person: 'p-head', hostName: 'Oakfield' }),
      questionRow(store, {
        ...{ about: 'membership-2026-900002', question: 'sign-agreement', person: 'p-head', hostName: 'Oakfield' },
      }),
    ]);
    const seen = async (forms: Readonly<Record<string, string>>) => {
      const { $ } = await look(store, { view: 'waiting' }, forms);
      return $('tbody tr')
        .toArray()
        .map((row) => $(row).find('td').slice(2, 3).text())
        .sort();
    };
    expect(await seen({ group: 'kestrel' })).toEqual([
      'settling the dates',
      'the draft of the report',
      'the weeks that suit',
    ]);
    expect(await seen({ group: 'harbour' })).toEqual(['the weeks that suit', "the year's agreement"]);
    expect(await seen({ group: 'harbour', stage: 'none' })).toEqual(["the year's agreement"]);
    expect(await seen({ stage: 'report' })).toEqual(['the draft of the report']);
    expect(await seen({ group: 'harbour', host: 'hill' })).toEqual([]);
    const { $, text } = await look(store, { view: 'waiting' }, { group: 'harbour', stage: 'report' });
    expect(text).toContain(
      'None of them belongs to a hub or trust with ‘harbour’ in its name and is at the stage: Report.',
    );
    expect($('input[name=group]').attr('value')).toBe('harbour');
    expect($('option[selected]').attr('value')).toBe('report');
    expect($('table')).toHaveLength(0);
  });

  it('has a way to what is late, and back', async () => {
    const { buttons } = await look(fresh.store, { view: 'waiting' });
    expect(buttons.find(({ label }) => label === 'late: 1')?.payload).toEqual({ view: 'late' });
    const late = await look(fresh.store, { view: 'late' });
    expect(late.buttons.find(({ label }) => label === 'everybody')?.payload).toEqual({ view: 'waiting' });
  });

  it('can be reminded of together, but for the central team', async () => {
    const { buttons } = await look(fresh.store, { view: 'waiting' });
    const all = buttons.find(({ label }) => label === 'Remind all 2 of this page');
    expect(all?.endpoint).toBe(STEER);
    expect(all?.confirmation).toContain('Priya Shah (head)');
    expect(all?.payload).toMatchObject({
      act: 'remind-all',
      questions: [{ decision: 'draft-report.1.1' }, { decision: 'choose-dates.1.1' }],
    });
    const one = await look(fresh.store, { view: 'waiting', role: 'lead' });
    expect(one.buttons.map(({ label }) => label)).not.toContainEqual(expect.stringMatching(/^Remind all/));
  });

  it('is drawn by whom it waits for and how long, with the same numbers in words', async () => {
    const { $ } = await look(fresh.store, { view: 'waiting' });
    expect($('svg[role=img]').attr('aria-label')).toMatch(/^What waits on whom/);
    expect(
      $('details li')
        .toArray()
        .map((one) => $(one).text()),
    ).toContain('the lead reviewer: 1 late');
  });

  it('is late for nobody where all is in time', async () => {
    await fresh.store.entities.decision
      .patch({ about: HILL, decision: 'draft-report.1.1' })
      .set({ dueAt: '2026-12-01T17:00:00.000Z' })
      .go();
    expect((await look(fresh.store, { view: 'late' })).text).toContain('Nothing is late.');
  });
});

describe('long lists', () => {
  it('come page by page, and say how many more there are', async () => {
    const { store } = fresh;
    const hosts = Array.from({ length: 45 }, (_, index) => String(900100 + index));
    await write(store, [
      personRow(store, 'p-head', 'Priya Shah'),
      ...hosts.map((host) =>
        questionRow(store, { about: `qar-2026-${host}`, question: 'choose-dates', person: 'p-head' }),
      ),
    ]);
    const first = await look(store, { view: 'waiting', role: 'host' });
    expect(first.$('tbody tr')).toHaveLength(20);
    expect(first.text).toContain('1 to 20 of 45; 25 more follow.');
    const next = first.buttons.find(({ label }) => label === 'Next page');
    expect(next).toMatchObject({
      endpoint: SHOW,
      display: 'widget',
      payload: { view: 'waiting', page: 2, role: 'host' },
    });

    const last = await look(store, { view: 'waiting', role: 'host', page: 3 });
    expect(last.$('tbody tr')).toHaveLength(5);
    expect(last.text).toContain('41 to 45 of 45.');
    expect(last.buttons.map(({ label }) => label)).not.toContain('Next page');
    expect((await look(store, { view: 'waiting', page: 99 })).$('tbody tr')).toHaveLength(5);
  });
});

describe('reviews by stage and week', () => {
  beforeEach(async () => {
    const { store } = fresh;
    await write(store, [
      yearRow(store),
      reviewRow(store, { host: '900001', name: 'Hill View', week: '2026-11-09', day1: '2026-11-10', stage: 'visit' }),
      reviewRow(store, { host: '900002', name: 'Oakfield', week: '2026-11-09', status: 'paused' }),
      reviewRow(store, { host: '900003', name: 'Riverside', week: '2027-01-11', status: 'cancelled' }),
      reviewRow(store, { host: '900004', name: 'Meadow', week: '2027-06-07', stage: 'planned', status: 'planned' }),
      questionRow(store, { about: OAK, question: 'choose-dates', person: 'p-head' }),
    ]);
  });

  it('counts them, with a way to each list; what was cancelled is in no stage', async () => {
    const { $, text, buttons } = await look(fresh.store, { view: 'reviews' });
    expect(text).toContain('2026 to 2027: 4 reviews, 0 closed, 1 paused, 1 cancelled.');
    expect(
      $('tbody tr')
        .toArray()
        .map((row) => $(row).find('td').first().text()),
    ).toEqual(['9 November 2026 (this week)', 'later', 'All weeks']);
    expect(buttons.map(({ payload }) => payload)).toContainEqual({
      ...{ view: 'reviews', year: '2026', stage: 'team', week: '2026-11-09' },
    });
  });

  it('lists those of a week with what each waits for', async () => {
    const { $ } = await look(fresh.store, { view: 'reviews', year: '2026', week: '2026-11-09' });
    const rows = $('tbody tr')
      .toArray()
      .map((row) =>
        $(row)
          .find('td')
          .slice(1)
          .toArray()
          .map((cell) => $(cell).text()),
      );
    expect(rows).toEqual([
      ['QAR', 'Tuesday 10 November 2026', 'Visit', 'nobody at the moment'],
      ['QAR', 'hoped for in the week of 9 November 2026', 'Team, paused', 'the weeks that suit (the head)'],
    ]);
  });

  it('draws the year’s progress from the second counted week on, with its numbers, and no heading before', async () => {
    const { stageCount } = fresh.store.entities;
    const row = { year: '2026', programme: 'QAR' } as const;
    await stageCount.put({ ...row, week: '2026-11-02', counts: { planned: 3, team: 1 } }).go();
    expect((await look(fresh.store, { view: 'reviews' })).text).not.toContain('Progress');
    await stageCount.put({ ...row, week: '2026-11-09', counts: { planned: 1, team: 2, visit: 1 } }).go();
    await stageCount.put({ ...row, programme: 'TPR', week: '2026-11-09', counts: { visit: 1 } }).go();
    const { $, text } = await look(fresh.store, { view: 'reviews' });
    expect($('svg[aria-label^="How far"]').attr('aria-label')).toBe(
      'How far the reviews had come, from 2 November 2026 on. In the week of 9 November 2026: 0 closed, 2 visit and report, 0 preparation, 2 team, 1 dates.',
    );
    expect(text).toContain('9 November 202602021');
    expect(text).toContain('2 November 202600013');
  });

  it('draws how long answers took in closed reviews, the slowest question first, and no heading before', async () => {
    expect((await look(fresh.store, { view: 'reviews' })).text).not.toContain('until an answer came');
    const row = { year: '2026', programme: 'QAR' } as const;
    const { answerTimes } = fresh.store.entities;
    await answerTimes
      .put({ ...row, about: HILL, days: { invite: [0, 1, 2, 3, 9], 'choose-dates': [4], 'change-publication': [90] } })
      .go();
    await answerTimes.put({ ...row, about: OAK, days: { invite: [0, 0, 1, 2, 4] } }).go();
    const { $, text } = await look(fresh.store, { view: 'reviews' });
    expect(text).toContain('Of 2 closed reviews');
    const table = $('summary:contains("These numbers as a table")').parent().find('tbody tr');
    expect(
      table.toArray().map((one) =>
        $(one)
          .find('td')
          .toArray()
          .map((cell) => $(cell).text()),
      ),
    ).toEqual([
      ['the weeks that suit', '1', '4 working days', '4 working days'],
      ['a place in the team', '10', '1 working day', '4 working days'],
    ]);
  });

  it('says why a review that sleeps waits for nobody', async () => {
    expect((await look(fresh.store, { view: 'reviews', stage: 'planned' })).text).toContain(
      'with the next morning round',
    );
  });
});

describe('teams that are not complete', () => {
  it('are listed by the nearness of the visit, with who is asked for each empty seat', async () => {
    const { store } = fresh;
    await write(store, [
      reviewRow(store, { host: '900001', name: 'Hill View', day1: '2027-03-09' }),
      reviewRow(store, { host: '900002', name: 'Oakfield', day1: '2026-12-08' }),
      reviewRow(store, { host: '900003', name: 'Riverside', day1: '2026-12-08' }),
      // A plan has people for it, and nobody is asked yet.
      reviewRow(store, { host: '900004', name: 'Lakeside', day1: '2027-03-16', isSought: false }),
      seatRow(store, '900004', 'seat-1'),
      personRow(store, 'p-1', 'Sam Okafor'),
      seatRow(store, '900001', 'seat-1'),
      seatRow(store, '900002', 'lead', 'p-9'),
      seatRow(store, '900002', 'seat-1'),
      seatRow(store, '900002', 'seat-2'),
      seatRow(store, '900003', 'seat-1', 'p-8'),
      questionRow(store, { about: OAK, question: 'invite', subject: 'seat-1', person: 'p-1', role: 'reviewer' }),
      questionRow(store, {
        about: OAK,
        question: 'fill-seat',
        subject: 'seat-2',
        person: 'central-team',
        role: 'central-team',
      }),
    ]);
    const { $, text } = await look(store, { view: 'teams' });
    expect(
      $('tbody tr')
        .toArray()
        .map((row) => $(row).find('a').first().text()),
    ).toEqual(['Oakfield', 'Hill View']);
    expect(text).toContain('2 teams not complete, 1 with the visit in 8 weeks or less.');
    expect(
      $('li')
        .toArray()
        .map((item) => $(item).text()),
    ).toEqual([
      'seat 1: Sam Okafor, asked on 3 November 2026, closes on 24 November 2026',
      'seat 2: the central team has to name somebody',
      'seat 1: nobody at the moment',
    ]);
  });

  it('are none once somebody has every seat', async () => {
    const { store } = fresh;
    await write(store, [reviewRow(store, { host: '900001' }), seatRow(store, '900001', 'seat-1')]);
    await store.entities.seat.patch({ about: HILL, seat: 'seat-1' }).set({ status: 'filled', person: 'p-1' }).go();
    expect((await look(store, { view: 'teams' })).text).toContain('Every team that was looked for is complete.');
  });
});

describe('mails that were not delivered', () => {
  it('are listed with whom they did not reach and why, as far back as the dashboard looks', async () => {
    const { store } = fresh;
    const mail = (message: string, at: string, more: object) =>
      store.rows.message
        .create({ about: HILL, message, kind: 'question', person: 'p-head', at, status: 'sent', ...more })
        .commit();
    const bounced = { status: 'bounced' as const, failed: 'failed', failure: 'permanent.general' };
    await write(store, [
      reviewRow(store, { host: '900001', name: 'Hill View' }),
      personRow(store, 'p-head', 'Priya Shah'),
      mail('m-1', '2026-11-09T08:00:00.000Z', bounced),
      mail('m-2', '2026-10-01T08:00:00.000Z', bounced),
      mail('m-3', '2026-11-09T09:00:00.000Z', {}),
      mail('m-4', '2026-11-10T06:00:00.000Z', { status: 'sending', unsent: 'unsent' }),
      mail('m-5', '2026-11-10T08:55:00.000Z', { status: 'sending', unsent: 'unsent' }),
    ]);
    const { $, text } = await look(store, { view: 'undelivered' });
    expect(text).toContain('2 mails that did not reach their person since 27 October 2026.');
    expect(
      $('tbody tr')
        .toArray()
        .map((row) => $(row).find('td').last().text()),
    ).toEqual(['was never sent: Amazon did not take it', 'the address does not exist, or refuses us for good']);
    expect(text).toContain('Priya Shah');
  });

  it('are none where all is well', async () => {
    expect((await look(fresh.store, { view: 'undelivered' })).text).toContain('was delivered, or is on its way');
  });
});

describe('this morning', () => {
  it('says that nothing is to be done where nothing is', async () => {
    const { text } = await look(fresh.store, { view: 'today' });
    expect(text).toContain('Tuesday 10 November 2026');
    expect(text).toContain('Nothing needs you this morning.');
  });

  it('has a button for a year that is not made, from eight months before its renewal until it is opened', async () => {
    const { entities } = fresh.store;
    const dates = { starts: '2026-09-01', ends: '2027-07-31', termBreaks: [] };
    await entities.partnershipYear.put({ year: '2026', ...dates, renewalOpens: '2026-07-11' }).go();
    expect((await look(fresh.store, { view: 'today' })).text).toContain('Nothing needs you this morning.'); // from 11 November on
    await entities.partnershipYear.patch({ year: '2026' }).set({ renewalOpens: '2026-07-10' }).go();
    const { $, text } = await look(fresh.store, { view: 'today' });
    expect(text).toContain(
      'The partnership year 2027 to 2028 is not made yet, and its renewal is to open about 10 July 2027',
    );
    expect(text).not.toContain('Nothing needs you');
    expect(JSON.parse($('cwdb-action').first().text())).toEqual({ act: 'open-year', about: 'year-2027' });
    await write(fresh.store, [
      questionRow(fresh.store, {
        ...{ about: 'year-2027', question: 'confirm-year', person: 'central-team', role: 'central-team' },
        hostName: 'The year 2027 to 2028',
      }),
    ]);
    const waiting = await look(fresh.store, { view: 'today' });
    expect(waiting.text).not.toContain('is not made yet');
    expect(waiting.text).toContain('the dates and numbers of the next year');
  });

  it('names what has to be done, the most urgent first, and who is visited', async () => {
    const { store } = fresh;
    await write(store, [
      reviewRow(store, { host: '900001', name: 'Hill View', stage: 'visit', week: '2026-11-09', day1: '2026-11-10' }),
      reviewRow(store, { host: '900002', name: 'Oakfield', week: '2026-11-16', day1: '2026-11-17' }),
      reviewRow(store, { host: '900003', name: 'Riverside', status: 'paused' }),
      seatRow(store, '900002', 'seat-1'),
      questionRow(store, {
        about: OAK,
        question: 'fill-seat',
        subject: 'seat-1',
        person: 'central-team',
        role: 'central-team',
        hostName: 'Oakfield',
      }),
      questionRow(store, {
        about: HILL,
        question: 'check-facts',
        person: 'p-1',
        hostName: 'Hill View',
        dueAt: '2026-11-05T17:00:00.000Z',
      }),
      questionRow(store, {
        about: OAK,
        question: 'confirm-team',
        person: 'p-2',
        hostName: 'Oakfield',
        expiresAt: '2026-11-11T17:00:00.000Z',
      }),
    ]);
    const { $, text } = await look(store, { view: 'today' });
    expect(
      $('h3')
        .toArray()
        .map((one) => $(one).clone().children('cwdb-action, a').remove().end().text().trim()),
    ).toEqual([
      '1 question for you to answer',
      '1 question closing by the end of the next working day; then silence counts as the answer',
      '1 answer late',
      '1 team not complete although the visit is near',
      '1 review paused, for you to resume',
    ]);
    expect(text).toMatch(/Visits this week: Hill View.*Visits next week: Oakfield/);
  });
});

describe('names', () => {
  it('end no payload before its end', async () => {
    const about = 'qar-2026-</cwdb-action><script>alert(1)</script>';
    await write(fresh.store, [questionRow(fresh.store, { about, question: 'choose-dates', person: 'p-head' })]);
    const { html, buttons } = await look(fresh.store, { view: 'waiting' });
    expect(html).not.toContain('<script');
    expect(buttons.filter(({ payload }) => payload.about === about)).toHaveLength(2);
  });

  it('are text, whatever a school is called', async () => {
    const { store } = fresh;
    const name = `<script>alert(1)</script> & "O'Neil" </cwdb-action><b>`;
    await write(store, [
      yearRow(store),
      reviewRow(store, { host: '900001', name, day1: '2026-12-08' }),
      personRow(store, 'p-head', '<img src=x onerror=alert(1)>', '900001'),
      seatRow(store, '900001', 'seat-1', 'p-head'),
      seatRow(store, '900001', 'seat-2'),
      questionRow(store, {
        about: HILL,
        question: 'choose-dates',
        person: 'p-head',
        hostName: name,
        dueAt: '2026-11-05T17:00:00.000Z',
      }),
    ]);
    const calls: readonly Readonly<Record<string, string>>[] = [
      ...['today', 'waiting', 'late', 'teams'].map((view) => ({ view })),
      { view: 'reviews', week: '2027-01-11' },
      { view: 'review', about: HILL },
      { view: 'review', about: `${HILL}<script>` },
    ];
    for (const params of calls) {
      const { html, $, text } = await look(store, params);
      expect([params, $('script, img, b').length, html.includes('<script')]).toEqual([params, 0, false]);
      if (!params.about?.endsWith('<script>')) expect(text).toContain(name);
    }
  });
});
